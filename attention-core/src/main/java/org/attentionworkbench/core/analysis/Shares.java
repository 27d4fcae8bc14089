package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * The weights of every head as shares, {@code p[i,j] = w[i,j] / Σ_k w[i,k]}: every row sums to 1, and a row of zeros stays one.
 *
 * @param analysis the name of the analysis that takes them, for messages
 * @param maps where they come from
 * @param layers of each layer, the shares of its heads, n×m
 */
record Shares(String analysis, AttentionMaps maps, List<List<Matrix>> layers) {

    /**
     * Takes shares.
     *
     * @throws InvalidInputException if there is no word, or a weight is negative or not finite
     */
    static Shares of(String analysis, AttentionMaps maps) {
        if (maps.queries().isEmpty() || maps.keys().isEmpty()) {
            throw new InvalidInputException(analysis + ": there is no word to attend or be attended to");
        }
        List<List<Matrix>> layers = new ArrayList<>();
        for (int layer = 0; layer < maps.layers().size(); layer++) {
            List<Matrix> heads = new ArrayList<>();
            for (int head = 0; head < maps.layers().get(layer).size(); head++) {
                Matrix weights = maps.layers().get(layer).get(head);
                refuseWhatIsNoWeight(analysis, maps, place(maps, layer, head), weights);
                heads.add(divided(weights));
            }
            layers.add(List.copyOf(heads));
        }
        return new Shares(analysis, maps, List.copyOf(layers));
    }

    /**
     * Takes shares of a text that attends to itself.
     *
     * @param reason why another text has no meaning here
     * @throws InvalidInputException as {@link #of}, or if queries and keys are different words
     */
    static Shares withinText(String analysis, AttentionMaps maps, String reason) {
        if (!maps.withinText()) {
            throw new InvalidInputException(analysis + ": " + reason + ", and here a text attends to another");
        }
        return of(analysis, maps);
    }

    int words() {
        return maps.queries().size();
    }

    int keys() {
        return maps.keys().size();
    }

    /** Heads of a layer, numbered from 1. */
    static List<String> headLabels(List<Matrix> heads) {
        List<String> labels = new ArrayList<>();
        for (int head = 1; head <= heads.size(); head++) {
            labels.add("head " + head);
        }
        return labels;
    }

    /** What follows a name to say which layer is meant; nothing if there is only one. */
    String ofLayer(int layer) {
        return layers.size() == 1 ? "" : ", layer " + (layer + 1);
    }

    private static String place(AttentionMaps maps, int layer, int head) {
        return (maps.layers().size() == 1 ? "" : "layer " + (layer + 1) + ", ") + "head " + (head + 1);
    }

    private static void refuseWhatIsNoWeight(String analysis, AttentionMaps maps, String place, Matrix weights) {
        double[] elements = weights.elements();
        for (int index = 0; index < elements.length; index++) {
            if (!(elements[index] >= 0 && elements[index] < Double.POSITIVE_INFINITY)) {
                int query = index / weights.columns();
                int key = index % weights.columns();
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "%s: in %s the word %d '%s' gives the word %d '%s' the weight %s; shares can only be taken of finite "
                                + "weights of at least 0",
                        analysis,
                        place,
                        query + 1,
                        maps.queries().get(query),
                        key + 1,
                        maps.keys().get(key),
                        elements[index]));
            }
        }
    }

    private static Matrix divided(Matrix weights) {
        int columns = weights.columns();
        double[] shares = weights.elements().clone();
        for (int row = 0; row < weights.rows(); row++) {
            divide(shares, row * columns, columns);
        }
        return Matrix.wrap(weights.rows(), columns, shares);
    }

    /** Divides a row by its sum, unless that is 0. */
    static void divide(double[] elements, int start, int length) {
        double sum = 0;
        for (int index = start; index < start + length; index++) {
            sum += elements[index];
        }
        if (sum == Double.POSITIVE_INFINITY) { // each weight is finite; of smaller ones the sum is, too
            for (int index = start; index < start + length; index++) {
                elements[index] /= Double.MAX_VALUE;
            }
            divide(elements, start, length);
            return;
        }
        for (int index = start; index < start + length && sum != 0; index++) {
            elements[index] /= sum;
        }
    }
}
