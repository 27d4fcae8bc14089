package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;

/** Multiplies every score: {@code modified = factor · score}. */
public final class ScaleModifier implements ScoreModifier {
    private final double factor;

    /**
     * A scale.
     *
     * @param factor a finite number
     * @throws IllegalArgumentException if it is not finite
     */
    public ScaleModifier(double factor) {
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("cannot scale by " + factor);
        }
        this.factor = factor;
    }

    @Override
    public double modify(double score, int head, int query, int key) {
        return factor * score;
    }
}
