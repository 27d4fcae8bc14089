package org.attentionworkbench.api.analysis;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;

/**
 * The weights of every head of every layer over one text. Rows are queries, columns are keys.
 *
 * @param queries the words that attend, one per row
 * @param keys the words that are attended to, one per column
 * @param layers the layers from the first to the last; of each, the weights of its heads, n×m
 */
public record AttentionMaps(List<String> queries, List<String> keys, List<List<Matrix>> layers) {

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no layer, a layer has no head, or a head is not n×m
     */
    public AttentionMaps {
        queries = List.copyOf(queries);
        keys = List.copyOf(keys);
        List<List<Matrix>> copy = new ArrayList<>();
        for (List<Matrix> heads : layers) {
            if (heads.isEmpty()) {
                throw new IllegalArgumentException("a layer has no head");
            }
            for (Matrix head : heads) {
                if (head.rows() != queries.size() || head.columns() != keys.size()) {
                    throw new IllegalArgumentException(
                            head + " for " + queries.size() + " queries and " + keys.size() + " keys");
                }
            }
            copy.add(List.copyOf(heads));
        }
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("there is no layer");
        }
        layers = List.copyOf(copy);
    }

    /**
     * The maps of a result: one layer.
     *
     * @param result a result with its weights captured
     * @return its maps
     * @throws IllegalStateException if the weights were not captured
     */
    public static AttentionMaps of(AttentionResult result) {
        return of(result, result.heads().stream().map(HeadResult::weights).toList());
    }

    /**
     * The maps of a result whose normalizer makes logarithms: one layer, {@code exp} of every weight.
     *
     * @param result a result with its weights captured
     * @return its maps
     * @throws IllegalStateException if the weights were not captured
     */
    public static AttentionMaps ofLogarithms(AttentionResult result) {
        return of(
                result,
                result.heads().stream()
                        .map(HeadResult::weights)
                        .map(AttentionMaps::exponentials)
                        .toList());
    }

    private static AttentionMaps of(AttentionResult result, List<Matrix> heads) {
        return new AttentionMaps(
                result.queries().stream().map(Token::text).toList(),
                result.keys().stream().map(Token::text).toList(),
                List.of(heads));
    }

    private static Matrix exponentials(Matrix logarithms) {
        Matrix weights = Matrix.zeros(logarithms.rows(), logarithms.columns());
        for (int index = 0; index < weights.elements().length; index++) {
            weights.elements()[index] = Math.exp(logarithms.elements()[index]);
        }
        return weights;
    }

    /**
     * Whether a text attends to itself, so that query i and key i are one word and positions can be compared.
     *
     * @return true if the words of the queries are those of the keys
     */
    public boolean withinText() {
        return queries.equals(keys);
    }
}
