package org.attentionworkbench.core.normalizer;

import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;

/**
 * All weight to the largest score: {@code weights[j] = 1/t} if {@code s[j] = max_k s[k]}, else 0, where t scores are that large. It is what
 * the {@link Softmax} comes to as the temperature goes to 0. Scores that differ by rounding alone do not tie. Xu et al., <i>Show, Attend
 * and Tell</i> (2015), section 4.1, draw the one place from the softmax; here it is the likeliest.
 */
public final class Hard implements Normalizer {
    private final Axis axis;

    /**
     * A hard maximum.
     *
     * @param axis along which axis weights sum to 1
     */
    public Hard(Axis axis) {
        this.axis = axis;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public void normalize(double[] scores) {
        Lines.shareAmong(Lines.maximum(scores), scores);
    }
}
