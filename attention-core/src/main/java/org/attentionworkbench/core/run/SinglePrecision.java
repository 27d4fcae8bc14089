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

    /** Numbers as a matrix. */
    static Matrix matrix(int rows, int columns, float[] elements) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int index = 0; index < elements.length; index++) {
            matrix.elements()[index] = elements[index];
        }
        return matrix;
    }
}
