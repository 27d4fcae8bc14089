package org.attentionworkbench.core.embedding;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;

/** Several texts embedded as if they were one, for embedders whose vectors depend on all words. */
final class JoinedTexts {
    private JoinedTexts() {}

    /**
     * Embeds all words at once and shares the rows out again.
     *
     * @param embedder gives the words their vectors
     * @param texts the tokens of each text
     * @return one matrix for each text
     */
    static List<Matrix> embed(Embedder embedder, List<List<Token>> texts) {
        List<Token> all = texts.stream().flatMap(List::stream).toList();
        Matrix vectors = embedder.embed(all);
        List<Matrix> parts = new ArrayList<>();
        int from = 0;
        for (List<Token> text : texts) {
            parts.add(vectors.rows(from, from + text.size()));
            from += text.size();
        }
        return parts;
    }
}
