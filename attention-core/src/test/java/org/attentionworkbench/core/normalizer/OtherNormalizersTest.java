package org.attentionworkbench.core.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalizers that are a formula each: by hand, or against the formula written down plainly. */
class OtherNormalizersTest {
    private static final double NEVER = Double.NEGATIVE_INFINITY;
    private static final double OVERFLOWED = Double.POSITIVE_INFINITY;

    private static double[] weights(Normalizer normalizer, double... scores) {
        double[] weights = scores.clone();
        normalizer.normalize(weights);
        return weights;
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    private static HeadContext context(int head, int heads, int firstQuery, int firstKey) {
        return new HeadContext(new ReferenceBackend(), head, heads, firstQuery, firstKey);
    }

    private static double[] random(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[length];
        for (int index = 0; index < length; index++) {
            scores[index] = 6 * random.nextDouble() - 3;
        }
        return scores;
    }

    /** 1 / (1 + 1 + e) and so on. */
    @Test
    void aSinkTakesItsShareOfTheWeight() {
        double e = Math.E;

        assertThat(weights(new SoftmaxPlusOne(Axis.KEYS, 0), 0, 1))
                .containsExactly(row(1 / (2 + e), e / (2 + e)), within(1e-16));
        assertThat(weights(new SoftmaxPlusOne(Axis.KEYS, 2), 0, 1, NEVER))
                .containsExactly(row(1 / (e * e + 1 + e), e / (e * e + 1 + e), 0), within(1e-16));
    }

    @Test
    void aSinkFarAboveTakesAllAndFarBelowNothing() {
        assertThat(weights(new SoftmaxPlusOne(Axis.KEYS, 0), -1e300, -1e300)).containsExactly(0, 0);
        assertThat(weights(new SoftmaxPlusOne(Axis.KEYS, 1000), 0, 1)).containsExactly(0, 0);
        assertThat(weights(new SoftmaxPlusOne(Axis.KEYS, -1000), 0, 0)).containsExactly(0.5, 0.5);
        assertThat(weights(new SoftmaxPlusOne(Axis.KEYS, 0), OVERFLOWED, 3, OVERFLOWED))
                .containsExactly(0.5, 0, 0.5);
    }

    @Test
    void everyHeadHasItsSink() {
        Normalizer normalizer = new SoftmaxPlusOne(Axis.KEYS, List.of(0.0, 2.0));
        Matrix scores = Matrix.ofRows(random(5, 1), random(5, 2));

        assertThat(normalizer.normalize(scores, context(0, 2, 0, 0)))
                .isEqualTo(new SoftmaxPlusOne(Axis.KEYS, 0).normalize(scores));
        assertThat(normalizer.normalize(scores, context(1, 2, 0, 0)))
                .isEqualTo(new SoftmaxPlusOne(Axis.KEYS, 2).normalize(scores));
        assertThatThrownBy(() -> normalizer.normalize(scores, context(0, 1, 0, 0)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "softmax-plus-one has 2 sinks, and the variant has 1 head; give one sink for each head, with "
                                + "+ between them");
    }

    @Test
    void sinksAreFinite() {
        assertThatThrownBy(() -> new SoftmaxPlusOne(Axis.KEYS, OVERFLOWED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the score of a sink is a finite number, not Infinity");
        assertThatThrownBy(() -> new SoftmaxPlusOne(Axis.KEYS, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void logSoftmaxIsTheLogarithmOfSoftmax(long seed) {
        double[] scores = random(30, seed);
        double[] expected = weights(new Softmax(Axis.KEYS), scores);
        double[] logarithms = weights(new LogSoftmax(Axis.KEYS), scores);

        for (int index = 0; index < scores.length; index++) {
            assertThat(logarithms[index]).isCloseTo(Math.log(expected[index]), within(1e-14));
        }
    }

    @Test
    void logSoftmaxKeepsWhatSoftmaxLoses() {
        assertThat(weights(new LogSoftmax(Axis.KEYS), 0, -2000, NEVER)).containsExactly(0, -2000, NEVER);
        assertThat(weights(new LogSoftmax(Axis.KEYS), OVERFLOWED, 1, OVERFLOWED))
                .containsExactly(-Math.log(2), NEVER, -Math.log(2));
        assertThat(new LogSoftmax(Axis.KEYS).logarithmic()).isTrue();
        assertThat(new LogSoftmax(Axis.KEYS).normalize(Matrix.ofRows(row(NEVER, NEVER))))
                .isEqualTo(Matrix.ofRows(row(NEVER, NEVER)));
    }

    /** 1 / (1 + e^(−s + ln n)) = 1 / (1 + n·e^(−s)); n counts what is allowed. */
    @Test
    void sigmoidIsShiftedByTheNumberOfAllowedScores() {
        assertThat(weights(new Sigmoid(Axis.KEYS, Optional.empty()), 0, 0, NEVER, 0))
                .containsExactly(row(0.25, 0.25, 0, 0.25), within(1e-16));
        assertThat(weights(new Sigmoid(Axis.KEYS, Optional.empty()), 1, -1))
                .containsExactly(row(1 / (1 + 2 / Math.E), 1 / (1 + 2 * Math.E)), within(1e-15));
    }

    @Test
    void sigmoidTakesAnotherBias() {
        assertThat(weights(new Sigmoid(Axis.KEYS, Optional.of(0.0)), 0, 2, -2, OVERFLOWED, -1e300))
                .containsExactly(row(0.5, 1 / (1 + Math.exp(-2)), 1 / (1 + Math.exp(2)), 1, 0), within(1e-16));
        assertThatThrownBy(() -> new Sigmoid(Axis.KEYS, Optional.of(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bias is a finite number, not NaN");
    }

    @Test
    void sigmoidKeepsSmallWeights() {
        assertThat(weights(new Sigmoid(Axis.KEYS, Optional.of(0.0)), -700)[0])
                .isCloseTo(Math.exp(-700), within(1e-318));
    }

    /** Squares 4, 0 and 1 of 5. */
    @Test
    void squaresOfWhatIsPositiveAreShared() {
        assertThat(weights(new ReluSquared(Axis.KEYS, true), 2, -3, 1, NEVER)).containsExactly(0.8, 0, 0.2, 0);
        assertThat(weights(new ReluSquared(Axis.KEYS, true), -2, 0, -1)).containsExactly(0, 0, 0);
        assertThat(weights(new ReluSquared(Axis.KEYS, true), 1e300, 1e300, 1)).containsExactly(0.5, 0.5, 0);
        assertThat(weights(new ReluSquared(Axis.KEYS, true), 1e-300, 1e-300, NEVER))
                .containsExactly(0.5, 0.5, 0);
        assertThat(weights(new ReluSquared(Axis.KEYS, true), OVERFLOWED, 5)).containsExactly(1, 0);
    }

    @Test
    void squaresAloneAreHeldWhereTheyWouldOverflow() {
        assertThat(weights(new ReluSquared(Axis.KEYS, false), 2, -3, 1, NEVER)).containsExactly(4, 0, 1, 0);
        assertThat(weights(new ReluSquared(Axis.KEYS, false), 1e300, OVERFLOWED))
                .containsExactly(0x1p500, 0x1p500);
    }

    @Test
    void linearWeightsAreSharesOfTheSum() {
        assertThat(weights(new Linear(Axis.KEYS), 3, 1, 0, NEVER)).containsExactly(0.75, 0.25, 0, 0);
        assertThat(weights(new Linear(Axis.KEYS), 1e-320, 1e-320)).containsExactly(0.5, 0.5);
        assertThat(weights(new Linear(Axis.KEYS), Double.MAX_VALUE, Double.MAX_VALUE))
                .containsExactly(0.5, 0.5);
    }

    @Test
    void negativeScoresHaveNegativeWeightsOfTheSameSum() {
        assertThat(weights(new Linear(Axis.KEYS), 3, -1)).containsExactly(0.75, -0.25);
        assertThat(weights(new Linear(Axis.KEYS), 1, -1)).containsExactly(0.5, -0.5);
        assertThat(weights(new Linear(Axis.KEYS), 0, 0, NEVER)).containsExactly(0, 0, 0);
        assertThat(weights(new Linear(Axis.KEYS), OVERFLOWED, -3, OVERFLOWED)).containsExactly(0.5, 0, 0.5);
    }

    @Test
    void theLargestTakesAll() {
        assertThat(weights(new Hard(Axis.KEYS), 1, 3, 2, NEVER)).containsExactly(0, 1, 0, 0);
        assertThat(weights(new Hard(Axis.KEYS), 3, 1, 3)).containsExactly(0.5, 0, 0.5);
        assertThat(weights(new Hard(Axis.KEYS), -1e300, NEVER)).containsExactly(1, 0);
    }

    @Test
    void theSoftmaxIsOverTheLargest() {
        double e = Math.E;

        assertThat(weights(new TopKSoftmax(Axis.KEYS, 2), 2, 0, 3, NEVER))
                .containsExactly(row(1 / (1 + e), 0, e / (1 + e), 0), within(1e-15));
        assertThat(weights(new TopKSoftmax(Axis.KEYS, 9), 2, 3)).containsExactly(weights(new Softmax(Axis.KEYS), 2, 3));
        assertThat(weights(new TopKSoftmax(Axis.KEYS, 3), 2, NEVER, NEVER, NEVER))
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void whatTiesWithTheLastOfTheLargestIsKept() {
        assertThat(weights(new TopKSoftmax(Axis.KEYS, 1), 1, 1, 0, 1))
                .containsExactly(row(1 / 3.0, 1 / 3.0, 0, 1 / 3.0), within(1e-16));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void atLeastOneScoreIsKept(int k) {
        assertThatThrownBy(() -> new TopKSoftmax(Axis.KEYS, k))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the softmax is over at least 1 score, not " + k);
    }

    @Test
    void gumbelNoiseIsAddedBeforeTheSoftmax() {
        GumbelSoftmax normalizer = new GumbelSoftmax(Axis.KEYS, 5, 0.5, false);
        Matrix scores = Matrix.ofRows(random(4, 1), random(4, 2));
        Matrix expected = Matrix.zeros(2, 4);
        for (int query = 0; query < 2; query++) {
            for (int key = 0; key < 4; key++) {
                expected.elements()[4 * query + key] =
                        (scores.get(query, key) + normalizer.noise(3, 7 + query, 2 + key)) / 0.5;
            }
        }

        Matrix actual = normalizer.normalize(scores, context(3, 4, 7, 2));
        expected = new Softmax(Axis.KEYS).normalize(expected);
        for (int index = 0; index < 8; index++) {
            assertThat(actual.elements()[index]).isCloseTo(expected.elements()[index], within(1e-15));
        }
    }

    /** Of many queries with the same scores, each key is the largest as often as its softmax says: within 4 deviations. */
    @Test
    void theLargestWithNoiseIsASampleFromTheSoftmax() {
        int queries = 20_000;
        double[] scores = {0, 1, -1};
        double[] probabilities = weights(new Softmax(Axis.KEYS), scores);
        Matrix same = Matrix.zeros(queries, 3);
        for (int query = 0; query < queries; query++) {
            System.arraycopy(scores, 0, same.elements(), 3 * query, 3);
        }

        Matrix samples = new GumbelSoftmax(Axis.KEYS, 11, 1, true).normalize(same, context(1, 2, 0, 0));

        for (int key = 0; key < 3; key++) {
            double count = 0;
            for (int query = 0; query < queries; query++) {
                count += samples.get(query, key);
            }
            double probability = probabilities[key];
            double deviation = Math.sqrt(queries * probability * (1 - probability));
            assertThat(count).isCloseTo(queries * probability, within(4 * deviation));
        }
    }

    @Test
    void noiseDiffersByHeadQueryKeyAndSeed() {
        GumbelSoftmax one = new GumbelSoftmax(Axis.KEYS, 1, 1, false);

        assertThat(new double[] {
                    one.noise(0, 0, 0),
                    one.noise(1, 0, 0),
                    one.noise(0, 1, 0),
                    one.noise(0, 0, 1),
                    new GumbelSoftmax(Axis.KEYS, 2, 1, false).noise(0, 0, 0)
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void linesWithoutAHeadAreTheFirstOfTheFirst() {
        Matrix scores = Matrix.ofRows(random(4, 1), random(4, 2));
        GumbelSoftmax overKeys = new GumbelSoftmax(Axis.KEYS, 5, 2, false);
        GumbelSoftmax overQueries = new GumbelSoftmax(Axis.QUERIES, 5, 2, false);

        assertThat(overKeys.normalize(scores)).isEqualTo(overKeys.normalize(scores, context(0, 1, 0, 0)));
        assertThat(weights(overKeys, scores.row(0)))
                .containsExactly(overKeys.normalize(scores).row(0));
        assertThat(weights(overQueries, scores.get(0, 0), scores.get(1, 0)))
                .containsExactly(
                        overQueries.normalize(scores).get(0, 0),
                        overQueries.normalize(scores).get(1, 0));
    }

    @Test
    void smallTemperaturesKeepTheOrderOfLargeScores() {
        assertThat(weights(new GumbelSoftmax(Axis.KEYS, 5, 1e-300, false), 1e300, 2e300, OVERFLOWED))
                .containsExactly(0, 0, 1);
        assertThat(weights(new GumbelSoftmax(Axis.KEYS, 5, 1e-300, false), 1e300, 2e300, NEVER))
                .containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void temperaturesAreGreaterThanZero(double temperature) {
        assertThatThrownBy(() -> new GumbelSoftmax(Axis.KEYS, 1, temperature, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a temperature is a number greater than 0, not " + temperature);
    }
}
