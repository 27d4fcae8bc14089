package org.attentionworkbench.core.score;

import org.attentionworkbench.api.matrix.Matrix;

/** Scores by a network with one hidden layer: {@code raw[i,j] = Σ_h v[h] · tanh(a[i,h] + b[j,h])}. */
final class HiddenLayer {
    private HiddenLayer() {}

    /**
     * The scores.
     *
     * @param queries a, what each query brings to the layer, n×h
     * @param keys b, what each key brings to it, m×h
     * @param output v, h numbers
     * @return n×m
     */
    static Matrix scores(Matrix queries, Matrix keys, double[] output) {
        Matrix scores = Matrix.zeros(queries.rows(), keys.rows());
        int hidden = output.length;
        double[] fromQueries = queries.elements();
        double[] fromKeys = keys.elements();
        int index = 0;
        for (int query = 0; query < queries.rows(); query++) {
            for (int key = 0; key < keys.rows(); key++, index++) {
                double sum = 0;
                for (int unit = 0; unit < hidden; unit++) {
                    sum += output[unit] * Math.tanh(fromQueries[query * hidden + unit] + fromKeys[key * hidden + unit]);
                }
                scores.elements()[index] = sum;
            }
        }
        return scores;
    }
}
