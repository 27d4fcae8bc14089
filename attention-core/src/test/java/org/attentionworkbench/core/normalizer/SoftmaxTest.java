package org.attentionworkbench.core.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double OVERFLOWED = Double.POSITIVE_INFINITY;

    private static double[] softmax(double... scores) {
        new Softmax(Axis.KEYS).normalize(scores);
        return scores;
    }

    /** Expected values with 60 digits from Python's {@code decimal}, rounded once. */
    static Stream<Arguments> knownRows() {
        return Stream.of(
                Arguments.of(row(1, 2, 3), row(0.09003057317038046, 0.24472847105479764, 0.6652409557748219)),
                Arguments.of(
                        row(-1.5, 0.25, 0.75, 4),
                        row(0.0038323827568675834, 0.022053840068148416, 0.03636063522097505, 0.9377531419540089)),
                Arguments.of(row(0.1, 0.1, 0.3), row(0.3104237734530056, 0.3104237734530056, 0.37915245309398876)),
                Arguments.of(row(700, 710, 709.5), row(2.82588113335825e-05, 0.6224417412410513, 0.3775299999476151)),
                Arguments.of(row(-800, -801), row(0.7310585786300049, 0.2689414213699951)),
                Arguments.of(row(0, -40), row(1, 4.248354255291589e-18)));
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("knownRows")
    void agreesWithHighPrecision(double[] scores, double[] expected) {
        double[] weights = softmax(scores);

        for (int index = 0; index < expected.length; index++) {
            assertThat(weights[index]).isCloseTo(expected[index], within(4 * Math.ulp(expected[index])));
        }
    }

    @Test
    void oneScoreTakesItAll() {
        assertThat(softmax(-3)).containsExactly(1);
        assertThat(softmax(NEVER, 1e300, NEVER)).containsExactly(0, 1, 0);
    }

    @Test
    void equalScoresShareEqually() {
        assertThat(softmax(7, 7, 7, 7)).containsExactly(0.25, 0.25, 0.25, 0.25);
        assertThat(softmax(-1e300, -1e300)).containsExactly(0.5, 0.5);
    }

    @Test
    void hugeScoresDoNotOverflow() {
        assertThat(softmax(1e300, -1e300, 1e300)).containsExactly(0.5, 0, 0.5);
        assertThat(softmax(-Double.MAX_VALUE, Double.MAX_VALUE)).containsExactly(0, 1);
    }

    @Test
    void overflowedScoresShareEquallyAndLeaveNothing() {
        assertThat(softmax(OVERFLOWED, 1e300, OVERFLOWED, NEVER)).containsExactly(0.5, 0, 0.5, 0);
    }

    @Test
    void forbiddenScoresGetNothing() {
        double[] weights = softmax(1, NEVER, 1);

        assertThat(weights).containsExactly(0.5, 0, 0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rowsSumToOneAndKeepTheOrderOfTheirScores(long seed) {
        Random random = new Random(seed);
        double[] scores =
                random.doubles(1 + random.nextInt(200), -20, 20).sorted().toArray();

        double[] weights = softmax(scores.clone());

        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        assertThat(sum).isCloseTo(1, within(1e-14));
        assertThat(weights).isSorted();
        assertThat(weights[0]).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void addingTheSameToEveryScoreChangesNothing(long seed) {
        double[] scores = new Random(seed).ints(50, -30, 30).asDoubleStream().toArray();
        double[] shifted = scores.clone();
        for (int index = 0; index < shifted.length; index++) {
            shifted[index] += 1024;
        }

        assertThat(softmax(shifted)).containsExactly(softmax(scores));
    }

    @Test
    void axisSaysWhetherRowsOrColumnsSumToOne() {
        Matrix scores = Matrix.ofRows(new double[] {0, NEVER}, new double[] {0, NEVER}, new double[] {NEVER, NEVER});

        assertThat(new Softmax(Axis.KEYS).normalize(scores))
                .isEqualTo(Matrix.ofRows(new double[] {1, 0}, new double[] {1, 0}, new double[] {0, 0}));
        assertThat(new Softmax(Axis.QUERIES).normalize(scores))
                .isEqualTo(Matrix.ofRows(new double[] {0.5, 0}, new double[] {0.5, 0}, new double[] {0, 0}));
    }

    @Test
    void strategyTakesTheAxis() {
        List<Strategy<Normalizer>> strategies = new StandardNormalizers().normalizers();

        assertThat(strategies.get(0).options()).extracting(Option::name).containsExactly("axis");
        assertThat(strategies.get(0).create(GivenOptions.NONE))
                .isInstanceOf(Softmax.class)
                .extracting(Normalizer::axis)
                .isEqualTo(Axis.KEYS);
        assertThat(strategies.get(0).create(GivenOptions.of("axis", "queries")).axis())
                .isEqualTo(Axis.QUERIES);
    }
}
