package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Normalizer} must do. A <em>line</em> is what is normalized by itself: a row of scores, or a column where
 * the axis is {@link Axis#QUERIES}; the contract turns its matrices to suit the axis. Of weights that are
 * {@linkplain Normalizer#logarithmic() logarithmic} it looks at the exponentials.
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
     * Whether weights may be negative.
     *
     * @return false unless overridden
     */
    default boolean signed() {
        return false;
    }

    /**
     * Whether a weight depends on where its query and key stand, and not just on the scores of its line, as that of a normalizer
     * with noise does. Such a normalizer overrides {@link Normalizer#normalize(Matrix, HeadContext)}.
     *
     * @return false unless overridden
     */
    default boolean dependsOnPositions() {
        return false;
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
        Matrices.assertIdentical(
                normalizer().normalize(forbidden), normalizer().logarithmic() ? forbidden : Matrix.zeros(3, 4));
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

    /** Where a dot product has overflowed to +∞, weights are numbers still. */
    @Test
    default void overflowedScoresBecomeWeights() {
        double overflowed = Double.POSITIVE_INFINITY;
        checkLines(Matrix.ofRows(
                new double[] {overflowed, 1, -1},
                new double[] {overflowed, overflowed, 1e300},
                new double[] {overflowed, Double.NEGATIVE_INFINITY, overflowed}));
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
                    Assumptions.assumeFalse(dependsOnPositions(), "weights depend on positions");
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
        Assumptions.assumeFalse(dependsOnPositions(), "weights depend on positions");
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
        Assumptions.assumeFalse(dependsOnPositions(), "weights depend on positions");
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

    /** A block of lines at its place gets the weights that it has among all of them, in every head. */
    @Test
    default void blocksGetTheWeightsOfTheWhole() {
        Matrix scores = randomLines(9, 3, 9);
        for (int head = 0; head < 2; head++) {
            Matrix whole = weights(scores, head, 0, 0);
            for (int line = 0; line < scores.rows(); line += 5) {
                int end = Math.min(scores.rows(), line + 5);
                Matrices.assertIdentical(weights(scores.rows(line, end), head, line, 0), whole.rows(line, end));
            }
        }
    }

    /** What is forbidden at the beginning of every line may be left out, as a cache that has forgotten it does. */
    @Test
    default void whatIsForbiddenMayBeLeftOut() {
        Matrix scores = Matrices.random(6, 9, 10);
        for (int index = 0; index < scores.elements().length; index++) {
            if (index % 9 < 4) {
                scores.elements()[index] = Double.NEGATIVE_INFINITY;
            }
        }
        Matrix expected = weights(scores, 0, 0, 0).columns(4, 9);
        Matrices.assertClose(weights(scores.columns(4, 9), 0, 0, 4), expected, tolerance(9));
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
                    .isGreaterThanOrEqualTo(signed() ? -Double.MAX_VALUE : 0);
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

    /** The weights of scores that stand line by line, whatever the axis; exponentials of logarithms. */
    private Matrix weights(Matrix lines) {
        Normalizer normalizer = normalizer();
        return plain(normalizer, normalizer.normalize(turned(normalizer, lines)));
    }

    /** The same for a head, where the first line and the first place of a line stand at some positions. */
    private Matrix weights(Matrix lines, int head, int firstLine, int firstPlace) {
        Normalizer normalizer = normalizer();
        boolean overKeys = normalizer.axis() == Axis.KEYS;
        HeadContext context = new HeadContext(
                new ReferenceProduct(), head, 2, overKeys ? firstLine : firstPlace, overKeys ? firstPlace : firstLine);
        return plain(normalizer, normalizer.normalize(turned(normalizer, lines), context));
    }

    private static Matrix turned(Normalizer normalizer, Matrix matrix) {
        return normalizer.axis() == Axis.KEYS ? matrix : Matrices.transpose(matrix);
    }

    private static Matrix plain(Normalizer normalizer, Matrix weights) {
        Matrix lines = turned(normalizer, weights);
        if (!normalizer.logarithmic()) {
            return lines;
        }
        double[] exponentials = lines.elements().clone();
        Arrays.setAll(exponentials, index -> Math.exp(exponentials[index]));
        return Matrix.wrap(lines.rows(), lines.columns(), exponentials);
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
