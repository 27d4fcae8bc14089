package org.attentionworkbench.core.variant;

import java.util.List;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The variants {@code single-head} and {@code multi-head}. */
public final class StandardVariants implements AttentionPlugin {
    private static final Option<Integer> HEADS = Option.integer("heads", "how many heads share the columns")
            .which(heads -> heads >= 1, "an integer of at least 1")
            .withDefault("2");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardVariants() {}

    @Override
    public List<Strategy<AttentionVariant>> variants() {
        return List.of(
                Strategy.of("single-head", "one head over all columns", options -> new SingleHead()),
                Strategy.of(
                        "multi-head",
                        "heads over equal blocks of columns, joined side by side (Vaswani et al. 2017)",
                        options -> new MultiHead(options.get(HEADS)),
                        HEADS));
    }
}
