package org.attentionworkbench.core.rotary;

import java.util.OptionalDouble;

/**
 * YaRN: pairs that make many turns within the length L that the model learned turn as ever, those that make few turn more slowly by
 * the factor s, with a ramp over the pairs between; and the turned channels are made longer, which sharpens the softmax. The pair that
 * makes r turns within L is number {@code t(r) = d·ln(L/(2π·r)) / (2·ln base)}; the ramp goes from {@code ⌊t(β_fast)⌋} to
 * {@code ⌈t(β_slow)⌉}. Peng, Quesnelle, Fan and Shippole, <i>YaRN: Efficient Context Window Extension of Large Language Models</i>
 * (2023), sections 3.2 to 3.4.
 */
public final class YarnScaling implements RotaryScaling {
    private final double factor;
    private final double originalLength;
    private final double fast;
    private final double slow;
    private final boolean wholePairs;
    private final double amplitude;

    /**
     * A scaling with the amplitude of the paper, {@code α = 0.1·ln s + 1}.
     *
     * @param factor s, at least 1
     * @param originalLength L, the length that the model learned, in positions
     * @param fast β_fast, from how many turns within L a pair turns as ever; greater than β_slow
     * @param slow β_slow, up to how many turns a pair turns more slowly by all of s; greater than 0
     */
    public YarnScaling(double factor, double originalLength, double fast, double slow) {
        this(factor, originalLength, fast, slow, true, magnitude(factor, 1));
    }

    /**
     * A scaling.
     *
     * @param factor s, at least 1
     * @param originalLength L, the length that the model learned, in positions
     * @param fast β_fast, from how many turns within L a pair turns as ever; greater than β_slow
     * @param slow β_slow, up to how many turns a pair turns more slowly by all of s; greater than 0
     * @param wholePairs whether the ramp begins and ends at whole pairs
     * @param amplitude α
     * @throws IllegalArgumentException if a number is outside its range
     */
    public YarnScaling(
            double factor, double originalLength, double fast, double slow, boolean wholePairs, double amplitude) {
        RotaryScaling.checkFactor(factor);
        if (!(originalLength > 0) || !(slow > 0) || !(fast > slow) || !(amplitude > 0)) {
            throw new IllegalArgumentException(
                    "the original length, beta slow and the attention factor are greater than 0, and beta "
                            + "fast is greater than beta slow, not " + originalLength + ", " + slow + ", " + amplitude
                            + " and "
                            + fast);
        }
        this.factor = factor;
        this.originalLength = originalLength;
        this.fast = fast;
        this.slow = slow;
        this.wholePairs = wholePairs;
        this.amplitude = amplitude;
    }

    /**
     * The amplitude of a factor: {@code 0.1·m·ln s + 1}.
     *
     * @param factor s, at least 1
     * @param magnitude m, 1 in the paper
     * @return the amplitude, 1 where s is 1
     */
    public static double magnitude(double factor, double magnitude) {
        return 0.1 * magnitude * Math.log(factor) + 1;
    }

    /**
     * The amplitude that a configuration gives: α itself, else {@code magnitude(s, m) / magnitude(s, m_all)} where both are given and not 0, else
     * that of the paper.
     *
     * @param factor s, at least 1
     * @param attentionFactor α, if given
     * @param magnitude m, if given ({@code mscale})
     * @param magnitudeOfAll m_all, if given ({@code mscale_all_dim})
     * @return the amplitude
     */
    public static double amplitude(
            double factor, OptionalDouble attentionFactor, OptionalDouble magnitude, OptionalDouble magnitudeOfAll) {
        if (attentionFactor.isPresent()) {
            return attentionFactor.getAsDouble();
        }
        return magnitude.orElse(0) != 0 && magnitudeOfAll.orElse(0) != 0
                ? magnitude(factor, magnitude.getAsDouble()) / magnitude(factor, magnitudeOfAll.getAsDouble())
                : magnitude(factor, 1);
    }

    @Override
    public double[] frequencies(double base, int dimension) {
        double[] frequencies = RotaryScaling.none().frequencies(base, dimension);
        double first = pairOf(fast, base, dimension);
        double last = pairOf(slow, base, dimension);
        double from = Math.max(wholePairs ? Math.floor(first) : first, 0);
        double to = Math.min(wholePairs ? Math.ceil(last) : last, dimension - 1);
        double length = to == from ? 0.001 : to - from;
        for (int pair = 0; pair < frequencies.length; pair++) {
            double slowed = Math.min(1, Math.max(0, (pair - from) / length));
            frequencies[pair] = slowed * frequencies[pair] / factor + (1 - slowed) * frequencies[pair];
        }
        return frequencies;
    }

    /** Which pair, in fractions, makes so many turns within the original length. */
    private double pairOf(double turns, double base, int dimension) {
        return dimension * Math.log(originalLength / (turns * 2 * Math.PI)) / (2 * Math.log(base));
    }

    @Override
    public double amplitude() {
        return amplitude;
    }
}
