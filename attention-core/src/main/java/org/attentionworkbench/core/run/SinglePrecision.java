package org.attentionworkbench.core.run;

import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;

/** Matrices in 32-bit floating point, on their way into a fused pass and out of it. */
final class SinglePrecision {
    private SinglePrecision() {}

    /**
     * The rows of one head, rounded.
     *
     * @param matrix the rows
     * @param whose what a row belongs to, for the message
     * @param head the index of the head, for the message
     * @param first the position of the first row, for the message
     * @return one head of one entry
     * @throws InvalidInputException if a number is none or too large, naming the first
     */
    static HeadArray of(Matrix matrix, String whose, int head, int first) {
        double[] from = matrix.elements();
        float[] to = new float[from.length];
        for (int index = 0; index < from.length; index++) {
            to[index] = (float) from[index];
            if (!Float.isFinite(to[index])) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "channel %d of %s %d in head %d is %s, which 32-bit floating point cannot hold; use smaller vectors, or "
                                + "a backend that computes in 64 bits, such as reference",
                        index % matrix.columns() + 1,
                        whose,
                        first + index / matrix.columns() + 1,
                        head + 1,
                        from[index]));
            }
        }
        return HeadArray.withHeadAxis(to, 1, 1, matrix.rows(), matrix.columns());
    }

    /**
     * Refuses queries and keys whose scores might overflow: no sum of products exceeds {@code d·max(1, |σ|)·max|q|·max|k|}. An overflow on the
     * way is not seen in the end: a score of −∞ looks like that of a forbidden key.
     *
     * @param queries Q′, n×d
     * @param keys K′, m×d
     * @param scale σ
     * @param head the index of the head, for the message
     * @throws InvalidInputException if that is more than 32 bits can hold
     */
    static void requireRoomForScores(Matrix queries, Matrix keys, double scale, int head) {
        double largest = queries.columns() * Math.max(1, Math.abs(scale)) * largest(queries) * largest(keys);
        if (largest > Float.MAX_VALUE) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the scores of head %d can reach %.1e, which 32-bit floating point cannot hold; use smaller vectors, or a "
                            + "backend that computes in 64 bits, such as reference",
                    head + 1,
                    largest));
        }
    }

    private static double largest(Matrix matrix) {
        double largest = 0;
        for (double element : matrix.elements()) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest;
    }

    /** Numbers as a matrix. */
    static Matrix matrix(int rows, int columns, float[] elements) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int index = 0; index < elements.length; index++) {
            matrix.elements()[index] = elements[index];
        }
        return matrix;
    }
}
