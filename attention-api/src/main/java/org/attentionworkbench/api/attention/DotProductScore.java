package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * A score that is a scaled dot product of prepared rows: {@code raw[i,j] = σ · Σ_c q′[i,c] · k′[j,c]}, where q′ and k′ are
 * each a function of one row and its position. With nothing overridden it is the plain dot product.
 */
public interface DotProductScore extends ScoreFunction {

    /**
     * The prepared queries q′, row by row.
     *
     * @param queries n×d
     * @param context the head at work; row i is query {@code firstQuery() + i}
     * @return n rows; the matrix itself if there is nothing to prepare
     */
    default Matrix prepareQueries(Matrix queries, HeadContext context) {
        return queries;
    }

    /**
     * The prepared keys k′, row by row.
     *
     * @param keys m×d
     * @param context the head at work; row j is key {@code firstKey() + j}
     * @return m rows; the matrix itself if there is nothing to prepare
     */
    default Matrix prepareKeys(Matrix keys, HeadContext context) {
        return keys;
    }

    /**
     * The factor σ of the dot product.
     *
     * @param width d, the number of channels of a query before preparation
     * @return the factor, 1 unless overridden
     */
    default double scale(int width) {
        return 1;
    }

    /**
     * Checks that rows can be multiplied with each other.
     *
     * @param preparedQueries q′
     * @param preparedKeys k′
     * @throws InvalidInputException if they differ in width
     */
    static void requireOneWidth(Matrix preparedQueries, Matrix preparedKeys) {
        if (preparedQueries.columns() != preparedKeys.columns()) {
            throw new InvalidInputException("a dot product needs queries and keys of one width; the queries have "
                    + preparedQueries.columns() + " channels, the keys " + preparedKeys.columns());
        }
    }

    @Override
    default Matrix score(Matrix queries, Matrix keys, HeadContext context) {
        Matrix preparedQueries = prepareQueries(queries, context);
        Matrix preparedKeys = prepareKeys(keys, context);
        requireOneWidth(preparedQueries, preparedKeys);
        Matrix scores = context.backend().multiplyTransposed(preparedQueries, preparedKeys);
        double scale = scale(queries.columns());
        if (scale != 1) {
            double[] elements = scores.elements();
            for (int index = 0; index < elements.length; index++) {
                elements[index] *= scale;
            }
        }
        return scores;
    }
}
