package org.attentionworkbench.core.score;

import java.util.List;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The score functions {@code dot} and {@code scaled-dot}. */
public final class StandardScores implements AttentionPlugin {
    private static final Option<Double> SCALE =
            Option.number("scale", "the factor σ of the dot product").orElse("1/√d");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardScores() {}

    @Override
    public List<Strategy<ScoreFunction>> scoreFunctions() {
        return List.of(
                Strategy.of("dot", "the dot product, q·k", options -> new DotScore()),
                Strategy.of(
                        "scaled-dot",
                        "the scaled dot product, σ · q·k (Vaswani et al. 2017)",
                        options -> options.given(SCALE).map(ScaledDotScore::new).orElseGet(ScaledDotScore::new),
                        SCALE));
    }
}
