package org.attentionworkbench.core.normalizer;

import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * A softmax of scores with Gumbel noise: {@code weights[j] = exp((s[j] + g[j]) / t) / Σ_k exp((s[k] + g[k]) / t)} with
 * {@code g = −ln(−ln u)} and u uniform on (0, 1). The key with the largest weight is a sample from the softmax of the scores; as the
 * temperature t goes to 0 it takes all, which {@code hard} does at any temperature. Jang, Gu and Poole, <i>Categorical
 * Reparameterization with Gumbel-Softmax</i> (2017), equation 2; Maddison, Mnih and Teh, <i>The Concrete Distribution</i> (2017).
 *
 * <p>The noise of a score is a function of the seed, the head, and the positions of query and key alone, so that blocks of queries,
 * caches and whole texts have the same. Where a line is normalized without a head it counts as the first query (or key) of the first
 * head.
 *
 * <p>Where dot products have overflowed to +∞, the weight is shared equally by the scores of +∞.
 */
public final class GumbelSoftmax implements Normalizer {
    private final Axis axis;
    private final long seed;
    private final double temperature;
    private final boolean hard;

    /**
     * A softmax with noise.
     *
     * @param axis along which axis weights sum to 1
     * @param seed any number
     * @param temperature t, finite and greater than 0
     * @param hard whether the largest takes all
     * @throws IllegalArgumentException if the temperature is not finite and greater than 0
     */
    public GumbelSoftmax(Axis axis, long seed, double temperature, boolean hard) {
        if (!(temperature > 0 && Double.isFinite(temperature))) {
            throw new IllegalArgumentException("a temperature is a number greater than 0, not " + temperature);
        }
        this.axis = axis;
        this.seed = seed;
        this.temperature = temperature;
        this.hard = hard;
    }

    @Override
    public Axis axis() {
        return axis;
    }

    @Override
    public void normalize(double[] scores) {
        for (int place = 0; place < scores.length; place++) {
            scores[place] += axis == Axis.KEYS ? noise(0, 0, place) : noise(0, place, 0);
        }
        shares(scores);
    }

    @Override
    public Matrix normalize(Matrix scores) {
        return normalize(scores, 0, 0, 0);
    }

    @Override
    public Matrix normalize(Matrix scores, HeadContext context) {
        return normalize(scores, context.head(), context.firstQuery(), context.firstKey());
    }

    private Matrix normalize(Matrix scores, int head, int firstQuery, int firstKey) {
        Matrix noisy =
                Matrix.wrap(scores.rows(), scores.columns(), scores.elements().clone());
        double[] elements = noisy.elements();
        int index = 0;
        for (int row = 0; row < scores.rows(); row++) {
            for (int column = 0; column < scores.columns(); column++, index++) {
                elements[index] += noise(head, firstQuery + row, firstKey + column);
            }
        }
        return new Shares().normalize(noisy);
    }

    /** What is normalized line by line once the noise is added. */
    private final class Shares implements Normalizer {
        @Override
        public Axis axis() {
            return axis;
        }

        @Override
        public void normalize(double[] noisy) {
            shares(noisy);
        }
    }

    private void shares(double[] noisy) {
        double maximum = Lines.maximum(noisy);
        if (hard) {
            Lines.shareAmong(maximum, noisy);
            return;
        }
        double sum = 0;
        for (int index = 0; index < noisy.length; index++) {
            noisy[index] = noisy[index] == maximum ? 1 : Math.exp((noisy[index] - maximum) / temperature);
            sum += noisy[index];
        }
        for (int index = 0; index < noisy.length; index++) {
            noisy[index] /= sum;
        }
    }

    /** From the standard Gumbel distribution, by its inverse: at least −3.7 and at most 36.8. */
    double noise(int head, int query, int key) {
        long bits = mixed(mixed(mixed(mixed(seed) ^ head) ^ query) ^ key);
        double uniform = ((bits >>> 12) + 0.5) * 0x1p-52;
        return -StrictMath.log(-StrictMath.log(uniform));
    }

    /**
     * A step of SplitMix64: Steele, Lea and Flood, <i>Fast Splittable Pseudorandom Number Generators</i> (2014), section 4, with the
     * mixing constants of Stafford's variant 13.
     */
    private static long mixed(long number) {
        long bits = number + 0x9E37_79B9_7F4A_7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return bits ^ (bits >>> 31);
    }
}
