package org.attentionworkbench.core.normalizer;

import java.util.Arrays;
import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.StreamedNormalizer;

/**
 * The α-entmax: {@code weights = argmax_p p·s + H_α(p)} over all p ≥ 0 that sum to 1, with Tsallis's entropy
 * {@code H_α(p) = Σ_j (p_j − p_j^α) / (α(α − 1))}. That is {@code weights[j] = [(α − 1)·s[j] − τ]₊^{1/(α − 1)}} with the τ for which
 * they sum to 1. α = 1 is the softmax, α = 2 the {@link Sparsemax}; the larger α, the fewer weights are not 0. Peters, Niculae and
 * Martins, <i>Sparse Sequence-to-Sequence Models</i> (2019), section 3.
 *
 * <p>With β = α − 1 and a score s[r] whose weight w is not 0, {@code τ = β·s[r] − w^β}, so that every weight follows from w:
 * {@code weights[j] = (β·(s[j] − s[r]) + w^β)^{1/β}}. Their sum grows with w, and at most as fast as it has terms if r is the largest
 * score for β ≤ 1, or for β > 1 the smallest that gets any weight; w is the root of {@code sum − 1} and has all the digits that a double has. For
 * α = 1.5 and α = 2 it is had in closed form, from a quadratic and a linear equation.
 *
 * <p>Where dot products have overflowed to +∞, the weight is shared equally by the scores of +∞.
 */
public final class Entmax implements Normalizer {
    private final Axis axis;
    private final double beta;
    private final Softmax softmax;

    /**
     * An entmax.
     *
     * @param axis along which axis weights sum to 1
     * @param alpha α, finite and at least 1
     * @throws IllegalArgumentException if it is not
     */
    public Entmax(Axis axis, double alpha) {
        if (!(alpha >= 1 && Double.isFinite(alpha))) {
            throw new IllegalArgumentException("entmax takes an alpha of at least 1, not " + alpha);
        }
        this.axis = axis;
        this.beta = alpha - 1;
        this.softmax = new Softmax(axis);
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public Optional<StreamedNormalizer> streamed(int head, int heads) {
        return beta == 0 ? softmax.streamed(head, heads) : Optional.empty();
    }

    @Override
    public void normalize(double[] scores) {
        if (beta == 0) {
            softmax.normalize(scores);
            return;
        }
        double maximum = Lines.maximum(scores);
        if (maximum == Double.POSITIVE_INFINITY) {
            Lines.shareAmong(maximum, scores);
            return;
        }
        double[] descending = descending(scores);
        int count = supported(descending);
        double[] supported = Arrays.copyOf(descending, count);
        EntmaxRoot root = new EntmaxRoot(beta, supported);
        double smallest = supported[count - 1];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = scores[index] >= smallest ? root.weight(scores[index]) : 0;
        }
    }

    private static double[] descending(double[] scores) {
        double[] descending = scores.clone();
        Arrays.sort(descending);
        for (int low = 0, high = descending.length - 1; low < high; low++, high--) {
            double swapped = descending[low];
            descending[low] = descending[high];
            descending[high] = swapped;
        }
        return descending;
    }

    /**
     * How many scores get any weight: the largest k for which the weights of the larger ones leave something where that of the k-th is
     * 0, {@code Σ_{j<k} (β·(s[j] − s[k]))^{1/β} < 1}. The sum grows with k.
     */
    private int supported(double[] descending) {
        int some = 1;
        int tooMany = descending.length + 1;
        while (tooMany - some > 1) {
            int tried = (some + tooMany) >>> 1;
            if (leavesSomething(descending, tried)) {
                some = tried;
            } else {
                tooMany = tried;
            }
        }
        return some;
    }

    private boolean leavesSomething(double[] descending, int count) {
        double smallest = descending[count - 1];
        double sum = 0;
        for (int index = 0; index < count - 1 && sum < 1; index++) {
            sum += EntmaxRoot.power(beta * (descending[index] - smallest), beta);
        }
        return sum < 1;
    }
}
