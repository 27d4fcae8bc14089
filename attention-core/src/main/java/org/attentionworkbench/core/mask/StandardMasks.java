package org.attentionworkbench.core.mask;

import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The masks {@code none} and {@code causal}. */
public final class StandardMasks implements AttentionPlugin {
    private static final Option<CausalAlignment> ALIGN = Option.choice(
                    "align",
                    CausalAlignment.class,
                    "whether the first query stands at the first key, or the last at the last")
            .withDefault("top-left");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardMasks() {}

    @Override
    public List<Strategy<Mask>> masks() {
        return List.of(
                Strategy.of("none", "every query may attend to every key", options -> new NoMask()),
                Strategy.of(
                        "causal",
                        "a query may attend to the keys up to its own position, j ≤ i",
                        options -> new CausalMask(options.get(ALIGN)),
                        ALIGN));
    }
}
