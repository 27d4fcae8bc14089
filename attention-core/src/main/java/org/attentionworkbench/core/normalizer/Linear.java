package org.attentionworkbench.core.normalizer;

import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;

/**
 * Scores as shares of their sum: {@code weights[j] = s[j] / Σ_k |s[k]|}. Where no score is negative these are the weights
 * {@code s[j] / Σ_k s[k]} of linear attention: Katharopoulos et al., <i>Transformers are RNNs: Fast Autoregressive Transformers with
 * Linear Attention</i> (2020), equation 4. A negative score gets a negative weight, and the magnitudes of the weights sum to 1;
 * divided by the sum itself they would grow without bound where positive and negative scores cancel. Where all scores are 0, all
 * weights are 0.
 *
 * <p>Where dot products have overflowed to +∞, the weight is shared equally by the scores of +∞.
 */
public final class Linear implements Normalizer {
    private final Axis axis;

    /**
     * Shares of the sum.
     *
     * @param axis along which axis scores are summed
     */
    public Linear(Axis axis) {
        this.axis = axis;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public void normalize(double[] scores) {
        // 1. The largest magnitude, so that the sum does not overflow. What is forbidden counts as 0.
        double largest = 0;
        for (int index = 0; index < scores.length; index++) {
            scores[index] = scores[index] == Double.NEGATIVE_INFINITY ? 0 : scores[index];
            largest = Math.max(largest, Math.abs(scores[index]));
        }
        if (largest == Double.POSITIVE_INFINITY) {
            Lines.shareAmong(largest, scores);
            return;
        }

        // 2. The sum of the magnitudes, at least 1 unless all are 0.
        double sum = 0;
        for (int index = 0; index < scores.length && largest > 0; index++) {
            scores[index] /= largest;
            sum += Math.abs(scores[index]);
        }

        // 3. Each divided by the sum.
        for (int index = 0; index < scores.length && sum > 0; index++) {
            scores[index] /= sum;
        }
    }
}
