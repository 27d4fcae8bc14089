package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;

/**
 * Attention with linear biases: {@code modified[i,j] = score[i,j] − m_h·|i − j|}, a penalty that grows with the distance, more
 * steeply in some heads than in others. Press, Smith and Lewis, <i>Train Short, Test Long: Attention with Linear Biases Enables Input
 * Length Extrapolation</i> (2022), section 3.
 *
 * <p>The slopes of H heads, H a power of two, are {@code m_h = 2^(−8(h+1)/H)} for h = 0 … H − 1. For another H they are those of the
 * reference implementation: the slopes of P heads, P the largest power of two below H, then the first, third, fifth, … slope of
 * 2P heads until there are H.
 *
 * <p>The paper has no keys after the query. There, the distance can be read in two ways: symmetric, as |i − j| above, or signed,
 * {@code score[i,j] − m_h·(i − j)}, so that later keys get a bonus. The signed form is that of BLOOM, which adds
 * {@code m_h·j} for short: under a causal mask and a softmax, all of these give the same weights.
 */
public final class AlibiModifier implements DistanceModifier {
    private final boolean symmetric;
    private final double[] slopes;

    /**
     * Linear biases for one head, until {@link #over} tells the number of heads.
     *
     * @param symmetric whether keys after the query are penalized like those before, rather than rewarded
     */
    public AlibiModifier(boolean symmetric) {
        this(symmetric, slopes(1));
    }

    private AlibiModifier(boolean symmetric, double[] slopes) {
        this.symmetric = symmetric;
        this.slopes = slopes;
    }

    /** The slopes m_h, h = 0 … heads − 1. */
    static double[] slopes(int heads) {
        int power = Integer.highestOneBit(heads);
        double[] slopes = new double[heads];
        for (int head = 0; head < heads; head++) {
            slopes[head] = head < power ? slope(head, power) : slope(2 * (head - power), 2L * power);
        }
        return slopes;
    }

    private static double slope(int head, long powerOfTwo) {
        return StrictMath.pow(2, -8.0 * (head + 1) / powerOfTwo);
    }

    @Override
    public ScoreModifier over(int heads) {
        return new AlibiModifier(symmetric, slopes(heads));
    }

    @Override
    public double bias(int head, int distance) {
        double steps = symmetric ? -Math.abs((double) distance) : distance;
        return slopes[head] * steps;
    }
}
