package org.attentionworkbench.core.text;

import java.util.List;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Tokenizer;

/** The tokenizers that come with the workbench: {@code whitespace}, {@code words} and {@code phrases}. */
public final class StandardTokenizers implements AttentionPlugin {

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public StandardTokenizers() {}

    @Override
    public List<Strategy<Tokenizer>> tokenizers() {
        return List.of(WhitespaceTokenizer.strategy(), WordTokenizer.strategy(), PhraseTokenizer.strategy());
    }
}
