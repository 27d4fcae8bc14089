package org.attentionworkbench.core.rotary;

/**
 * How fast each pair of channels turns. Unscaled, pair t of d channels has the frequency {@code θ_t = base^(−2t/d)}; the scalings make
 * a model that learned short texts read longer ones by turning more slowly. They follow Hugging Face's
 * {@code modeling_rope_utils}, so that the settings of its model configurations mean the same here.
 */
@FunctionalInterface
public interface RotaryScaling {

    /**
     * The frequencies θ.
     *
     * @param base greater than 1
     * @param dimension d, how many channels are turned, an even number
     * @return d/2 angles per position, in radians, the fastest first
     */
    double[] frequencies(double base, int dimension);

    /**
     * The factor α of the channels that are turned.
     *
     * @return 1 unless overridden
     */
    default double amplitude() {
        return 1;
    }

    /**
     * The frequencies as they are: {@code θ_t = base^(−2t/d)}. Su et al. (2021), section 3.2.
     *
     * @return no scaling
     */
    static RotaryScaling none() {
        return RotaryScaling::unscaled;
    }

    /**
     * Position interpolation: {@code θ_t = base^(−2t/d) / s}, which is as if positions were closer by the factor s. Chen, Wong, Chen and
     * Tian, <i>Extending Context Window of Large Language Models via Positional Interpolation</i> (2023).
     *
     * @param factor s, at least 1
     * @return the scaling
     * @throws IllegalArgumentException if s is less than 1 or not finite
     */
    static RotaryScaling linear(double factor) {
        checkFactor(factor);
        return (base, dimension) -> {
            double[] frequencies = unscaled(base, dimension);
            for (int pair = 0; pair < frequencies.length; pair++) {
                frequencies[pair] /= factor;
            }
            return frequencies;
        };
    }

    /**
     * NTK-aware interpolation: the frequencies of the base {@code base·s^(d/(d−2))}, by which the fastest pair keeps its frequency and the
     * slowest is divided by s. bloc97, <i>NTK-Aware Scaled RoPE</i> (2023); Peng et al. (2023), section 3.1.
     *
     * @param factor s, at least 1
     * @return the scaling
     * @throws IllegalArgumentException if s is less than 1 or not finite
     */
    static RotaryScaling ntk(double factor) {
        checkFactor(factor);
        return (base, dimension) -> dimension == 2
                ? unscaled(base, dimension)
                : unscaled(base * Math.pow(factor, dimension / (dimension - 2.0)), dimension);
    }

    private static double[] unscaled(double base, int dimension) {
        double[] frequencies = new double[dimension / 2];
        for (int pair = 0; pair < frequencies.length; pair++) {
            frequencies[pair] = 1 / Math.pow(base, 2.0 * pair / dimension);
        }
        return frequencies;
    }

    /**
     * Refuses what is no factor of a longer text.
     *
     * @param factor s
     * @return s
     * @throws IllegalArgumentException if s is less than 1 or not finite
     */
    static double checkFactor(double factor) {
        if (!(factor >= 1) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException(
                    "rotary positions cannot be scaled by " + factor + ", which is not at least 1");
        }
        return factor;
    }
}
