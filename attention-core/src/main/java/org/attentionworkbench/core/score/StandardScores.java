package org.attentionworkbench.core.score;

import java.util.List;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/**
 * The score functions {@code dot}, {@code scaled-dot}, {@code cosine}, {@code bilinear}, {@code additive}, {@code concat}, {@code distance},
 * {@code location} and {@code rotary}.
 */
public final class StandardScores implements AttentionPlugin {
    private static final Option<Double> SCALE =
            Option.number("scale", "the factor σ of the dot product").orElse("1/√d");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardScores() {}

    @Override
    public List<Strategy<ScoreFunction>> scoreFunctions() {
        return List.of(
                dot(),
                scaledDot(),
                CosineScore.strategy(),
                BilinearScore.strategy(),
                AdditiveScore.strategy(),
                ConcatScore.strategy(),
                DistanceScore.strategy(),
                LocationScore.strategy(),
                RotaryOptions.strategy());
    }

    private static Strategy<ScoreFunction> dot() {
        return Strategy.<ScoreFunction>of("dot", "the dot product, q·k", options -> new DotScore())
                .withFormula("s[i,j] = qᵢ·kⱼ")
                .withSource("Luong et al. 2015, section 3.1 (dot)");
    }

    private static Strategy<ScoreFunction> scaledDot() {
        return Strategy.<ScoreFunction>of(
                        "scaled-dot",
                        "the scaled dot product, σ · q·k (Vaswani et al. 2017)",
                        options -> options.given(SCALE).map(ScaledDotScore::new).orElseGet(ScaledDotScore::new),
                        SCALE)
                .withFormula("s[i,j] = σ·qᵢ·kⱼ, σ = 1/√d")
                .withSource("Vaswani et al. 2017, equation 1");
    }
}
