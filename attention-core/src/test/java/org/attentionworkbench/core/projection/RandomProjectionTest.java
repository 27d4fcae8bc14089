package org.attentionworkbench.core.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.OptionalInt;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.projection.RandomProjection.Widths;
import org.attentionworkbench.core.score.GivenOptions;
import org.attentionworkbench.core.wiring.Workbench;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class RandomProjectionTest {
    private static final Matrix EMBEDDINGS = Matrices.random(5, 4, 1);
    private final MatrixBackend backend = new ReferenceBackend();
    private final SeededParameters parameters = new SeededParameters(9);

    private static Widths widths(int queries, int keys, int values) {
        return new Widths(OptionalInt.of(queries), OptionalInt.of(keys), OptionalInt.of(values));
    }

    @Test
    void everyRoleHasAMatrixOfItsOwn() {
        Projection projection = new RandomProjection(9, Widths.OF_EMBEDDINGS, true, false);

        assertThat(projection.queries(EMBEDDINGS, backend))
                .isEqualTo(backend.multiply(EMBEDDINGS, parameters.matrix("W_q", 4, 4)));
        assertThat(projection.keys(EMBEDDINGS, backend))
                .isEqualTo(backend.multiply(EMBEDDINGS, parameters.matrix("W_k", 4, 4)));
        assertThat(projection.values(EMBEDDINGS, backend))
                .isEqualTo(backend.multiply(EMBEDDINGS, parameters.matrix("W_v", 4, 4)));
        assertThat(projection.output(EMBEDDINGS, backend))
                .isEqualTo(backend.multiply(EMBEDDINGS, parameters.matrix("W_o", 4, 4)));
    }

    @Test
    void widthsAreThoseGiven() {
        Projection projection = new RandomProjection(9, widths(8, 2, 6), true, false);

        assertThat(projection.queries(EMBEDDINGS, backend)).hasToString("5×8 matrix");
        assertThat(projection.keys(EMBEDDINGS, backend)).hasToString("5×2 matrix");
        assertThat(projection.values(EMBEDDINGS, backend)).hasToString("5×6 matrix");
        assertThat(projection.output(Matrices.random(5, 6, 2), 4, backend)).hasToString("5×4 matrix");
    }

    @Test
    void keysAreAsWideAsQueriesUnlessSaidOtherwise() {
        Projection projection = new RandomProjection(
                9, new Widths(OptionalInt.of(7), OptionalInt.empty(), OptionalInt.empty()), true, false);

        assertThat(projection.keys(EMBEDDINGS, backend)).hasToString("5×7 matrix");
        assertThat(projection.values(EMBEDDINGS, backend)).hasToString("5×4 matrix");
    }

    @Test
    void withoutAnOutputMatrixTheJoinedValuesAreTheOutput() {
        Projection projection = new RandomProjection(9, Widths.OF_EMBEDDINGS, false, true);

        assertThat(projection.output(EMBEDDINGS, 4, backend)).isSameAs(EMBEDDINGS);
    }

    @Test
    void biasesAreAddedToEveryRow() {
        Matrix plain = new RandomProjection(9, widths(3, 3, 3), true, false).queries(EMBEDDINGS, backend);
        Matrix shifted = new RandomProjection(9, widths(3, 3, 3), true, true).queries(EMBEDDINGS, backend);
        double[] bias = parameters.vector("b_q", 3);

        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 3; column++) {
                assertThat(shifted.get(row, column)).isEqualTo(plain.get(row, column) + bias[column]);
            }
        }
    }

    @Test
    void aRunLeadsTheJoinedValuesBackToTheWidthOfTheEmbeddings() {
        Configuration configuration = Configuration.defaults()
                .with(Kind.EMBEDDER, "random:dimension=6")
                .with(Kind.PROJECTION, "random:value-width=10");
        AttentionResult result = Workbench.open().runner(configuration).run("a b c", Capture.of(Stage.VALUES));

        assertThat(result.head(0).values()).hasToString("3×10 matrix");
        assertThat(result.output()).hasToString("3×6 matrix");
    }

    @Test
    void itIsMadeFromOptions() {
        Map<String, String> options = Map.of(
                "seed", "9", "width", "8", "key-width", "2", "value-width", "6", "output", "false", "bias", "true");
        Projection made = RandomProjection.strategy().create(new GivenOptions(options));
        Projection expected = new RandomProjection(9, widths(8, 2, 6), false, true);

        assertThat(made.queries(EMBEDDINGS, backend)).isEqualTo(expected.queries(EMBEDDINGS, backend));
        assertThat(made.keys(EMBEDDINGS, backend)).isEqualTo(expected.keys(EMBEDDINGS, backend));
        assertThat(made.values(EMBEDDINGS, backend)).isEqualTo(expected.values(EMBEDDINGS, backend));
        assertThat(made.output(EMBEDDINGS, 9, backend)).isSameAs(EMBEDDINGS);
    }

    @Test
    void widthsAreAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> widths(3, 0, 2))
                .withMessage("queries, keys and values have at least one channel");
    }
}
