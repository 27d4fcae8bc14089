package org.attentionworkbench.core.normalizer;

import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;

/**
 * The logarithm of the {@link Softmax}: {@code weights[j] = s[j] − M − ln Σ_k exp(s[k] − M)} with {@code M = max_k s[k]}. Small weights
 * keep their digits where the softmax itself would be 0. A forbidden score stays −∞, the logarithm of no weight. Goodfellow,
 * Bengio and Courville, <i>Deep Learning</i> (2016), section 6.2.2.3.
 */
public final class LogSoftmax implements Normalizer {
    private final Axis axis;

    /**
     * A log-softmax.
     *
     * @param axis along which axis the exponentials of the weights sum to 1
     */
    public LogSoftmax(Axis axis) {
        this.axis = axis;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public boolean logarithmic() {
        return true;
    }

    @Override
    public void normalize(double[] scores) {
        double maximum = Lines.maximum(scores);
        double sum = 0;
        for (double score : scores) {
            sum += score == maximum ? 1 : Math.exp(score - maximum);
        }
        double logarithm = Math.log(sum);
        for (int index = 0; index < scores.length; index++) {
            // a score equal to M differs by 0 even where both are +∞
            double difference = scores[index] == maximum ? 0 : scores[index] - maximum;
            scores[index] = difference - logarithm;
        }
    }
}
