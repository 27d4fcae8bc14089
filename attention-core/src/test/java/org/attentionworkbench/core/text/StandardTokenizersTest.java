package org.attentionworkbench.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.junit.jupiter.api.Test;

class StandardTokenizersTest {

    @Test
    void listsTheTokenizersByName() {
        assertThat(new StandardTokenizers().tokenizers())
                .extracting(Strategy::name)
                .containsExactly("whitespace", "words", "phrases");
    }

    @Test
    void makesTheTokenizers() {
        assertThat(TextOptions.create("whitespace", Map.of())).isInstanceOf(WhitespaceTokenizer.class);
        assertThat(TextOptions.create("words", Map.of())).isInstanceOf(WordTokenizer.class);
        assertThat(TextOptions.create("phrases", Map.of("terms", "a"))).isInstanceOf(PhraseTokenizer.class);
    }

    @Test
    void declaresTheOptionsOfPhrases() {
        assertThat(TextOptions.strategy("phrases").options())
                .extracting(Option::name, Option::defaultDescription)
                .containsExactly(
                        tuple("terms", "none"),
                        tuple("file", "none"),
                        tuple("between", "words"),
                        tuple("case", "exact"));
    }
}
