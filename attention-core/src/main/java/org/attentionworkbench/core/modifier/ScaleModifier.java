package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;

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

    @Override
    public void modify(ScoreTile tile) {
        if (fits(factor)) {
            multiply(tile, (float) factor);
        } else {
            ScoreModifier.super.modify(tile);
        }
    }

    /** Whether a factor keeps its digits in 32 bits. */
    static boolean fits(double factor) {
        double magnitude = Math.abs(factor);
        return magnitude <= Float.MAX_VALUE && (magnitude >= Float.MIN_NORMAL || magnitude == 0);
    }

    /** Multiplies all scores of a tile. */
    static void multiply(ScoreTile tile, float factor) {
        float[] scores = tile.scores();
        int end = tile.end();
        for (int place = tile.start(); place < end; place++) {
            scores[place] *= factor;
        }
    }
}
