package org.attentionworkbench.core.normalizer;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;

/**
 * The sparsemax: {@code weights = argmin_p ‖p − s‖²} over all p ≥ 0 that sum to 1, which is {@code weights[j] = max(0, s[j] − τ)}. With
 * the scores in descending order, z₁ ≥ z₂ ≥ …, the weights that are not 0 are those of the first k, k the largest with
 * {@code 1 + k·z_k > Σ_{i≤k} z_i}, and {@code τ = (Σ_{i≤k} z_i − 1) / k}. Martins and Astudillo, <i>From Softmax to Sparsemax: A Sparse
 * Model of Attention and Multi-Label Classification</i> (2016), algorithm 1.
 *
 * <p>The maximum is subtracted first, which changes nothing in exact arithmetic. Where dot products have overflowed to +∞, the
 * weight is shared equally by the scores of +∞.
 */
public final class Sparsemax implements Normalizer {
    private final Axis axis;

    /**
     * A sparsemax.
     *
     * @param axis along which axis weights sum to 1
     */
    public Sparsemax(Axis axis) {
        this.axis = axis;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public void normalize(double[] scores) {
        double maximum = Lines.maximum(scores);
        if (maximum == Double.POSITIVE_INFINITY) {
            Lines.shareAmong(maximum, scores);
            return;
        }
        // 1. The scores below the maximum, z − M; what is 1 or more below gets nothing.
        for (int index = 0; index < scores.length; index++) {
            scores[index] = Math.max(-1, scores[index] - maximum);
        }

        // 2. The largest k with 1 + k·z_k > Σ z_i, and its threshold.
        double[] ascending = scores.clone();
        Arrays.sort(ascending);
        double sum = 0;
        double threshold = -1;
        for (int count = 1; count <= ascending.length; count++) {
            double score = ascending[ascending.length - count];
            sum += score;
            if (1 + count * score <= sum) {
                break;
            }
            threshold = (sum - 1) / count;
        }

        // 3. What each score exceeds the threshold by.
        for (int index = 0; index < scores.length; index++) {
            scores[index] = Math.max(0, scores[index] - threshold);
        }
    }
}
