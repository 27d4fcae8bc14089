package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Keeps every score softly between −c and c: {@code modified = c · tanh(score / c)}. Gemma Team, <i>Gemma 2: Improving Open
 * Language Models at a Practical Size</i> (2024), "logit soft-capping".
 *
 * <p>On tiles, {@code tanh x} is {@code x·P(x²)/Q(x²)} with polynomials of degree 5 and 3, and x held between −8.5 and 8.5, where tanh is
 * 1 but for 10⁻⁷. In 32-bit floating point that is off by at most 2.6·10⁻⁷, and near 0 by as small a part of it. The coefficients are
 * a least-squares fit of the relative error on 400 Chebyshev nodes, weighted again and again by the error that was left until it was even
 * (Lawson's method), and then moved by units in their last place as long as the largest error with roundings shrank.
 */
public final class SoftcapModifier implements ScoreModifier {
    private static final double SATURATION = 8.5;
    private static final float P5 = 2.0725708e-11f;
    private static final float P4 = -1.371985e-8f;
    private static final float P3 = 9.574098e-6f;
    private static final float P2 = 0.0029539214f;
    private static final float P1 = 0.12949933f;
    private static final float Q3 = 2.3270899e-4f;
    private static final float Q2 = 0.023898484f;
    private static final float Q1 = 0.46283236f;

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

    /** Without a branch or a call in its loop, so that it runs in vector instructions. */
    @Override
    public void modify(ScoreTile tile) {
        float limit = (float) (SATURATION * cap);
        float inverse = (float) (1 / cap);
        if (Float.isInfinite(limit) || Float.isInfinite(inverse)) {
            ScoreModifier.super.modify(tile); // a cap beyond what 32 bits hold
            return;
        }
        float[] scores = tile.scores();
        int end = tile.end();
        for (int place = tile.start(); place < end; place++) {
            float score = Math.max(-limit, Math.min(limit, scores[place]));
            float x = score * inverse;
            float y = x * x;
            float numerator = 1 + y * (P1 + y * (P2 + y * (P3 + y * (P4 + y * P5))));
            float denominator = 1 + y * (Q1 + y * (Q2 + y * Q3));
            scores[place] = score * numerator / denominator;
        }
    }
}
