package org.attentionworkbench.core.normalizer;

import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.StreamedNormalizer;

/**
 * The square of what is positive: {@code weights[j] = max(0, s[j])²}, or normalized,
 * {@code weights[j] = max(0, s[j])² / Σ_k max(0, s[k])²}. Where no score is positive all weights are 0, normalized or not. The squared
 * rectifier is that of So et al., <i>Primer: Searching for Efficient Transformers for Language Modeling</i> (2021), section 4, used
 * for attention weights, divided by the length of the text instead of the sum, by Hua et al., <i>Transformer Quality in Linear
 * Time</i> (2022); a modifier {@code scale} gives any such divisor.
 *
 * <p>Weights that are not normalized are held at 2⁵⁰⁰, so that values mixed by them are finite. Normalized, where dot products
 * have overflowed to +∞, the weight is shared equally by the scores of +∞.
 */
public final class ReluSquared implements Normalizer {
    private static final double LARGEST = 0x1p500;

    private final Axis axis;
    private final boolean normalized;

    /**
     * A squared rectifier.
     *
     * @param axis along which axis weights are summed
     * @param normalized whether weights are divided by their sum
     */
    public ReluSquared(Axis axis, boolean normalized) {
        this.axis = axis;
        this.normalized = normalized;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public Optional<StreamedNormalizer> streamed(int head, int heads) {
        return axis == Axis.KEYS ? Optional.of(new StreamedNormalizer.ReluSquared(normalized)) : Optional.empty();
    }

    @Override
    public void normalize(double[] scores) {
        if (normalized) {
            shares(scores);
        } else {
            for (int index = 0; index < scores.length; index++) {
                double positive = Math.max(0, scores[index]);
                scores[index] = Math.min(LARGEST, positive * positive);
            }
        }
    }

    /** Squares relative to the largest score, which neither overflow nor all vanish. */
    private static void shares(double[] scores) {
        double maximum = Lines.maximum(scores);
        if (maximum == Double.POSITIVE_INFINITY) {
            Lines.shareAmong(maximum, scores);
            return;
        }
        double sum = 0;
        for (int index = 0; index < scores.length; index++) {
            double relative = scores[index] > 0 ? scores[index] / maximum : 0;
            scores[index] = relative * relative;
            sum += scores[index];
        }
        for (int index = 0; index < scores.length && sum > 0; index++) {
            scores[index] /= sum;
        }
    }
}
