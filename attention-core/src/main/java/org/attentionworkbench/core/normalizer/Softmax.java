package org.attentionworkbench.core.normalizer;

import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.StreamedNormalizer;

/**
 * The softmax: {@code weights[j] = exp(s[j] − M) / Σ_k exp(s[k] − M)} with {@code M = max_k s[k]}, which changes nothing in
 * exact arithmetic and keeps every exponential at most 1. Bridle, <i>Probabilistic Interpretation of Feedforward
 * Classification Network Outputs</i> (1990).
 *
 * <p>Where dot products have overflowed to +∞, the weight is shared equally by the scores of +∞: the limit of equal scores that
 * grow without bound.
 */
public final class Softmax implements Normalizer {
    private final Axis axis;

    /**
     * A softmax.
     *
     * @param axis along which axis weights sum to 1
     */
    public Softmax(Axis axis) {
        this.axis = axis;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public Optional<StreamedNormalizer> streamed(int head, int heads) {
        return axis == Axis.KEYS ? Optional.of(StreamedNormalizer.Softmax.PLAIN) : Optional.empty();
    }

    @Override
    public void normalize(double[] scores) {
        // 1. The maximum, M = max_k s[k].
        double maximum = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            maximum = Math.max(maximum, score);
        }

        // 2. The exponentials of the differences, exp(s[j] − M). A score equal to M differs by 0 even where both are
        // +∞.
        for (int index = 0; index < scores.length; index++) {
            scores[index] = scores[index] == maximum ? 1 : Math.exp(scores[index] - maximum);
        }

        // 3. Their sum, at least 1.
        double sum = 0;
        for (double exponential : scores) {
            sum += exponential;
        }

        // 4. Each divided by the sum.
        for (int index = 0; index < scores.length; index++) {
            scores[index] /= sum;
        }
    }
}
