package org.attentionworkbench.core.rotary;

/**
 * The scaling of Llama 3.1: pairs whose wave is short against the length that the model learned turn as ever, those whose wave is long
 * turn more slowly by the factor s, and those between by something between. With the wavelength {@code λ = 2π/θ}, the original
 * length L and the two bounds l (low) and h (high):
 *
 * <pre>{@code
 * θ′ = θ                        where λ < L/h
 * θ′ = θ/s                      where λ > L/l
 * θ′ = (1 − u)·θ/s + u·θ        else, with u = (L/λ − l)/(h − l)
 * }</pre>
 *
 * Dubey et al., <i>The Llama 3 Herd of Models</i> (2024), and the model's published code.
 *
 * @param factor s, at least 1
 * @param originalLength L, the length that the model learned, in positions
 * @param lowFrequencyFactor l, greater than 0
 * @param highFrequencyFactor h, greater than l
 */
public record Llama3Scaling(double factor, double originalLength, double lowFrequencyFactor, double highFrequencyFactor)
        implements RotaryScaling {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they are outside their ranges
     */
    public Llama3Scaling {
        RotaryScaling.checkFactor(factor);
        if (!(originalLength > 0) || !(lowFrequencyFactor > 0) || !(highFrequencyFactor > lowFrequencyFactor)) {
            throw new IllegalArgumentException(
                    "the original length and the low frequency factor are greater than 0, and the high "
                            + "frequency factor is greater than the low one, not " + originalLength + ", "
                            + lowFrequencyFactor
                            + " and " + highFrequencyFactor);
        }
    }

    @Override
    public double[] frequencies(double base, int dimension) {
        double[] frequencies = RotaryScaling.none().frequencies(base, dimension);
        for (int pair = 0; pair < frequencies.length; pair++) {
            frequencies[pair] = scaled(frequencies[pair]);
        }
        return frequencies;
    }

    private double scaled(double frequency) {
        double turns = originalLength * frequency / (2 * Math.PI);
        double share = (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
        double kept = Math.min(1, Math.max(0, share));
        return (1 - kept) * frequency / factor + kept * frequency;
    }
}
