package org.attentionworkbench.core.embedding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;

/**
 * One column for every distinct word of the text, in the order of first appearance: {@code x[i,j] = 1} if token i is the
 * j-th distinct word, else 0. Two tokens then have the dot product 1 if they are the same word, else 0.
 */
public final class OneHotEmbedder implements Embedder {

    /** The embedder; it has no settings. */
    public OneHotEmbedder() {}

    static Strategy<Embedder> strategy() {
        return Strategy.<Embedder>of(
                        "one-hot",
                        "a 1 in the column of the word, zeros elsewhere; as many columns as distinct words",
                        options -> new OneHotEmbedder())
                .withFormula("x[i,j] = 1 if word i is the j-th distinct word, else 0");
    }

    @Override
    public Matrix embed(List<Token> tokens) {
        Map<String, Integer> columns = new HashMap<>();
        int[] columnOfRow = new int[tokens.size()];
        for (int row = 0; row < columnOfRow.length; row++) {
            int next = columns.size();
            Integer known = columns.putIfAbsent(tokens.get(row).text(), next);
            columnOfRow[row] = known == null ? next : known;
        }
        Matrix vectors = Dimension.zeros(tokens.size(), columns.size());
        for (int row = 0; row < columnOfRow.length; row++) {
            vectors.elements()[row * columns.size() + columnOfRow[row]] = 1;
        }
        return vectors;
    }

    /** One word has one column in all texts. */
    @Override
    public List<Matrix> embedTogether(List<List<Token>> texts) {
        return JoinedTexts.embed(this, texts);
    }
}
