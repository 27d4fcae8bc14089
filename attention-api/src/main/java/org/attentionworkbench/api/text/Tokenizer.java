package org.attentionworkbench.api.text;

import java.util.List;

/** Splits a text into tokens. */
@FunctionalInterface
public interface Tokenizer {

    /**
     * The tokens of a text in their order.
     *
     * @param text any text, possibly empty
     * @return the tokens, possibly none; their positions lie in the text and do not overlap
     */
    List<Token> tokenize(String text);
}
