package org.example.cosine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

final class CosineScoreTest {
    private static final HeadContext CONTEXT = new HeadContext(new PlainBackend(), 0, 1, 0);
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {3, 4}, new double[] {-1, 0});
    private static final Matrix KEYS = Matrix.ofRows(new double[] {4, 3}, new double[] {6, 8}, new double[] {0, -2});

    @Test
    void scoresAreCosines() {
        // (3, 4) and (4, 3): 24/25; (6, 8) is (3, 4) made longer; (0, −2) is at a right angle to (−1, 0)
        assertScores(new CosineScore(1), QUERIES, KEYS, 0.96, 1, -0.8, -0.8, -0.6, 0);
    }

    @Test
    void temperatureDividesTheCosine() {
        assertScores(new CosineScore(0.5), QUERIES, KEYS, 1.92, 2, -1.6, -1.6, -1.2, 0);
    }

    @Test
    void aRowOfZerosScoresZero() {
        assertScores(new CosineScore(1), QUERIES, Matrix.zeros(1, 2), 0, 0);
        assertScores(new CosineScore(1), Matrix.zeros(1, 2), KEYS, 0, 0, 0);
    }

    @Test
    void lengthDoesNotMatterHoweverExtreme() {
        Matrix huge = Matrix.ofRows(new double[] {3e300, 4e300}, new double[] {-1e-300, 0});
        Matrix tiny =
                Matrix.ofRows(new double[] {4e-300, 3e-300}, new double[] {6e307, 8e307}, new double[] {0, -5e-324});
        assertScores(new CosineScore(1), huge, tiny, 0.96, 1, -0.8, -0.8, -0.6, 0);
    }

    @Test
    void queriesAndKeysAreLeftUntouched() {
        Matrix queries = Matrix.ofRows(new double[] {3, 4});
        new CosineScore(1).score(queries, queries, CONTEXT);
        assertEquals(Matrix.ofRows(new double[] {3, 4}), queries);
    }

    @Test
    void noQueriesGiveNoScores() {
        assertEquals(Matrix.zeros(0, 3), new CosineScore(1).score(Matrix.zeros(0, 2), KEYS, CONTEXT));
        assertEquals(Matrix.zeros(2, 0), new CosineScore(1).score(QUERIES, Matrix.zeros(0, 2), CONTEXT));
    }

    private static void assertScores(CosineScore score, Matrix queries, Matrix keys, double... expected) {
        assertArrayEquals(expected, score.score(queries, keys, CONTEXT).elements(), 1e-15);
    }
}
