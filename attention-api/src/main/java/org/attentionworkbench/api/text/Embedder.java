package org.attentionworkbench.api.text;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;

/** Gives every token a vector: {@code X = embed(t₁ … tₙ)}, an n×d matrix with one row per token. */
@FunctionalInterface
public interface Embedder {

    /**
     * The vectors of some tokens.
     *
     * @param tokens the n tokens of one text, in their order
     * @return an n×d matrix whose row i is the vector of token i; the same tokens give the same matrix, every time
     * @throws org.attentionworkbench.api.InvalidInputException if a token has no vector, or a file cannot be used
     */
    Matrix embed(List<Token> tokens);

    /**
     * The vectors of several texts that attend to each other. An embedder whose vectors of a text depend on all of its words
     * overrides this, so that one word has one vector in all of them, and all vectors have one width.
     *
     * @param texts the tokens of each text
     * @return one matrix for each text; each text by itself unless overridden
     * @throws org.attentionworkbench.api.InvalidInputException if a token has no vector, or a file cannot be used
     */
    default List<Matrix> embedTogether(List<List<Token>> texts) {
        return texts.stream().map(this::embed).toList();
    }
}
