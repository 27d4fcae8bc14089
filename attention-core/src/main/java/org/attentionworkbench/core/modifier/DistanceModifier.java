package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Adds to every score what depends on the head and on how far the key stands from the query:
 * {@code modified[i,j] = score[i,j] + b_h(j − i)}.
 */
interface DistanceModifier extends ScoreModifier {

    /** What is added, b_h(distance): positive distances are those of keys after the query. */
    double bias(int head, int distance);

    @Override
    default double modify(double score, int head, int query, int key) {
        return score + bias(head, key - query);
    }

    /** Asks for the bias of each distance once, n + m − 1 times instead of n·m times. */
    @Override
    default Matrix modify(Matrix scores, HeadContext context) {
        int rows = scores.rows();
        int columns = scores.columns();
        Matrix modified = Matrix.zeros(rows, columns);
        if (rows == 0 || columns == 0) {
            return modified;
        }
        double[] biases = new double[rows + columns - 1];
        int least = context.firstKey() - (context.firstQuery() + rows - 1);
        for (int place = 0; place < biases.length; place++) {
            biases[place] = bias(context.head(), least + place);
        }
        double[] from = scores.elements();
        double[] to = modified.elements();
        int index = 0;
        for (int row = 0; row < rows; row++) {
            int place = rows - 1 - row;
            for (int column = 0; column < columns; column++, index++, place++) {
                to[index] = from[index] + biases[place];
            }
        }
        return modified;
    }

    /**
     * Asks for the bias of each distance once and lays the row of them beside the queries of each key in turn: a key further on, it
     * begins a place earlier.
     */
    @Override
    default void modify(ScoreTile tile) {
        float[] biases = new float[tile.queries() + tile.keys() - 1];
        int greatest = tile.firstKey() + tile.keys() - 1 - tile.firstQuery();
        for (int place = 0; place < biases.length; place++) {
            biases[place] = (float) bias(tile.head(), greatest - place);
        }
        for (int key = 0; key < tile.keys(); key++) {
            add(tile.scores(), tile.place(0, key), tile.queries(), biases, tile.keys() - 1 - key);
        }
    }

    private static void add(float[] scores, int start, int count, float[] biases, int first) {
        for (int query = 0; query < count; query++) {
            scores[start + query] += biases[first + query];
        }
    }

    @Override
    default boolean comparesPositions() {
        return true;
    }
}
