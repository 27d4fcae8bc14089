package org.attentionworkbench.core.embedding;

import java.util.List;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;

/**
 * The embedders that come with the workbench: {@code random}, {@code one-hot}, {@code hashed}, {@code vectors} and
 * {@code positional}.
 */
public final class StandardEmbedders implements AttentionPlugin {

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public StandardEmbedders() {}

    @Override
    public List<Strategy<Embedder>> embedders() {
        return List.of(
                RandomEmbedder.strategy(),
                OneHotEmbedder.strategy(),
                HashedEmbedder.strategy(),
                VectorsEmbedder.strategy(),
                PositionalEmbedder.strategy());
    }
}
