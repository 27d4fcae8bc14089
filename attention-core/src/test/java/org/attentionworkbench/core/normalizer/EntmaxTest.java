package org.attentionworkbench.core.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Axis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntmaxTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double OVERFLOWED = Double.POSITIVE_INFINITY;
    private static final double EPSILON = Math.ulp(1.0);

    private static double[] entmax(double alpha, double... scores) {
        double[] weights = scores.clone();
        new Entmax(Axis.KEYS, alpha).normalize(weights);
        return weights;
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    /**
     * Expected values from Python's mpmath with 60 digits: 400 bisections for the τ with
     * {@code sum((b*x - t)**(1/b) for x in s if b*x > t) == 1}, b = α − 1, rounded once.
     */
    static Stream<Arguments> knownRows() {
        return Stream.of(
                Arguments.of(1, row(1, 2, 3), row(0.09003057317038046, 0.24472847105479764, 0.6652409557748219)),
                Arguments.of(1.1, row(1, 2, 3), row(0.06836201525176319, 0.23365208034080537, 0.6979859044074315)),
                Arguments.of(
                        1.1,
                        row(0.5, -0.25, 0.125, 0.375, -1),
                        row(
                                0.3231213512484801,
                                0.13441945420418458,
                                0.21042072280924476,
                                0.28064463957276903,
                                0.05139383216532155)),
                Arguments.of(1.3, row(-1.5, 0.25, 0.75, 4), row(0, 0, 4.567942971365768e-06, 0.9999954320570287)),
                Arguments.of(
                        1.3,
                        row(2, 1.5, 1.25, 1),
                        row(0.4875068493966206, 0.24542670269609765, 0.16375481194365263, 0.10331163596362912)),
                Arguments.of(1.5, row(1, 2, 3), row(0, 0.1692810861169262, 0.8307189138830738)),
                Arguments.of(
                        1.5, row(0.1, 0.1, 0.3), row(0.29386071888526205, 0.29386071888526205, 0.41227856222947584)),
                Arguments.of(
                        1.5,
                        row(2, 1.5, 1.25, 1),
                        row(0.5562394896989581, 0.24583216552210646, 0.13750350343368062, 0.060424841345254804)),
                Arguments.of(
                        1.75,
                        row(2, 1.5, 1.25, 1),
                        row(0.6568844662098039, 0.2510378478149336, 0.09207768597526247, 0)),
                Arguments.of(2, row(0.5, -0.25, 0.125, 0.375, -1), row(0.5, 0, 0.125, 0.375, 0)),
                Arguments.of(2.5, row(0.1, 0.1, 0.3), row(0.22539648911796853, 0.22539648911796853, 0.549207021764063)),
                Arguments.of(
                        2.5, row(0, -0.0625, -0.25), row(0.5265698248200161, 0.4364683387050858, 0.03696183647489811)),
                Arguments.of(3, row(0.5, -0.25, 0.125, 0.375, -1), row(0.625, 0, 0, 0.375, 0)),
                Arguments.of(
                        6, row(0.5, -0.25, 0.125, 0.375, -1), row(0.9102837945983794, 0, 0, 0.08971620540162067, 0)),
                Arguments.of(6, row(0.1, 0.1, 0.3), row(0, 0, 1)));
    }

    @ParameterizedTest
    @MethodSource("knownRows")
    void agreesWithHighPrecision(double alpha, double[] scores, double[] expected) {
        assertThat(entmax(alpha, scores)).containsExactly(expected, within(4 * EPSILON));
    }

    static Stream<Arguments> alphasAndSpreads() {
        return Stream.of(1.001, 1.05, 1.25, 1.5, 1.9, 2.0, 2.1, 3.0, 4.5, 20.0)
                .flatMap(alpha -> Stream.of(1e-300, 1e-9, 0.01, 1.0, 30.0, 1e5, 1e300)
                        .map(spread -> Arguments.of(alpha, spread)));
    }

    /**
     * What makes them the optimum, the conditions of Karush, Kuhn and Tucker: there is a τ with {@code p^β = β·s − τ} where p is
     * not 0 and {@code β·s ≤ τ} where it is, and the weights sum to 1.
     * Weights too small for a double are 0, too.
     */
    @ParameterizedTest
    @MethodSource("alphasAndSpreads")
    void weightsAreOptimal(double alpha, double spread) {
        double beta = alpha - 1;
        SplittableRandom random = new SplittableRandom(9);
        for (int length = 1; length <= 40; length++) {
            double[] scores = new double[length];
            double maximum = NEVER;
            for (int index = 0; index < length; index++) {
                scores[index] = spread * (random.nextDouble() - 0.5);
                maximum = Math.max(maximum, scores[index]);
            }
            double[] weights = entmax(alpha, scores);

            double sum = 0;
            double largest = 0;
            for (double weight : weights) {
                sum += weight;
                largest = Math.max(largest, weight);
            }
            assertThat(sum).isCloseTo(1, within((8 + length) * EPSILON));
            double ofLargest = Math.pow(largest, beta); // β·M − τ
            for (int index = 0; index < length; index++) {
                double above = Math.max(0, ofLargest + beta * (scores[index] - maximum)); // β·s − τ
                if (beta < 1 && Math.pow(above, 1 / beta) == 0) {
                    assertThat(weights[index]).isLessThan(Double.MIN_NORMAL);
                } else {
                    assertThat(Math.pow(weights[index], beta)).isCloseTo(above, within(32 * EPSILON));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void alphaTwoIsSparsemax(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[60];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = 3 * random.nextDouble();
        }
        double[] expected = scores.clone();
        new Sparsemax(Axis.KEYS).normalize(expected);

        assertThat(entmax(2, scores)).containsExactly(expected, within(4 * EPSILON));
    }

    /** The difference from the softmax is of the order of α − 1. */
    @Test
    void alphaNearOneIsNearlySoftmax() {
        double[] scores = {3, -2, 0.5, 0.5, -900, 2.5};
        double[] expected = scores.clone();
        new Softmax(Axis.KEYS).normalize(expected);

        assertThat(entmax(1 + 1e-9, scores)).containsExactly(expected, within(1e-8));
        assertThat(entmax(Math.nextUp(1.0), scores)).containsExactly(expected, within(1e-14));
    }

    /** Both sides of the alphas that have closed forms, which the others approach. */
    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2})
    void closedFormsAreContinued(double alpha) {
        double[] scores = {0.3, 0.1, -0.2, 0.25, -4};

        assertThat(entmax(Math.nextUp(alpha), scores)).containsExactly(entmax(alpha, scores), within(1e-14));
        assertThat(entmax(Math.nextDown(alpha), scores)).containsExactly(entmax(alpha, scores), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.0001, 1.5, 1.8, 2, 2.5, 7, 1000, 1e300})
    void extremeLinesGiveWeights(double alpha) {
        assertThat(entmax(alpha, 5)).containsExactly(1);
        assertThat(entmax(alpha, 1e300, -1e300, NEVER)).containsExactly(1, 0, 0);
        assertThat(entmax(alpha, Double.MAX_VALUE, -Double.MAX_VALUE)).containsExactly(1, 0);
        assertThat(entmax(alpha, 7, 7, 7, 7)).containsExactly(row(0.25, 0.25, 0.25, 0.25), within(EPSILON));
        assertThat(entmax(alpha, OVERFLOWED, 1e300, OVERFLOWED, NEVER)).containsExactly(0.5, 0, 0.5, 0);
    }

    /** β·Δ is 2e-300 here, and (2e-300)^(1/2) = 1.4e-150 beside the weights of almost 1/2. */
    @Test
    void differencesThatHardlyMatterHardlyChangeTheWeights() {
        assertThat(entmax(3, 1e-300, 0)).containsExactly(row(0.5, 0.5), within(EPSILON));
        assertThat(entmax(1.3, Double.MIN_VALUE, 0)).containsExactly(row(0.5, 0.5), within(EPSILON));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void alphaIsAtLeastOne(double alpha) {
        assertThatThrownBy(() -> new Entmax(Axis.KEYS, alpha))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entmax takes an alpha of at least 1, not " + alpha);
    }
}
