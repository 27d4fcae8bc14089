package org.attentionworkbench.core.text;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.api.text.Tokenizer;

/**
 * Splits at runs of white space and nowhere else, as Python's {@code str.split()} does: a full stop stays with its word.
 * White space is every space, tab and line end of Unicode, no-break spaces and U+0085 included.
 */
public final class WhitespaceTokenizer implements Tokenizer {

    /** The tokenizer; it has no settings. */
    public WhitespaceTokenizer() {}

    static Strategy<Tokenizer> strategy() {
        return Strategy.<Tokenizer>of(
                        "whitespace",
                        "splits at white space only, so punctuation stays with its word",
                        options -> new WhitespaceTokenizer())
                .withSource("Python, str.split");
    }

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (int index = 0; index <= text.length(); index++) {
            if (index == text.length() || WhiteSpace.contains(text.charAt(index))) {
                if (start < index) {
                    tokens.add(new Token(text.substring(start, index), start, index));
                }
                start = index + 1;
            }
        }
        return tokens;
    }
}
