package org.attentionworkbench.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {
    private static final String TEXT = "the quick brown fox jumps over the lazy dog again and again";

    private static Composition composition(String score, String mask, String normalizer, String variant) {
        return Workbench.open()
                .runner(Configuration.defaults()
                        .with(Kind.EMBEDDER, "random:dimension=6,per=occurrence,distribution=normal")
                        .with(Kind.SCORE, score)
                        .with(Kind.MASK, mask)
                        .with(Kind.NORMALIZER, normalizer)
                        .with(Kind.VARIANT, variant))
                .composition();
    }

    private static AttentionResult run(Composition composition) {
        return new AttentionRunner(composition).run(TEXT, Explanation.captures());
    }

    private static Composition with(Composition composition, ScoreFunction score, Normalizer normalizer) {
        return composition.withMechanism(
                composition.mechanism().withScore(score).withNormalizer(normalizer));
    }

    @Test
    void everyStageIsCaptured() {
        assertThat(Explanation.captures()).isEqualTo(new Capture(EnumSet.allOf(Stage.class), 0, false));
    }

    @Test
    void numbersAreThoseOfTheRun() {
        Composition composition = composition("scaled-dot", "causal", "softmax", "multi-head:heads=3");
        AttentionResult result = run(composition);

        Explanation explanation = Explanation.of(composition, result, 1, 4);

        assertThat(explanation.result()).isSameAs(result);
        assertThat(explanation.head()).isEqualTo(1);
        assertThat(explanation.query()).isEqualTo(4);
        assertThat(explanation.explainedHead()).isSameAs(result.head(1));
        for (Stage stage : Stage.values()) {
            assertThat(explanation.row(stage))
                    .containsExactly(result.head(1).stage(stage).orElseThrow().row(4));
        }
        assertThat(explanation.keyWords()).containsExactly(TEXT.split(" "));
    }

    @Test
    void productsAddUpToTheRawScores() {
        Composition composition = composition("scaled-dot:scale=0.3", "none", "softmax", "multi-head:heads=2");
        AttentionResult result = run(composition);

        Explanation.DotProduct product =
                Explanation.of(composition, result, 1, 4).dotProduct().orElseThrow();

        assertThat(product.scale()).isEqualTo(0.3);
        assertThat(product.query()).isEqualTo(result.embeddings().rows(4, 5).columns(3, 6));
        assertThat(product.keys()).isEqualTo(result.embeddings().columns(3, 6));
        for (int key = 0; key < result.keys().size(); key++) {
            double sum = 0;
            for (int channel = 0; channel < 3; channel++) {
                sum += product.query().get(0, channel) * product.keys().get(key, channel);
            }
            assertThat(0.3 * sum)
                    .isCloseTo(result.head(1).stage(Stage.RAW).orElseThrow().get(4, key), within(1e-15));
        }
    }

    @Test
    void scaleIsThatOfTheWidthOfTheHead() {
        Composition composition = composition("scaled-dot", "none", "softmax", "multi-head:heads=2");

        assertThat(Explanation.of(composition, run(composition), 0, 0)
                        .dotProduct()
                        .orElseThrow()
                        .scale())
                .isEqualTo(1 / Math.sqrt(3));
    }

    /** Shifts queries by their position, the head and their number, and keys likewise. */
    private record Shifting() implements DotProductScore {
        @Override
        public Matrix prepareQueries(Matrix queries, HeadContext context) {
            return shifted(queries, context, 100);
        }

        @Override
        public Matrix prepareKeys(Matrix keys, HeadContext context) {
            return shifted(keys, context, 1);
        }

        private static Matrix shifted(Matrix matrix, HeadContext context, int factor) {
            Matrix shifted = Matrix.zeros(matrix.rows(), 1);
            for (int row = 0; row < matrix.rows(); row++) {
                shifted.elements()[row] =
                        factor * (context.firstQuery() + row) + 1000 * context.head() + 10000 * context.heads();
            }
            return shifted;
        }
    }

    @Test
    void preparationKnowsWhereQueriesAndKeysStand() {
        Composition composition = composition("dot", "none", "softmax", "multi-head:heads=2");
        composition = with(composition, new Shifting(), composition.normalizer());

        Explanation.DotProduct product =
                Explanation.of(composition, run(composition), 1, 4).dotProduct().orElseThrow();

        assertThat(product.query()).isEqualTo(Matrix.ofRows(new double[] {21400}));
        assertThat(product.keys().row(2)).containsExactly(21002);
        assertThat(product.keys().rows()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "causal"})
    void stepsGiveTheVeryWeightsOverTheKeys(String mask) {
        Composition composition = composition("dot", mask, "softmax", "single-head");
        AttentionResult result = run(composition);
        Matrix masked = result.head(0).stage(Stage.MASKED).orElseThrow();

        for (int query = 0; query < masked.rows(); query++) {
            SoftmaxSteps steps =
                    Explanation.of(composition, result, 0, query).softmax().orElseThrow();
            double maximum = Double.NEGATIVE_INFINITY;
            for (double score : masked.row(query)) {
                maximum = Math.max(maximum, score);
            }
            assertThat(steps.axis()).isEqualTo(Axis.KEYS);
            assertThat(steps.queries()).isEqualTo(12);
            for (int key = 0; key < masked.columns(); key++) {
                assertThat(steps.maximum(key)).isEqualTo(maximum);
                assertThat(steps.exponential(key)).isEqualTo(Math.exp(masked.get(query, key) - maximum));
                assertThat(steps.exponential(key) / steps.sum(key))
                        .isEqualTo(result.head(0).weights().get(query, key));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "causal"})
    void stepsGiveTheVeryWeightsOverTheQueries(String mask) {
        Composition composition = composition("dot", mask, "softmax:axis=queries", "multi-head:heads=2");
        AttentionResult result = run(composition);
        Matrix masked = result.head(1).stage(Stage.MASKED).orElseThrow();

        for (int query = 0; query < masked.rows(); query++) {
            SoftmaxSteps steps =
                    Explanation.of(composition, result, 1, query).softmax().orElseThrow();
            assertThat(steps.axis()).isEqualTo(Axis.QUERIES);
            for (int key = 0; key < masked.columns(); key++) {
                double maximum = Double.NEGATIVE_INFINITY;
                double sum = 0;
                for (int row = 0; row < masked.rows(); row++) {
                    maximum = Math.max(maximum, masked.get(row, key));
                    sum += steps.exponential(row, key);
                }
                assertThat(steps.maximum(key)).isEqualTo(maximum);
                assertThat(steps.sum(key)).isEqualTo(sum);
                assertThat(steps.exponential(key)).isEqualTo(steps.exponential(query, key));
                assertThat(steps.exponential(key) / steps.sum(key))
                        .isEqualTo(result.head(1).weights().get(query, key));
            }
        }
    }

    @Test
    void whereNoKeyIsAllowedTheExponentialsAreZero() {
        double never = Double.NEGATIVE_INFINITY;
        Matrix scores = Matrix.ofRows(new double[] {never, never}, new double[] {never, 2});

        SoftmaxSteps row = new SoftmaxSteps(Axis.KEYS, scores, 0);
        SoftmaxSteps columns = new SoftmaxSteps(Axis.QUERIES, scores, 1);

        assertThat(row.maximum(0)).isEqualTo(never);
        assertThat(row.exponential(1)).isZero();
        assertThat(row.sum(1)).isZero();
        assertThat(columns.maximum(0)).isEqualTo(never);
        assertThat(columns.exponential(0)).isZero();
        assertThat(columns.sum(0)).isZero();
        assertThat(columns.exponential(1)).isEqualTo(1);
        assertThat(columns.exponential(0, 1)).isZero();
        assertThat(columns.sum(1)).isEqualTo(1);
    }

    @Test
    void overflowedScoresHaveTheExponentialOne() {
        double overflowed = Double.POSITIVE_INFINITY;
        Matrix scores = Matrix.ofRows(new double[] {overflowed, 3, overflowed});

        SoftmaxSteps steps = new SoftmaxSteps(Axis.KEYS, scores, 0);

        assertThat(List.of(steps.exponential(0), steps.exponential(1), steps.exponential(2)))
                .containsExactly(1.0, 0.0, 1.0);
        assertThat(steps.maximum(1)).isEqualTo(overflowed);
        assertThat(steps.sum(1)).isEqualTo(2);
    }

    @Test
    void otherScoresAndNormalizersHaveNoSuchSteps() {
        ScoreFunction constant = (queries, keys, context) -> Matrix.zeros(queries.rows(), keys.rows());
        Normalizer untouched = scores -> {};
        Composition composition = composition("dot", "none", "softmax", "single-head");
        composition = with(composition, constant, untouched);
        AttentionResult result = run(composition);

        Explanation explanation = Explanation.of(composition, result, 0, 3);

        assertThat(explanation.dotProduct()).isEmpty();
        assertThat(explanation.softmax()).isEmpty();
        assertThat(explanation.row(Stage.RAW)).containsOnly(0);
        Composition same = composition;
        assertThatThrownBy(() -> Explanation.of(same, result, 0, 12)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void headAndQueryMustExist() {
        Composition composition = composition("dot", "none", "softmax:axis=queries", "single-head");
        AttentionResult result = run(composition);

        assertThatThrownBy(() -> Explanation.of(composition, result, 1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Explanation.of(composition, result, 0, 12))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Explanation.of(composition, result, 0, -1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
