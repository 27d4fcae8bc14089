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
     * @param context the head at work; row i is query {@code firstQuery() + i}, column j is key {@code firstKey() + j}
     * @return a new n×m matrix
     */
    default Matrix modify(Matrix scores, HeadContext context) {
        Matrix modified = Matrix.zeros(scores.rows(), scores.columns());
        double[] from = scores.elements();
        double[] to = modified.elements();
        int index = 0;
        for (int row = 0; row < scores.rows(); row++) {
            for (int key = 0; key < scores.columns(); key++, index++) {
                to[index] = modify(from[index], context.head(), context.firstQuery() + row, context.firstKey() + key);
            }
        }
        return modified;
    }

    /**
     * Modifies a block of scores in place, in 32-bit floating point, for runs in one fused pass. It is called once for each
     * block; a modifier that does arithmetic only is many times faster with a loop of its own over the array of the tile.
     *
     * @param tile the scores, as they come and as they go on
     */
    default void modify(ScoreTile tile) {
        float[] scores = tile.scores();
        for (int key = 0; key < tile.keys(); key++) {
            int place = tile.place(0, key);
            for (int query = 0; query < tile.queries(); query++, place++) {
                scores[place] =
                        (float) modify(scores[place], tile.head(), tile.firstQuery() + query, tile.firstKey() + key);
            }
        }
    }

    /**
     * This modifier for a given number of heads, for modifiers that depend on it.
     *
     * @param heads how many heads the variant has
     * @return the modifier to apply; this one unless overridden
     */
    default ScoreModifier over(int heads) {
        return this;
    }

    /**
     * Whether it depends on how the position of a query compares with that of a key, as a relative bias does. Such a modifier has
     * no meaning where queries and keys come from different texts.
     *
     * @return false unless overridden
     */
    default boolean comparesPositions() {
        return false;
    }
}
