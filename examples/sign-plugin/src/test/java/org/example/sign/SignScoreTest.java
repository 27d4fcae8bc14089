package org.example.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

final class SignScoreTest {
    private static final HeadContext CONTEXT = new HeadContext(new PlainBackend(), 0, 1, 0);
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {3, -4, 0.5}, new double[] {-1, 0, 1e300});
    private static final Matrix KEYS = Matrix.ofRows(new double[] {4, -3, -2}, new double[] {-0.1, 8, 1e-300});

    @Test
    void scoresAreChannelsThatAgreeLessThoseThatDiffer() {
        // (+ − +) with (+ − −): 1+1−1; with (− + +): −1−1+1; (− 0 +) with (+ − −): −1+0−1; with (− + +): 1+0+1
        assertEquals(Matrix.ofRows(new double[] {1, -1}, new double[] {-2, 2}), score(QUERIES, KEYS));
    }

    @Test
    void aRowOfZerosScoresZero() {
        assertEquals(Matrix.zeros(2, 1), score(QUERIES, Matrix.zeros(1, 3)));
    }

    @Test
    void queriesAndKeysAreLeftUntouched() {
        Matrix queries = Matrix.ofRows(new double[] {3, 4});
        score(queries, queries);
        assertEquals(Matrix.ofRows(new double[] {3, 4}), queries);
    }

    @Test
    void noQueriesGiveNoScores() {
        assertEquals(Matrix.zeros(0, 2), score(Matrix.zeros(0, 3), KEYS));
        assertEquals(Matrix.zeros(2, 0), score(QUERIES, Matrix.zeros(0, 3)));
    }

    private static Matrix score(Matrix queries, Matrix keys) {
        return new SignScore().score(queries, keys, CONTEXT);
    }
}
