package org.attentionworkbench.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.attentionworkbench.api.text.Token;
import org.junit.jupiter.api.Test;

class WhitespaceTokenizerTest {
    private final WhitespaceTokenizer tokenizer = new WhitespaceTokenizer();

    @Test
    void punctuationStaysWithItsWord() {
        assertThat(TextOptions.words(tokenizer.tokenize("blog about machine learning.")))
                .containsExactly("blog", "about", "machine", "learning.");
    }

    @Test
    void positionsPointIntoTheText() {
        assertThat(tokenizer.tokenize("  a\t\tbc\n")).containsExactly(new Token("a", 2, 3), new Token("bc", 5, 7));
    }

    @Test
    void everyWhiteSpaceOfUnicodeSplits() {
        assertThat(TextOptions.words(tokenizer.tokenize("a\u00A0b\u0085c\u3000d\u2028e\u001Cf")))
                .containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void zeroWidthSpaceIsNoWhiteSpace() {
        assertThat(tokenizer.tokenize("a\u200Bb")).containsExactly(new Token("a\u200Bb", 0, 3));
    }

    @Test
    void nothingHasNoTokens() {
        assertThat(tokenizer.tokenize("")).isEmpty();
        assertThat(tokenizer.tokenize(" \n ")).isEmpty();
    }

    @Test
    void aTextMayEndInsideAWord() {
        assertThat(tokenizer.tokenize("😀 x")).containsExactly(new Token("😀", 0, 2), new Token("x", 3, 4));
    }
}
