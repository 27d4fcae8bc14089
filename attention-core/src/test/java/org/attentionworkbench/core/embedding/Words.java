package org.attentionworkbench.core.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;

/** What the tests of embedders begin with: tokens, and embedders as a user asks for them in a run with seed 42. */
final class Words {
    private Words() {}

    static List<Token> tokens(String... words) {
        return Arrays.stream(words)
                .map(word -> new Token(word, 0, word.length()))
                .toList();
    }

    static Strategy<Embedder> strategy(String name) {
        return new StandardEmbedders()
                .embedders().stream()
                        .filter(strategy -> strategy.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    static Embedder create(String name, Map<String, String> texts) {
        return strategy(name).create(new TextOptions(texts));
    }

    /** Options as a user writes them; an embedder among them is one of the standard ones without options. */
    private record TextOptions(Map<String, String> texts) implements Options {

        @Override
        public <T> Optional<T> given(Option<T> option) {
            return Optional.ofNullable(texts.get(option.name())).map(text -> read(option, text));
        }

        @Override
        public <T> T get(Option<T> option) {
            String text =
                    option.name().equals("seed") ? "42" : option.defaultText().orElse("");
            return given(option).orElseGet(() -> read(option, text));
        }

        private static <T> T read(Option<T> option, String text) {
            return option.strategyKind()
                    .map(kind -> kind.cast(create(text, Map.of())))
                    .orElseGet(() -> option.read(text));
        }
    }
}
