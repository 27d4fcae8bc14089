package org.attentionworkbench.core.modifier;

import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Adds a given number to every score: {@code modified[i,j] = score[i,j] + b[i,j]}, with one matrix b for all heads or one for
 * each. The bias −∞ forbids a key, whatever its score is. A matrix of a single row holds for every query.
 *
 * <p>Positions are counted from the beginning of the text. A matrix may be larger than the text, as learned tables are; of that
 * its first rows and columns are used.
 */
public final class BiasModifier implements ScoreModifier {
    private final List<Matrix> biases;

    /**
     * One bias for all heads.
     *
     * @param bias b, n×m, or 1×m for all queries alike; finite or −∞; the matrix is kept, not copied
     * @throws IllegalArgumentException if an element is NaN or +∞
     */
    public BiasModifier(Matrix bias) {
        this(List.of(bias));
    }

    /**
     * A bias for each head.
     *
     * @param biases one matrix per head, or a single one for all; each n×m, or 1×m for all queries alike; finite or −∞; the
     *     matrices are kept, not copied
     * @throws IllegalArgumentException if there is no matrix, or an element is NaN or +∞
     */
    public BiasModifier(List<Matrix> biases) {
        if (biases.isEmpty()) {
            throw new IllegalArgumentException("there is no bias");
        }
        this.biases = List.copyOf(biases);
        for (Matrix bias : this.biases) {
            for (double element : bias.elements()) {
                if (!(element < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException("a bias is a finite number or −∞, not " + element);
                }
            }
        }
    }

    @Override
    public double modify(double score, int head, int query, int key) {
        Matrix bias = ofHead(head);
        checkReach(bias, query, key);
        return sum(score, bias.get(bias.rows() == 1 ? 0 : query, key));
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if the bias is too small for the text
     */
    @Override
    public Matrix modify(Matrix scores, HeadContext context) {
        Matrix modified = Matrix.zeros(scores.rows(), scores.columns());
        if (modified.elements().length == 0) {
            return modified;
        }
        Matrix bias = ofHead(context.head());
        checkReach(bias, context.firstQuery() + scores.rows() - 1, context.firstKey() + scores.columns() - 1);
        double[] from = scores.elements();
        double[] added = bias.elements();
        double[] to = modified.elements();
        int index = 0;
        for (int row = 0; row < scores.rows(); row++) {
            int query = bias.rows() == 1 ? 0 : context.firstQuery() + row;
            int place = query * bias.columns() + context.firstKey();
            for (int column = 0; column < scores.columns(); column++, index++, place++) {
                to[index] = sum(from[index], added[place]);
            }
        }
        return modified;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if the bias is too small for the text
     */
    @Override
    public void modify(ScoreTile tile) {
        Matrix bias = ofHead(tile.head());
        checkReach(bias, tile.firstQuery() + tile.queries() - 1, tile.firstKey() + tile.keys() - 1);
        if (bias.rows() == 1) {
            addRow(bias.elements(), tile);
        } else {
            addRows(bias, tile);
        }
    }

    private static void addRow(double[] bias, ScoreTile tile) {
        float[] scores = tile.scores();
        for (int key = 0; key < tile.keys(); key++) {
            int start = tile.place(0, key);
            int end = start + tile.queries();
            float added = (float) bias[tile.firstKey() + key];
            if (added == Float.NEGATIVE_INFINITY) {
                Arrays.fill(scores, start, end, added);
                continue;
            }
            for (int place = start; place < end; place++) {
                scores[place] += added;
            }
        }
    }

    /** Query by query, along the rows of the bias: it is much larger than the tile and often not in the cache. */
    private static void addRows(Matrix bias, ScoreTile tile) {
        float[] scores = tile.scores();
        double[] added = bias.elements();
        int stride = tile.stride();
        for (int query = 0; query < tile.queries(); query++) {
            int from = (tile.firstQuery() + query) * bias.columns() + tile.firstKey();
            int place = tile.place(query, 0);
            for (int key = 0; key < tile.keys(); key++, place += stride) {
                scores[place] = (float) sum(scores[place], added[from + key]);
            }
        }
    }

    /**
     * This modifier, if it suits the number of heads.
     *
     * @throws InvalidInputException if there are several matrices, and not one for each head
     */
    @Override
    public ScoreModifier over(int heads) {
        if (biases.size() != 1 && biases.size() != heads) {
            throw new InvalidInputException("the bias has " + biases.size() + " matrices for " + HeadCount.text(heads)
                    + "; give one matrix for each head, or one for all");
        }
        return this;
    }

    private Matrix ofHead(int head) {
        if (biases.size() == 1) {
            return biases.get(0);
        }
        if (head >= biases.size()) {
            throw new InvalidInputException("the bias has " + biases.size() + " matrices and none for head "
                    + (head + 1) + "; give one matrix for each head, or one for all");
        }
        return biases.get(head);
    }

    private static void checkReach(Matrix bias, int query, int key) {
        boolean rowsSuffice = bias.rows() == 1 || query < bias.rows();
        if (!rowsSuffice || key >= bias.columns()) {
            throw new InvalidInputException("the bias has " + bias.rows() + "×" + bias.columns()
                    + " numbers and none for query " + (query + 1) + " and key " + (key + 1)
                    + "; give a row for each query, or a single one, and a column for each key");
        }
    }

    /** What is forbidden stays so even where a score has overflowed to +∞. */
    private static double sum(double score, double bias) {
        return bias == Double.NEGATIVE_INFINITY ? bias : score + bias;
    }
}
