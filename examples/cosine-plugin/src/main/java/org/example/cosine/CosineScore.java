package org.example.cosine;

import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * The cosine of the angle between query and key: {@code raw[i,j] = qᵢ·kⱼ / (|qᵢ|·|kⱼ|·τ)}. It is a dot product of rows of
 * length 1; a row of zeros has no direction and scores 0.
 */
public final class CosineScore implements DotProductScore {
    private final double temperature;

    /**
     * A cosine score.
     *
     * @param temperature τ, greater than 0: the smaller, the more the weights prefer the best key
     */
    public CosineScore(double temperature) {
        this.temperature = temperature;
    }

    @Override
    public Matrix prepareQueries(Matrix queries, HeadContext context) {
        return unitRows(queries);
    }

    @Override
    public Matrix prepareKeys(Matrix keys, HeadContext context) {
        return unitRows(keys);
    }

    @Override
    public double scale(int width) {
        return 1 / temperature;
    }

    private static Matrix unitRows(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = unit(matrix.row(row));
        }
        return rows.length == 0 ? matrix : Matrix.ofRows(rows);
    }

    /** Divides by the largest magnitude first, for the squares of very large or small numbers would not fit a double. */
    private static double[] unit(double[] row) {
        double largest = 0;
        for (double element : row) {
            largest = Math.max(largest, Math.abs(element));
        }
        if (largest == 0) {
            return row;
        }
        double squares = 0;
        for (int column = 0; column < row.length; column++) {
            row[column] /= largest;
            squares += row[column] * row[column];
        }
        double length = Math.sqrt(squares);
        for (int column = 0; column < row.length; column++) {
            row[column] /= length;
        }
        return row;
    }
}
