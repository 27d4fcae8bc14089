package org.attentionworkbench.core.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.score.GivenOptions;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected numbers were computed with NumPy: {@code X @ W + b}. */
class FileProjectionTest {
    private static final Matrix X = Matrix.ofRows(new double[] {1, 2}, new double[] {-1, 0.5});
    private static final Matrix QUERY = Matrix.ofRows(new double[] {1, 0, 2}, new double[] {-1, 3, 0.5});
    private static final Matrix KEY = Matrix.ofRows(new double[] {0, 1, 1}, new double[] {2, -2, 0});
    private static final Matrix VALUE = Matrix.ofRows(new double[] {4, 0, 1}, new double[] {1, 1, 1});
    private static final Matrix OUTPUT = Matrix.ofRows(new double[] {1, 0}, new double[] {0, 1}, new double[] {2, -1});
    private static final Matrix BIAS = Matrix.ofRows(new double[] {10, 20, 30});

    private static final Matrix X_QUERY = Matrix.ofRows(new double[] {-1, 6, 3}, new double[] {-1.5, 1.5, -1.75});
    private static final Matrix X_KEY = Matrix.ofRows(new double[] {4, -3, 1}, new double[] {1, -2, -1});
    private static final Matrix X_VALUE = Matrix.ofRows(new double[] {6, 2, 3}, new double[] {-3.5, 0.5, -0.5});
    private static final Matrix X_QUERY_BIAS = Matrix.ofRows(new double[] {9, 26, 33}, new double[] {8.5, 21.5, 28.25});
    private static final Matrix X_VALUE_OUTPUT = Matrix.ofRows(new double[] {12, -1}, new double[] {-4.5, 1});

    private final MatrixBackend backend = new ReferenceBackend();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @TempDir
    Path directory;

    private void put(String name, Matrix matrix) {
        tensors.put(name, Tensor.of(ElementType.F64, matrix));
    }

    private void putAll(String query, String key, String value) {
        put(query, QUERY);
        put(key, KEY);
        put(value, VALUE);
    }

    private void putAllTurned(String prefix, String query, String key, String value) {
        put(prefix + query, Matrices.transpose(QUERY));
        put(prefix + key, Matrices.transpose(KEY));
        put(prefix + value, Matrices.transpose(VALUE));
    }

    private Path file() {
        Path file = directory.resolve("weights.safetensors");
        try {
            SafetensorsWriter.write(file, tensors, Map.of());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return file;
    }

    private Projection made(String... namesAndTexts) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("path", file().toString());
        for (int index = 0; index < namesAndTexts.length; index += 2) {
            options.put(namesAndTexts[index], namesAndTexts[index + 1]);
        }
        return FileProjectionOptions.strategy().create(new GivenOptions(options));
    }

    private void assertProjects(Projection projection) {
        assertThat(projection.queries(X, backend)).isEqualTo(X_QUERY);
        assertThat(projection.keys(X, backend)).isEqualTo(X_KEY);
        assertThat(projection.values(X, backend)).isEqualTo(X_VALUE);
    }

    private void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(directory.resolve("weights.safetensors") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource({"W_q, W_k, W_v", "wq, wk, wv", "WQ, WK, WV", "query, key, value", "head.W_q, head.W_k, head.W_v"})
    void matricesOfNumpyAreFoundByTheirNames(String query, String key, String value) {
        putAll(query, key, value);

        assertProjects(made());
        assertThat(made().output(X_VALUE, 2, backend)).isSameAs(X_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "q_proj.weight, k_proj.weight, v_proj.weight",
        "query.weight, key.weight, value.weight",
        "q_lin.weight, k_lin.weight, v_lin.weight",
        "q.weight, k.weight, v.weight"
    })
    void matricesOfLinearLayersAreFoundAndTurnedAround(String query, String key, String value) {
        putAllTurned("model.layers.0.self_attn.", query, key, value);

        assertProjects(made());
    }

    @Test
    void outputAndBiasesAreFoundWithTheirMatrices() {
        putAll("W_q", "W_k", "W_v");
        put("W_o", OUTPUT);
        put("b_q", BIAS);
        tensors.put("b_o", Tensor.wrap(ElementType.F64, new double[] {0.5, 1}, 2));

        Projection projection = made();
        assertThat(projection.queries(X, backend)).isEqualTo(X_QUERY_BIAS);
        assertThat(projection.keys(X, backend)).isEqualTo(X_KEY);
        assertThat(projection.output(X_VALUE, 2, backend))
                .isEqualTo(Matrix.ofRows(new double[] {12.5, 0}, new double[] {-4, 2}));
    }

    @Test
    void tensorsAreThoseNamed() {
        putAll("a", "b", "c");
        put("d", OUTPUT);
        put("e", BIAS);

        Projection projection = made("query", "a", "key", "b", "value", "c", "output", "d", "query-bias", "e");
        assertThat(projection.queries(X, backend)).isEqualTo(X_QUERY_BIAS);
        assertThat(projection.keys(X, backend)).isEqualTo(X_KEY);
        assertThat(projection.output(X_VALUE, backend)).isEqualTo(X_VALUE_OUTPUT);
    }

    @Test
    void layoutIsTheOneGiven() {
        putAllTurned("", "W_q", "W_k", "W_v");
        assertProjects(made("layout", "out-in"));
        tensors.clear();
        putAll("q_proj.weight", "k_proj.weight", "v_proj.weight");
        assertProjects(made("layout", "in-out"));
    }

    @Test
    void oneTensorMayHoldAllThree() {
        put("h.0.attn.c_attn.weight", Matrix.joinColumns(List.of(QUERY, KEY, VALUE)));
        put("h.0.attn.c_proj.weight", OUTPUT);
        put("h.0.mlp.c_proj.weight", Matrix.zeros(9, 9));
        put("h.0.attn.c_attn.bias", Matrix.joinColumns(List.of(BIAS, Matrix.zeros(1, 6))));

        Projection projection = made();
        assertThat(projection.queries(X, backend)).isEqualTo(X_QUERY_BIAS);
        assertThat(projection.keys(X, backend)).isEqualTo(X_KEY);
        assertThat(projection.values(X, backend)).isEqualTo(X_VALUE);
        assertThat(projection.output(X_VALUE, backend)).isEqualTo(X_VALUE_OUTPUT);
    }

    @Test
    void oneTensorOfALinearLayerMayHoldAllThree() {
        put("in_proj_weight", Matrices.transpose(Matrix.joinColumns(List.of(QUERY, KEY, VALUE))));
        put("out_proj.weight", Matrices.transpose(OUTPUT));

        assertProjects(made());
        assertThat(made().output(X_VALUE, backend)).isEqualTo(X_VALUE_OUTPUT);
    }

    @Test
    void layersAreToldApartByTheBeginningOfTheirNames() {
        putAllTurned("layers.0.", "k_proj.weight", "q_proj.weight", "v_proj.weight");
        putAllTurned("layers.1.", "q_proj.weight", "k_proj.weight", "v_proj.weight");

        assertProjects(made("prefix", "layers.1."));
        assertRefused(
                this::made,
                "several tensors may be the query projection: layers.0.q_proj.weight, layers.1.q_proj.weight; choose by "
                        + "prefix=… how names begin, or by query=NAME");
    }

    @Test
    void aMissingTensorIsAnErrorThatNamesThoseThereAre() {
        put("W_q", QUERY);
        put("other", KEY);

        assertRefused(
                this::made,
                "no tensor has a usual name of the key projection, such as W_k or k_proj.weight; name it by key=NAME; it "
                        + "has W_q, other");
        assertRefused(() -> made("key", "others"), "there is no tensor 'others'; it has W_q, other");
    }

    @Test
    void embeddingsOfAnotherWidthAreAnErrorThatNamesTheTensor() {
        putAll("W_q", "W_k", "W_v");
        put("W_o", OUTPUT);

        assertRefused(
                () -> made().queries(Matrix.zeros(1, 4), backend),
                "the tensor 'W_q' has the shape [2, 3] (in × out) and takes 2 channels, and the embeddings have 4");
        assertRefused(
                () -> made().output(Matrix.zeros(1, 4), backend),
                "the tensor 'W_o' has the shape [3, 2] (in × out) and takes 3 channels, and the joined values have 4");
    }

    @Test
    void shapesThatDoNotDoAreErrors() {
        putAll("W_q", "W_k", "W_v");
        put("b_q", Matrix.zeros(1, 4));
        assertRefused(this::made, "the tensor 'b_q' has the shape [1, 4], and [3] is needed");

        tensors.remove("b_q");
        tensors.put("W_k", Tensor.zeros(ElementType.F32, 2, 2, 2));
        assertRefused(
                this::made, "the tensor 'W_k' of the key projection has the shape [2, 2, 2], and a matrix is needed");

        tensors.clear();
        put("W_qkv", Matrix.zeros(2, 7));
        assertRefused(
                this::made,
                "the tensor 'W_qkv' has the shape [2, 7] (in × out), and its 7 channels cannot be shared evenly by "
                        + "queries, keys and values");
    }
}
