package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;

/**
 * Keeps every score softly between −c and c: {@code modified = c · tanh(score / c)}. Gemma Team, <i>Gemma 2: Improving Open
 * Language Models at a Practical Size</i> (2024), "logit soft-capping".
 */
public final class SoftcapModifier implements ScoreModifier {
    private final double cap;

    /**
     * A cap.
     *
     * @param cap c, finite and greater than 0
     * @throws IllegalArgumentException if it is not
     */
    public SoftcapModifier(double cap) {
        if (!(cap > 0 && Double.isFinite(cap))) {
            throw new IllegalArgumentException("a cap is a number greater than 0, not " + cap);
        }
        this.cap = cap;
    }

    @Override
    public double modify(double score, int head, int query, int key) {
        return cap * Math.tanh(score / cap);
    }
}
