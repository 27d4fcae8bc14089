package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
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
import org.junit.jupiter.params.provider.ValueSource;

class StandardVariantsTest {
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {1, 2, 3, 4}, new double[] {5, 6, 7, 8});
    private static final Matrix KEYS = Matrix.ofRows(new double[] {1, 0, 0, 2}, new double[] {0, 1, 1, 0});
    private static final Matrix VALUES =
            Matrix.ofRows(new double[] {1, 2, 3, 4, 5, 6}, new double[] {6, 5, 4, 3, 2, 1});

    /** Attention whose weights are the raw dot products themselves, so that results can be computed by hand. */
    private static final class LinearStages implements AttentionStages {
        private final ReferenceBackend backend = new ReferenceBackend();
        private final List<Integer> heads = new ArrayList<>();

        @Override
        public Matrix raw(int head, Matrix queries, Matrix keys) {
            heads.add(head);
            return backend.multiplyTransposed(queries, keys);
        }

        @Override
        public Matrix modified(int head, Matrix raw) {
            return raw;
        }

        @Override
        public Matrix masked(int head, Matrix modified) {
            return modified;
        }

        @Override
        public Matrix weights(int head, Matrix masked) {
            return masked;
        }

        @Override
        public Matrix values(int head, Matrix weights, Matrix values) {
            return backend.multiply(weights, values);
        }

        @Override
        public MatrixBackend backend() {
            return backend;
        }

        @Override
        public void note(Stage stage, int head, Matrix matrix) {
            throw new AssertionError("nothing was changed between stages");
        }
    }

    private final LinearStages stages = new LinearStages();
    private final List<Strategy<AttentionVariant>> strategies = new StandardVariants().variants();

    @Test
    void singleHeadAttendsOverAllColumns() {
        SingleHead variant = new SingleHead();

        // raw = [[1+8, 2+3], [5+16, 6+7]]
        assertThat(variant.attend(QUERIES, KEYS, VALUES, stages))
                .isEqualTo(Matrix.ofRows(
                        new double[] {39, 43, 47, 51, 55, 59}, new double[] {99, 107, 115, 123, 131, 139}));
        assertThat(stages.heads).containsExactly(0);
        assertThat(variant.heads()).isEqualTo(1);
    }

    @Test
    void multiHeadAttendsOverEachBlockOfColumns() {
        MultiHead variant = new MultiHead(2);

        // head 0: raw = [[1, 2], [5, 6]] over columns 0–2 of V; head 1: raw = [[8, 3], [16, 7]] over columns 3–5
        assertThat(variant.attend(QUERIES, KEYS, VALUES, stages))
                .isEqualTo(
                        Matrix.ofRows(new double[] {13, 12, 11, 41, 46, 51}, new double[] {41, 40, 39, 85, 94, 103}));
        assertThat(stages.heads).containsExactly(0, 1);
        assertThat(variant.heads()).isEqualTo(2);
    }

    @Test
    void multiHeadWithOneHeadIsASingleHead() {
        assertThat(new MultiHead(1).attend(QUERIES, KEYS, VALUES, stages))
                .isEqualTo(new SingleHead().attend(QUERIES, KEYS, VALUES, stages));
    }

    @Test
    void thereMayBeMoreKeysThanQueries() {
        Matrix one = QUERIES.rows(1, 2);

        assertThat(new MultiHead(2).attend(one, KEYS, VALUES, stages))
                .isEqualTo(Matrix.ofRows(new double[] {41, 40, 39, 85, 94, 103}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | 4 | 4 | 6 | multi-head: heads=3 does not divide the width 4 of the queries; 1, 2 or 4 would",
                "4 | 4 | 6 | 4 | multi-head: heads=4 does not divide the width 6 of the keys; 1, 2, 3 or 6 would",
                "4 | 4 | 4 | 7 | multi-head: heads=4 does not divide the width 7 of the values; 1 or 7 would",
                "2 | 1 | 2 | 2 | multi-head: heads=2 does not divide the width 1 of the queries; 1 would"
            })
    void headsMustDivideEveryWidth(int heads, int queries, int keys, int values, String message) {
        Matrix q = Matrix.zeros(2, queries);
        Matrix k = Matrix.zeros(2, keys);
        Matrix v = Matrix.zeros(2, values);

        assertThatThrownBy(() -> new MultiHead(heads).attend(q, k, v, stages))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
        assertThat(stages.heads).isEmpty();
    }

    @Test
    void aMultiHeadNeedsAHead() {
        assertThatThrownBy(() -> new MultiHead(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no attention with 0 heads");
    }

    @Test
    void namesAreThoseOfTheVariants() {
        assertThat(strategies)
                .extracting(Strategy::name)
                .containsExactly(
                        "single-head",
                        "multi-head",
                        "grouped-query",
                        "multi-query",
                        "cross",
                        "talking-heads",
                        "differential",
                        "gated",
                        "latent",
                        "linear",
                        "gated-linear",
                        "delta",
                        "gated-delta",
                        "weights-only");
        assertThat(strategies)
                .allSatisfy(strategy -> assertThat(strategy.formula()).isPresent());
        assertThat(strategies.get(0).options()).isEmpty();
        assertThat(strategies.get(1).options()).extracting(Option::name).containsExactly("heads");
    }

    private AttentionVariant made(String name, String... options) {
        Map<String, String> texts = new TreeMap<>(Map.of("seed", "5"));
        for (int index = 0; index < options.length; index += 2) {
            texts.put(options[index], options[index + 1]);
        }
        return strategies.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow()
                .create(new GivenOptions(texts));
    }

    @Test
    void strategiesMakeWhatTheyAreNamedAfter() {
        assertThat(made("single-head")).isInstanceOf(SingleHead.class);
        assertThat(made("multi-head")).isInstanceOf(MultiHead.class);
        assertThat(made("multi-head").heads()).isEqualTo(2);
        assertThat(made("multi-head", "heads", "8").heads()).isEqualTo(8);
        assertThat(made("grouped-query")).isInstanceOf(GroupedQuery.class);
        assertThat(made("grouped-query").heads()).isEqualTo(4);
        assertThat(made("multi-query", "heads", "3")).isInstanceOf(GroupedQuery.class);
        assertThat(made("cross")).isInstanceOf(CrossAttention.class);
        assertThat(made("talking-heads")).isInstanceOf(TalkingHeads.class);
        assertThat(made("differential")).isInstanceOf(Differential.class);
        assertThat(made("gated")).isInstanceOf(GatedHeads.class);
        assertThat(made("latent", "rank", "2")).isInstanceOf(LatentHeads.class);
        assertThat(made("weights-only").heads()).isEqualTo(1);
        for (String name : List.of("linear", "gated-linear", "delta", "gated-delta")) {
            assertThat(made(name, "heads", "3")).isInstanceOf(RecurrentHeads.class);
            assertThat(made(name, "heads", "3").heads()).isEqualTo(3);
        }
    }

    @Test
    void learnedMatricesComeFromAFileWhereThereIsOne(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("learned.safetensors");
        Matrix gate = Matrices.random(4, 6, 1);
        Matrix down = Matrices.random(4, 3, 2);
        Matrix keys = Matrices.random(3, 4, 3);
        Matrix values = Matrices.random(3, 6, 4);
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("opening", Tensor.of(ElementType.F64, gate));
        tensors.put("W_dkv", Tensor.of(ElementType.F64, down));
        tensors.put("W_uk", Tensor.of(ElementType.F64, keys));
        tensors.put("W_uv", Tensor.of(ElementType.F64, values));
        SafetensorsWriter.write(file, tensors, Map.of());

        Attended.Given given = new Attended.Given(Map.of("W_g", gate, "W_dkv", down, "W_uk", keys, "W_uv", values));
        assertThat(made("gated", "file", file.toString(), "gate", "opening").attend(QUERIES, KEYS, VALUES, stages))
                .isEqualTo(new GatedHeads(2, GatedHeads.Gates.CHANNELS, given).attend(QUERIES, KEYS, VALUES, stages));
        assertThat(made("latent", "file", file.toString(), "rank", "3").attend(QUERIES, KEYS, VALUES, stages))
                .isEqualTo(new LatentHeads(2, OptionalInt.of(3), given).attend(QUERIES, KEYS, VALUES, stages));
    }

    @Test
    void optionsThatDoNotFitEachOtherAreRefused() {
        assertThatThrownBy(() -> made("grouped-query", "heads", "4", "key-heads", "3"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("grouped-query: key-heads=3 does not divide heads=4; each key head serves as many heads");
        assertThatThrownBy(() -> made("differential", "lambda", "0.5", "layer", "2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("differential: lambda and layer both set λ; give one of them");
        assertThatThrownBy(() -> made("linear", "features", "identity", "normalize", "true"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("linear: normalize=true divides by a sum that may be 0 or negative unless features=elu; "
                        + "leave one of the two out");
        assertThatThrownBy(() -> made("gated-linear", "heads", "2", "decay", "0.5+0.5+0.5"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("gated-linear: decay has 3 numbers; one, or one for each of the 2 heads, is right");
    }

    @Test
    void crossAttentionIsMultiHeadAttentionToAnotherText() {
        assertThat(new CrossAttention(2).attend(QUERIES, KEYS, VALUES, stages))
                .isEqualTo(new MultiHead(2).attend(QUERIES, KEYS, VALUES, stages));
        assertThat(new CrossAttention(2).keySource()).isEqualTo(KeySource.OTHER_TEXT);
        assertThat(new MultiHead(2).keySource()).isEqualTo(KeySource.EITHER);
        assertThatThrownBy(() -> new CrossAttention(3).attend(QUERIES, KEYS, VALUES, stages))
                .hasMessage("cross: heads=3 does not divide the width 4 of the queries; 1, 2 or 4 would");
        assertThatThrownBy(() -> new CrossAttention(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65537", "2147483647"})
    void thereIsAtLeastOneHeadAndNoMoreThanAVectorCanHaveNumbers(String text) {
        Option<?> heads = strategies.get(1).options().get(0);

        assertThat(heads.type()).isEqualTo("an integer from 1 to 65536");
        assertThat(heads.read("1")).isEqualTo(1);
        assertThat(heads.read("65536")).isEqualTo(65_536);
        assertThatThrownBy(() -> heads.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void headsThatAreMixedAreFewer() {
        Option<?> heads = strategies.stream()
                .filter(strategy -> strategy.name().equals("talking-heads"))
                .findFirst()
                .orElseThrow()
                .options()
                .get(0);

        assertThat(heads.type()).isEqualTo("an integer from 1 to 1024");
        assertThat(heads.read("1024")).isEqualTo(1024);
        assertThatThrownBy(() -> heads.read("1025")).isInstanceOf(IllegalArgumentException.class);
    }
}
