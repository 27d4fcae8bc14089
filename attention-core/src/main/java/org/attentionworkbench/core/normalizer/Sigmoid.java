package org.attentionworkbench.core.normalizer;

import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.StreamedNormalizer;

/**
 * The sigmoid, each score by itself: {@code weights[j] = 1 / (1 + exp(−(s[j] + b)))}. Weights are between 0 and 1 and need not sum to 1.
 * Where no bias b is given, it is {@code −ln n}, n being the number of scores that are not forbidden, so that weights of scores near
 * 0 sum to about 1 as those of a softmax do: Ramapuram et al., <i>Theory, Analysis, and Best Practices for Sigmoid
 * Self-Attention</i> (2024). The paper takes the length of the text for n; to count what is allowed makes no difference
 * there without a mask, and with one it gives the same weights whether forbidden keys are at hand or not.
 */
public final class Sigmoid implements Normalizer {
    private final Axis axis;
    private final Optional<Double> bias;

    /**
     * A sigmoid.
     *
     * @param axis along which axis n is counted
     * @param bias b, finite; nothing for −ln n
     * @throws IllegalArgumentException if the bias is not finite
     */
    public Sigmoid(Axis axis, Optional<Double> bias) {
        if (bias.isPresent() && !Double.isFinite(bias.get())) {
            throw new IllegalArgumentException("a bias is a finite number, not " + bias.get());
        }
        this.axis = axis;
        this.bias = bias;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public Optional<StreamedNormalizer> streamed(int head, int heads) {
        return axis == Axis.KEYS
                ? Optional.of(new StreamedNormalizer.Sigmoid(
                        bias.orElse(StreamedNormalizer.Sigmoid.MINUS_LOGARITHM_OF_ALLOWED)))
                : Optional.empty();
    }

    @Override
    public void normalize(double[] scores) {
        double added = bias.isPresent() ? bias.get() : -Math.log(allowed(scores));
        for (int index = 0; index < scores.length; index++) {
            scores[index] = sigmoid(scores[index] + added);
        }
    }

    private static int allowed(double[] scores) {
        int allowed = 0;
        for (double score : scores) {
            allowed += score == Double.NEGATIVE_INFINITY ? 0 : 1;
        }
        return allowed;
    }

    /** Takes the exponential of what is not positive, which does not overflow. */
    private static double sigmoid(double number) {
        double exponential = Math.exp(-Math.abs(number));
        return number >= 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
    }
}
