package org.attentionworkbench.core.normalizer;

import java.util.List;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The normalizer {@code softmax}. */
public final class StandardNormalizers implements AttentionPlugin {
    private static final Option<Axis> AXIS = Option.choice(
                    "axis", Axis.class, "along which axis weights sum to 1: keys (each row) or queries (each column)")
            .withDefault("keys");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardNormalizers() {}

    @Override
    public List<Strategy<Normalizer>> normalizers() {
        return List.of(Strategy.of("softmax", "exp(s) / Σ exp(s)", options -> new Softmax(options.get(AXIS)), AXIS));
    }
}
