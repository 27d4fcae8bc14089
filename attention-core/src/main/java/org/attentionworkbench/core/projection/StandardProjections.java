package org.attentionworkbench.core.projection;

import java.util.List;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;

/** The projections {@code identity}, {@code random} and {@code file}. */
public final class StandardProjections implements AttentionPlugin {

    /** For the {@link java.util.ServiceLoader}. */
    public StandardProjections() {}

    @Override
    public List<Strategy<Projection>> projections() {
        return List.of(identity(), RandomProjection.strategy(), FileProjectionOptions.strategy());
    }

    private static Strategy<Projection> identity() {
        return Strategy.<Projection>of(
                        "identity", "the embeddings as they are, Q = K = V = X", options -> new IdentityProjection())
                .withFormula("Q = K = V = X");
    }
}
