package org.attentionworkbench.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-15);
    private static final String TEXT = "The quick brown fox jumps";

    private static Explanation explained(Configuration configuration, int head, int query) {
        AttentionRunner runner = Workbench.open().runner(configuration);
        return Explanation.of(runner.composition(), runner.run(TEXT, Explanation.captures()), head, query);
    }

    @ParameterizedTest
    @CsvSource({
        "scaled-dot, none, keys, single-head, 0",
        "dot, causal, keys, single-head, 0",
        "scaled-dot, causal, queries, single-head, 0",
        "dot, none, queries, multi-head, 1"
    })
    void theStepsGiveTheCapturedWeights(String score, String mask, String axis, String variant, int head) {
        Configuration configuration = Configuration.defaults()
                .with(Kind.SCORE, score)
                .with(Kind.MASK, mask)
                .with(Kind.NORMALIZER, "softmax:axis=" + axis)
                .with(Kind.VARIANT, variant);
        for (int query = 0; query < 5; query++) {
            Explanation explanation = explained(configuration, head, query);
            Explanation.DotProduct product = explanation.dotProduct().orElseThrow();
            SoftmaxSteps steps = explanation.softmax().orElseThrow();
            assertThat(steps.axis().name().toLowerCase(Locale.ROOT)).isEqualTo(axis);
            assertThat(steps.queries()).isEqualTo(5);
            for (int key = 0; key < 5; key++) {
                double sum = 0;
                for (int channel = 0; channel < product.query().columns(); channel++) {
                    sum += product.query().get(0, channel) * product.keys().get(key, channel);
                }
                assertThat(explanation.row(Stage.RAW)[key]).isCloseTo(product.scale() * sum, CLOSE);
                assertThat(explanation.row(Stage.WEIGHTS)[key])
                        .isCloseTo(steps.exponential(key) / steps.sum(key), CLOSE);
            }
        }
    }

    @Test
    void itKnowsItsHeadItsQueryAndTheWords() {
        Explanation explanation = explained(Configuration.defaults().with(Kind.VARIANT, "multi-head"), 1, 3);
        assertThat(explanation.head()).isEqualTo(1);
        assertThat(explanation.query()).isEqualTo(3);
        assertThat(explanation.keyWords()).containsExactly("The", "quick", "brown", "fox", "jumps");
        assertThat(explanation.explainedHead()).isSameAs(explanation.result().head(1));
        assertThat(explanation.dotProduct().orElseThrow().query())
                .isEqualTo(explanation.explainedHead().queries().rows(3, 4));
        assertThat(explanation.dotProduct().orElseThrow().scale()).isEqualTo(1 / Math.sqrt(2));
    }

    @Test
    void anotherScoreAndNormalizerHaveNoSuchSteps() {
        AttentionPlugin plugin = new AttentionPlugin() {
            @Override
            public List<Strategy<ScoreFunction>> scoreFunctions() {
                return List.of(Strategy.of("ones", "1", options -> (ScoreFunction) (queries, keys, context) -> {
                    double[] ones = new double[queries.rows() * keys.rows()];
                    Arrays.fill(ones, 1);
                    return Matrix.wrap(queries.rows(), keys.rows(), ones);
                }));
            }

            @Override
            public List<Strategy<Normalizer>> normalizers() {
                return List.of(Strategy.of("as-they-are", "s", options -> (Normalizer) scores -> {}));
            }
        };
        AttentionRunner runner = Workbench.open(
                        Plugins.onClassPath().and(Plugins.of(plugin)),
                        Configuration.defaults().with(Kind.SCORE, "ones").with(Kind.NORMALIZER, "as-they-are"))
                .runner();
        Explanation explanation = Explanation.of(runner.composition(), runner.run(TEXT, Explanation.captures()), 0, 0);
        assertThat(explanation.dotProduct()).isEmpty();
        assertThat(explanation.softmax()).isEmpty();
        assertThat(explanation.row(Stage.WEIGHTS)).containsOnly(1);
    }

    @Test
    void overTheQueriesMaximumAndSumRunDownTheColumn() {
        SoftmaxSteps steps = new SoftmaxSteps(Axis.QUERIES, Matrix.ofRows(new double[] {0, 2}, new double[] {1, 0}), 0);
        assertThat(steps.maximum(0)).isEqualTo(1);
        assertThat(steps.maximum(1)).isEqualTo(2);
        assertThat(steps.exponential(0)).isEqualTo(Math.exp(-1));
        assertThat(steps.exponential(1, 0)).isEqualTo(1);
        assertThat(steps.exponential(1)).isEqualTo(1);
        assertThat(steps.sum(0)).isEqualTo(1 + Math.exp(-1));
        assertThat(steps.sum(1)).isEqualTo(1 + Math.exp(-2));
    }

    @Test
    void overTheKeysMaximumAndSumRunAlongTheRow() {
        SoftmaxSteps steps = new SoftmaxSteps(Axis.KEYS, Matrix.ofRows(new double[] {0, 2}, new double[] {9, 9}), 0);
        assertThat(steps.maximum(0)).isEqualTo(2);
        assertThat(steps.maximum(1)).isEqualTo(2);
        assertThat(steps.exponential(0)).isEqualTo(Math.exp(-2));
        assertThat(steps.sum(0)).isEqualTo(1 + Math.exp(-2));
        assertThat(steps.sum(1)).isEqualTo(1 + Math.exp(-2));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void forbiddenAndInfiniteScoresStayNumbers(Axis axis) {
        double forbidden = Double.NEGATIVE_INFINITY;
        double overflown = Double.POSITIVE_INFINITY;
        SoftmaxSteps none = new SoftmaxSteps(axis, Matrix.ofRows(new double[] {forbidden}), 0);
        assertThat(none.exponential(0)).isZero();
        assertThat(none.sum(0)).isZero();
        SoftmaxSteps infinite = new SoftmaxSteps(axis, Matrix.ofRows(new double[] {overflown}), 0);
        assertThat(infinite.exponential(0)).isEqualTo(1);
        assertThat(infinite.sum(0)).isEqualTo(1);
    }
}
