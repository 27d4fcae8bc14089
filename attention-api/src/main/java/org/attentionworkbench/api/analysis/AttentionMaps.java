package org.attentionworkbench.api.analysis;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;

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
        return new AttentionMaps(
                result.queries().stream().map(token -> token.text()).toList(),
                result.keys().stream().map(token -> token.text()).toList(),
                List.of(result.heads().stream().map(HeadResult::weights).toList()));
    }
}
