package org.attentionworkbench.core.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.api.text.Tokenizer;

/** Options as a user writes them; a tokenizer among them is one of the standard ones without options. */
record TextOptions(Map<String, String> texts) implements Options {

    static Tokenizer create(String name, Map<String, String> texts) {
        return strategy(name).create(new TextOptions(texts));
    }

    static Strategy<Tokenizer> strategy(String name) {
        return new StandardTokenizers()
                .tokenizers().stream()
                        .filter(strategy -> strategy.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }

    @Override
    public <T> Optional<T> given(Option<T> option) {
        return Optional.ofNullable(texts.get(option.name())).map(text -> read(option, text));
    }

    @Override
    public <T> T get(Option<T> option) {
        return given(option).orElseGet(() -> read(option, option.defaultText().orElseThrow()));
    }

    private static <T> T read(Option<T> option, String text) {
        return option.strategyKind()
                .map(kind -> kind.cast(create(text, Map.of())))
                .orElseGet(() -> option.read(text));
    }
}
