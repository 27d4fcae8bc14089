package org.attentionworkbench.api.result;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.text.Token;

/**
 * The attention of one text to itself, or to another. Rows are queries, columns are keys.
 *
 * @param text the text of the queries as it was given
 * @param queries the tokens that attend, one per row
 * @param keys the tokens that are attended to, one per column
 * @param embeddings X, n×d: the vectors of the queries' tokens
 * @param heads what each head took in and what was captured of it
 * @param output the joined and projected values, n rows
 * @param execution how it was computed
 * @param keyText the text of the keys; that of the queries where a text attends to itself
 * @param keyEmbeddings the vectors of the keys' tokens; those of the queries' tokens where a text attends to itself
 * @param findings what the analyses found that were asked for
 */
public record AttentionResult(
        String text,
        List<Token> queries,
        List<Token> keys,
        Matrix embeddings,
        List<HeadResult> heads,
        Matrix output,
        Execution execution,
        String keyText,
        Matrix keyEmbeddings,
        List<Finding> findings) {

    /** Copies the lists. */
    public AttentionResult {
        queries = List.copyOf(queries);
        keys = List.copyOf(keys);
        heads = List.copyOf(heads);
        findings = List.copyOf(findings);
    }

    /**
     * The attention of a text to itself, without findings.
     *
     * @param text the text as it was given
     * @param queries the tokens that attend, one per row
     * @param keys the tokens that are attended to, one per column
     * @param embeddings X, n×d: the vectors of the tokens
     * @param heads what each head took in and what was captured of it
     * @param output the joined and projected values, n rows
     * @param execution how it was computed
     */
    public AttentionResult(
            String text,
            List<Token> queries,
            List<Token> keys,
            Matrix embeddings,
            List<HeadResult> heads,
            Matrix output,
            Execution execution) {
        this(text, queries, keys, embeddings, heads, output, execution, text, embeddings, List.of());
    }

    /**
     * This result with what analyses found in it.
     *
     * @param newFindings the findings
     * @return a new result
     */
    public AttentionResult withFindings(List<Finding> newFindings) {
        return new AttentionResult(
                text, queries, keys, embeddings, heads, output, execution, keyText, keyEmbeddings, newFindings);
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
