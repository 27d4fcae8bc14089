package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Divides every score by a temperature: {@code modified = score / t}. Above 1 the weights become more even, below 1 more
 * pointed. Hinton et al., <i>Distilling the Knowledge in a Neural Network</i> (2015), equation 1.
 */
public final class TemperatureModifier implements ScoreModifier {
    private final double temperature;

    /**
     * A temperature.
     *
     * @param temperature t, finite and greater than 0
     * @throws IllegalArgumentException if it is not
     */
    public TemperatureModifier(double temperature) {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("a temperature is a number greater than 0, not " + temperature);
        }
        this.temperature = temperature;
    }

    @Override
    public double modify(double score, int head, int query, int key) {
        return score / temperature;
    }

    @Override
    public void modify(ScoreTile tile) {
        if (ScaleModifier.fits(1 / temperature)) {
            ScaleModifier.multiply(tile, (float) (1 / temperature));
        } else {
            ScoreModifier.super.modify(tile);
        }
    }
}
