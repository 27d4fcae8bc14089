package org.attentionworkbench.core.projection;

import java.util.List;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;

/** The projection {@code identity}. */
public final class StandardProjections implements AttentionPlugin {

    /** For the {@link java.util.ServiceLoader}. */
    public StandardProjections() {}

    @Override
    public List<Strategy<Projection>> projections() {
        return List.of(Strategy.of(
                "identity", "the embeddings as they are, Q = K = V = X", options -> new IdentityProjection()));
    }
}
