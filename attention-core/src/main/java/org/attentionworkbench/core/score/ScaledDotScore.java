package org.attentionworkbench.core.score;

import java.util.OptionalDouble;
import org.attentionworkbench.api.attention.DotProductScore;

/**
 * The scaled dot product: {@code raw[i,j] = σ · Σ_c q[i,c] · k[j,c]}, by default with {@code σ = 1/√d}, which keeps the
 * variance of the scores independent of the width d. Vaswani et al., <i>Attention Is All You Need</i> (2017), equation 1.
 */
public final class ScaledDotScore implements DotProductScore {
    private final OptionalDouble scale;

    /** With the scale {@code 1/√d}. */
    public ScaledDotScore() {
        scale = OptionalDouble.empty();
    }

    /**
     * With a scale of one's own.
     *
     * @param scale σ, a finite number
     * @throws IllegalArgumentException if it is not finite
     */
    public ScaledDotScore(double scale) {
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("cannot scale by " + scale);
        }
        this.scale = OptionalDouble.of(scale);
    }

    /**
     * The factor σ: the one that was given, else {@code 1/√d}. Rows without channels have nothing to scale; their factor is
     * 1, so that their scores stay 0.
     */
    @Override
    public double scale(int width) {
        return scale.orElseGet(() -> width == 0 ? 1 : 1 / Math.sqrt(width));
    }
}
