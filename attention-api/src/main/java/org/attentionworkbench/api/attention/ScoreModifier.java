package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;

/** Changes each score by itself, knowing where it stands: {@code modified[i,j] = modify(raw[i,j], head, i, j)}. */
@FunctionalInterface
public interface ScoreModifier {

    /**
     * One modified score.
     *
     * @param score the score as it comes
     * @param head the index of the head, from 0
     * @param query the position of the query, from 0
     * @param key the position of the key, from 0
     * @return the score as it goes on
     */
    double modify(double score, int head, int query, int key);

    /**
     * All modified scores of some queries.
     *
     * @param scores n×m
     * @param context the head at work; row i is query {@code firstQuery() + i}
     * @return a new n×m matrix
     */
    default Matrix modify(Matrix scores, HeadContext context) {
        Matrix modified = Matrix.zeros(scores.rows(), scores.columns());
        double[] from = scores.elements();
        double[] to = modified.elements();
        int index = 0;
        for (int row = 0; row < scores.rows(); row++) {
            for (int key = 0; key < scores.columns(); key++, index++) {
                to[index] = modify(from[index], context.head(), context.firstQuery() + row, key);
            }
        }
        return modified;
    }
}
