package org.attentionworkbench.core.modifier;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Multiplies every score by the gain of its head: {@code modified = g_h · score}. A gain above 1 makes the weights of a head more
 * pointed, one below 1 more even, and 0 makes them all alike: the inverse of a temperature (see {@link TemperatureModifier}), head by
 * head.
 */
public final class HeadGainModifier implements ScoreModifier {
    private final double[] gains;

    /**
     * Gains.
     *
     * @param gains g, one finite number for each head
     * @throws IllegalArgumentException if there is none, or one is not finite
     */
    public HeadGainModifier(List<Double> gains) {
        if (gains.isEmpty()) {
            throw new IllegalArgumentException("there is no gain");
        }
        this.gains = new double[gains.size()];
        for (int head = 0; head < this.gains.length; head++) {
            this.gains[head] = gains.get(head);
            if (!Double.isFinite(this.gains[head])) {
                throw new IllegalArgumentException("a gain is a finite number, not " + gains.get(head));
            }
        }
    }

    /**
     * This modifier, if it has a gain for each head.
     *
     * @throws InvalidInputException if there are more or fewer
     */
    @Override
    public ScoreModifier over(int heads) {
        if (gains.length != heads) {
            throw new InvalidInputException("head-gain has " + (gains.length == 1 ? "1 gain" : gains.length + " gains")
                    + " for " + HeadCount.text(heads) + "; give one gain for each head, with + between them");
        }
        return this;
    }

    @Override
    public double modify(double score, int head, int query, int key) {
        return gains[head] * score;
    }

    @Override
    public void modify(ScoreTile tile) {
        double gain = gains[tile.head()];
        if (ScaleModifier.fits(gain)) {
            ScaleModifier.multiply(tile, (float) gain);
        } else {
            ScoreModifier.super.modify(tile);
        }
    }
}
