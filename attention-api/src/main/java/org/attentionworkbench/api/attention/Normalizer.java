package org.attentionworkbench.api.attention;

import java.util.Arrays;
import java.util.Optional;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Turns scores into weights, along one axis: each row by itself (over the keys, the default) or each column by itself (over
 * the queries). A row or column in which nothing is allowed gets the weights 0; that is settled here, once for all
 * normalizers.
 */
@FunctionalInterface
public interface Normalizer {

    /**
     * Turns one row (or column) of scores into weights, in place.
     *
     * @param scores the scores; −∞ marks what is forbidden and must become 0 (or stay −∞ where weights are
     *     {@link #logarithmic}); at least one score is not −∞ and none is NaN
     */
    void normalize(double[] scores);

    /**
     * The axis along which scores are normalized.
     *
     * @return {@link Axis#KEYS} unless overridden
     */
    default Axis axis() {
        return Axis.KEYS;
    }

    /**
     * Whether the weights are logarithms, −∞ being the logarithm of no weight. Logarithms can be looked at, but values cannot be
     * mixed by them.
     *
     * @return false unless overridden
     */
    default boolean logarithmic() {
        return false;
    }

    /**
     * How its weights come about while scores pass by block by block, for runs in one fused pass.
     *
     * @param head the index of the head, from 0
     * @param heads how many heads there are
     * @return nothing unless overridden: all scores of a query must be there
     * @throws org.attentionworkbench.api.InvalidInputException if it does not suit so many heads
     */
    default Optional<StreamedNormalizer> streamed(int head, int heads) {
        return Optional.empty();
    }

    /**
     * Turns a whole matrix of scores into weights, for normalizers that need to know where they are at work.
     *
     * @param scores n×m; −∞ marks what is forbidden
     * @param context the head at work; row i is query {@code firstQuery() + i}, column j is key {@code firstKey() + j}
     * @return a new n×m matrix of weights; that of {@link #normalize(Matrix)} unless overridden
     */
    default Matrix normalize(Matrix scores, HeadContext context) {
        return normalize(scores);
    }

    /**
     * Turns a whole matrix of scores into weights.
     *
     * @param scores n×m; −∞ marks what is forbidden
     * @return a new n×m matrix of weights
     */
    default Matrix normalize(Matrix scores) {
        boolean overKeys = axis() == Axis.KEYS;
        int count = overKeys ? scores.rows() : scores.columns();
        int length = overKeys ? scores.columns() : scores.rows();
        int between = overKeys ? scores.columns() : 1;
        int step = overKeys ? 1 : scores.columns();
        Matrix weights = Matrix.zeros(scores.rows(), scores.columns());
        double[] from = scores.elements();
        double[] to = weights.elements();
        if (logarithmic()) {
            Arrays.fill(to, Double.NEGATIVE_INFINITY);
        }
        double[] line = new double[length];
        for (int index = 0; index < count; index++) {
            boolean allowed = false;
            for (int place = 0; place < length; place++) {
                line[place] = from[index * between + place * step];
                allowed |= line[place] != Double.NEGATIVE_INFINITY;
            }
            if (allowed) {
                normalize(line);
                for (int place = 0; place < length; place++) {
                    to[index * between + place * step] = line[place];
                }
            }
        }
        return weights;
    }
}
