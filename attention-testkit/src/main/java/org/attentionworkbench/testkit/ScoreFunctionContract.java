package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link ScoreFunction} must do.
 *
 * <p>Where the same scores are computed in two ways, they may differ by {@code 64·(d + 1)·ε·(1 + max|score|)}, with
 * {@code ε = 2⁻⁵²}: d roundings in a sum over the channels, and room for a few more sums and functions before and after it.
 */
public interface ScoreFunctionContract {

    /**
     * The score function to test.
     *
     * @return a score function
     */
    ScoreFunction scoreFunction();

    /**
     * How many channels the queries and keys have that it is tested with.
     *
     * @return d, 4 unless overridden
     */
    default int width() {
        return 4;
    }

    /**
     * The backends that the score function is given.
     *
     * @return the oracle alone unless overridden
     */
    default List<MatrixBackend> backends() {
        return List.of(new ReferenceProduct());
    }

    /**
     * Whether a score depends on where the query and the key stand, and not just on their channels.
     *
     * @return false unless overridden
     */
    default boolean dependsOnPositions() {
        return false;
    }

    /**
     * Finite queries and keys have finite scores, one for each query and key.
     *
     * @return a test for each number of queries and keys
     */
    @TestFactory
    default Stream<DynamicTest> everyQueryHasAFiniteScoreForEveryKey() {
        return Stream.of(new int[][] {{0, 0}, {0, 3}, {3, 0}, {1, 1}, {1, 5}, {5, 1}, {7, 9}, {33, 17}})
                .map(sides -> DynamicTest.dynamicTest(sides[0] + " queries, " + sides[1] + " keys", () -> {
                    Matrix queries = Matrices.random(sides[0], width(), 1);
                    Matrix keys = Matrices.random(sides[1], width(), 2);
                    for (MatrixBackend backend : backends()) {
                        Matrix scores = scoreFunction().score(queries, keys, new HeadContext(backend, 0, 1, 0));
                        assertThat(scores.rows()).isEqualTo(sides[0]);
                        assertThat(scores.columns()).isEqualTo(sides[1]);
                        assertFinite(scores);
                    }
                }));
    }

    /** Rows of zeros have finite scores, too. */
    @Test
    default void rowsOfZerosHaveFiniteScores() {
        Matrix zeros = Matrix.zeros(3, width());
        Matrix keys = Matrices.random(3, width(), 3);
        assertFinite(scores(zeros, keys, 0));
        assertFinite(scores(keys, zeros, 0));
        assertFinite(scores(zeros, zeros, 0));
    }

    /** Queries and keys are not written to, and the same ones have the same scores again. */
    @Test
    default void queriesAndKeysAreLeftUntouched() {
        Matrix queries = Matrices.random(5, width(), 4);
        Matrix keys = Matrices.random(6, width(), 5);
        Matrix first = scores(queries, keys, 0);
        Matrix kept = Matrices.copy(first);
        Matrices.assertIdentical(queries, Matrices.random(5, width(), 4));
        Matrices.assertIdentical(keys, Matrices.random(6, width(), 5));
        Matrices.assertIdentical(scores(queries, keys, 0), kept);
        scores(keys, queries, 0);
        Matrices.assertIdentical(first, kept);
    }

    /** Blocks of queries have the scores that all queries at once have. */
    @Test
    default void blocksOfQueriesHaveTheScoresOfAllAtOnce() {
        Matrix queries = Matrices.random(11, width(), 6);
        Matrix keys = Matrices.random(7, width(), 7);
        Matrix together = scores(queries, keys, 0);
        for (int size : new int[] {1, 4}) {
            for (int from = 0; from < queries.rows(); from += size) {
                int to = Math.min(from + size, queries.rows());
                assertAlike(scores(queries.rows(from, to), keys, from), together.rows(from, to));
            }
        }
    }

    /** Keys in another order have the same scores in that order; so have queries. */
    @Test
    default void theOrderOfQueriesAndKeysDoesNotMatter() {
        Assumptions.assumeFalse(dependsOnPositions(), "scores depend on positions");
        Matrix queries = Matrices.random(9, width(), 8);
        Matrix keys = Matrices.random(12, width(), 9);
        Matrix scores = scores(queries, keys, 0);
        int[] keyOrder = Matrices.randomOrder(12, 10);
        int[] queryOrder = Matrices.randomOrder(9, 11);
        assertAlike(
                scores(queries, Matrices.reorderRows(keys, keyOrder), 0), Matrices.reorderColumns(scores, keyOrder));
        assertAlike(
                scores(Matrices.reorderRows(queries, queryOrder), keys, 0), Matrices.reorderRows(scores, queryOrder));
    }

    /** The scores do not depend on the backend, but for rounding. */
    @Test
    default void everyBackendGivesTheSameScores() {
        Matrix queries = Matrices.random(17, width(), 12);
        Matrix keys = Matrices.random(9, width(), 13);
        HeadContext oracle = new HeadContext(new ReferenceProduct(), 0, 1, 0);
        Matrix expected = scoreFunction().score(queries, keys, oracle);
        for (MatrixBackend backend : backends()) {
            assertAlike(scoreFunction().score(queries, keys, new HeadContext(backend, 0, 1, 0)), expected);
        }
    }

    private Matrix scores(Matrix queries, Matrix keys, int firstQuery) {
        return scoreFunction().score(queries, keys, new HeadContext(new ReferenceProduct(), 0, 1, firstQuery));
    }

    private void assertAlike(Matrix actual, Matrix expected) {
        double largest = 0;
        for (double score : expected.elements()) {
            largest = Math.max(largest, Math.abs(score));
        }
        Matrices.assertClose(actual, expected, 64 * (width() + 1) * 0x1p-52 * (1 + largest));
    }

    private static void assertFinite(Matrix scores) {
        for (double score : scores.elements()) {
            assertThat(score).isFinite();
        }
    }
}
