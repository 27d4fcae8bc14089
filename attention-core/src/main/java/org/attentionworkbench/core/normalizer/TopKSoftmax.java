package org.attentionworkbench.core.normalizer;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;

/**
 * The softmax over the k largest scores, the others getting nothing. Scores that equal the k-th largest are all kept, so that equal
 * scores get equal weights; then there are more than k. Zhao et al., <i>Explicit Sparse Transformer: Concentrated Attention Through
 * Explicit Selection</i> (2019).
 */
public final class TopKSoftmax implements Normalizer {
    private final Axis axis;
    private final int k;
    private final Softmax softmax;

    /**
     * A softmax over the largest scores.
     *
     * @param axis along which axis weights sum to 1
     * @param k how many scores are kept, at least 1
     * @throws IllegalArgumentException if k is less
     */
    public TopKSoftmax(Axis axis, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("the softmax is over at least 1 score, not " + k);
        }
        this.axis = axis;
        this.k = k;
        this.softmax = new Softmax(axis);
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public void normalize(double[] scores) {
        if (k < scores.length) {
            double[] ascending = scores.clone();
            Arrays.sort(ascending);
            double least = ascending[scores.length - k];
            for (int index = 0; index < scores.length; index++) {
                scores[index] = scores[index] < least ? Double.NEGATIVE_INFINITY : scores[index];
            }
        }
        softmax.normalize(scores);
    }
}
