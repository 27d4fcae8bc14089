package org.attentionworkbench.api.result;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.text.Token;

/**
 * The attention of one text to itself. Rows are queries, columns are keys.
 *
 * @param text the text as it was given
 * @param queries the tokens that attend, one per row
 * @param keys the tokens that are attended to, one per column
 * @param embeddings X, n×d: the vectors of the tokens
 * @param heads what each head took in and what was captured of it
 * @param output the joined and projected values, n rows
 * @param execution how it was computed
 */
public record AttentionResult(
        String text,
        List<Token> queries,
        List<Token> keys,
        Matrix embeddings,
        List<HeadResult> heads,
        Matrix output,
        Execution execution) {

    /** Copies the lists. */
    public AttentionResult {
        queries = List.copyOf(queries);
        keys = List.copyOf(keys);
        heads = List.copyOf(heads);
    }

    /**
     * One head.
     *
     * @param index from 0
     * @return what it took in and what was captured of it
     */
    public HeadResult head(int index) {
        return heads.get(index);
    }
}
