package org.attentionworkbench.api.attention;

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
     * @param scores the scores; −∞ marks what is forbidden and must become 0; at least one score is not −∞ and none is NaN
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
