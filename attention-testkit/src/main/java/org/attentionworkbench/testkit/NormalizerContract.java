package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Normalizer} must do. A <em>line</em> is what is normalized by itself: a row of scores, or a column where
 * the axis is {@link Axis#QUERIES}; the contract turns its matrices to suit the axis.
 *
 * <p>Weights of a line of length m may be off by {@code 8·(m + 1)·ε}, {@code ε = 2⁻⁵²}: m roundings in the sum that a line is
 * divided by, as many in the sum that is checked, and the same again for the exponentials and divisions.
 */
public interface NormalizerContract {

    /**
     * The normalizer to test.
     *
     * @return a normalizer
     */
    Normalizer normalizer();

    /**
     * Whether the weights of every line in which something is allowed sum to 1.
     *
     * @return true unless overridden
     */
    default boolean rowsSumToOne() {
        return true;
    }

    /**
     * Random scores, a third of them forbidden: the first line wholly, the second but for one.
     *
     * @return a test for each length and seed
     */
    @TestFactory
    default Stream<DynamicTest> randomScoresBecomeWeights() {
        return IntStream.of(1, 2, 3, 7, 8, 9, 16, 17, 33, 200)
                .boxed()
                .flatMap(length -> LongStream.of(1, 20, 300)
                        .mapToObj(seed -> DynamicTest.dynamicTest(length + " scores from seed " + seed, () -> {
                            checkLines(randomLines(length, 1, seed));
                            checkLines(randomLines(length, 50, seed));
                        })));
    }

    /** A line in which all is forbidden has weights 0, neither NaN nor all alike. */
    @Test
    default void whereAllIsForbiddenAllWeightsAreZero() {
        Matrix forbidden = Matrices.filled(3, 4, Double.NEGATIVE_INFINITY);
        Matrices.assertClose(weights(forbidden), Matrix.zeros(3, 4), 0);
    }

    /** Very large and very small scores give weights, too. */
    @Test
    default void extremeScoresBecomeWeights() {
        double forbidden = Double.NEGATIVE_INFINITY;
        checkLines(Matrix.ofRows(
                new double[] {1e300, -1e300, 1e300},
                new double[] {-1e300, -1e300, forbidden},
                new double[] {1e300, forbidden, 0},
                new double[] {-1e300, forbidden, forbidden},
                new double[] {1e-300, -1e-300, 0},
                new double[] {Double.MIN_VALUE, 0, forbidden},
                new double[] {800, -800, 0}));
    }

    /**
     * Equal scores get equal weights.
     *
     * @return a test for each score
     */
    @TestFactory
    default Stream<DynamicTest> equalScoresGetEqualWeights() {
        return Stream.of(0.0, 1.0, -3.0, 1e300, -1e300)
                .map(score -> DynamicTest.dynamicTest("all " + score, () -> {
                    for (int length : new int[] {1, 2, 7, 64}) {
                        Matrix scores = Matrices.filled(2, length, score);
                        checkLines(scores);
                        Matrix weights = weights(scores);
                        double first = weights.get(0, 0);
                        double tolerance = tolerance(length) * Math.max(1, first);
                        Matrices.assertClose(weights, Matrices.filled(2, length, first), tolerance);
                    }
                }));
    }

    /** Scores in another order give the same weights in that order. */
    @Test
    default void theOrderOfTheScoresDoesNotMatter() {
        for (int length : new int[] {2, 9, 40}) {
            Matrix scores = randomLines(length, 3, 5);
            int[] order = Matrices.randomOrder(length, 6);
            Matrix expected = Matrices.reorderColumns(weights(scores), order);
            Matrix tolerance = Matrices.magnitudes(expected);
            for (int index = 0; index < tolerance.elements().length; index++) {
                tolerance.elements()[index] =
                        tolerance(length) * Math.max(1, tolerance.elements()[index]);
            }
            Matrices.assertClose(weights(Matrices.reorderColumns(scores, order)), expected, tolerance);
        }
    }

    /** A line gets the same weights by itself as among others, whatever came before it. */
    @Test
    default void linesAreNormalizedEachByItself() {
        Matrix scores = randomLines(9, 3, 7);
        Matrix together = weights(scores);
        for (int line = scores.rows() - 1; line >= 0; line--) {
            Matrices.assertIdentical(weights(scores.rows(line, line + 1)), together.rows(line, line + 1));
        }
    }

    /** The matrix of scores is not written to, and the same scores give the same weights again. */
    @Test
    default void scoresAreLeftUntouched() {
        Matrix scores = randomLines(9, 3, 8);
        Matrix first = weights(scores);
        Matrices.assertIdentical(scores, randomLines(9, 3, 8));
        Matrices.assertIdentical(weights(scores), first);
    }

    /** No scores give no weights. */
    @Test
    default void emptyMatricesHaveEmptyWeights() {
        for (Matrix empty : new Matrix[] {Matrix.zeros(0, 0), Matrix.zeros(0, 3), Matrix.zeros(3, 0)}) {
            assertThat(normalizer().normalize(empty)).isEqualTo(empty);
        }
    }

    private void checkLines(Matrix scores) {
        Matrix weights = weights(scores);
        for (int line = 0; line < scores.rows(); line++) {
            checkLine(scores.row(line), weights.row(line));
        }
    }

    private void checkLine(double[] scores, double[] weights) {
        double sum = 0;
        boolean allowed = false;
        for (int place = 0; place < scores.length; place++) {
            assertThat(weights[place])
                    .as("the weight of score %s, at place %d of %d", scores[place], place, scores.length)
                    .isFinite()
                    .isGreaterThanOrEqualTo(0);
            if (scores[place] == Double.NEGATIVE_INFINITY) {
                assertThat(weights[place]).as("the weight of what is forbidden").isZero();
            } else {
                allowed = true;
            }
            sum += weights[place];
        }
        if (!allowed) {
            assertThat(sum).as("the sum where all is forbidden").isZero();
        } else if (rowsSumToOne()) {
            assertThat(Math.abs(sum - 1))
                    .as("how far the sum of %d weights, %s, is from 1", scores.length, sum)
                    .isLessThanOrEqualTo(tolerance(scores.length));
        }
    }

    /** The weights of scores that stand line by line, whatever the axis. */
    private Matrix weights(Matrix lines) {
        Normalizer normalizer = normalizer();
        if (normalizer.axis() == Axis.KEYS) {
            return normalizer.normalize(lines);
        }
        return Matrices.transpose(normalizer.normalize(Matrices.transpose(lines)));
    }

    private static Matrix randomLines(int length, double magnitude, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix lines = Matrices.random(12, length, seed + 1);
        double[] elements = lines.elements();
        for (int index = 0; index < elements.length; index++) {
            int line = index / length;
            boolean allowed = line == 1 ? index % length == length / 2 : random.nextInt(3) > 0;
            elements[index] = line == 0 || !allowed ? Double.NEGATIVE_INFINITY : magnitude * elements[index];
        }
        return lines;
    }

    private static double tolerance(int length) {
        return 8 * (length + 1) * 0x1p-52;
    }
}
