package org.attentionworkbench.core.conformance;

import java.util.Arrays;
import java.util.Optional;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * Compares a tensor with the one that was expected. They agree if type and shape are the same and for every element
 * {@code |got − expected| ≤ atol + rtol · |expected|}; equal infinities agree, NaN never does. What was got is rounded to its
 * type first, once.
 *
 * @param relative rtol
 * @param absolute atol
 */
public record Comparison(double relative, double absolute) {

    /**
     * The first difference.
     *
     * @param output the name of the output, for the difference
     * @param got what was computed
     * @param expected what it should be
     * @return the difference, or nothing if they agree
     */
    public Optional<Difference> compare(String output, Tensor got, Tensor expected) {
        if (got.type() != expected.type() || !Arrays.equals(got.shape(), expected.shape())) {
            return Optional.of(Difference.ofKind(output, got.toString(), expected.toString()));
        }
        int first = -1;
        int count = 0;
        for (int index = 0; index < expected.elements().length; index++) {
            if (!agree(got.type().round(got.elements()[index]), expected.elements()[index])) {
                first = first < 0 ? index : first;
                count++;
            }
        }
        if (first < 0) {
            return Optional.empty();
        }
        double wanted = expected.elements()[first];
        return Optional.of(Difference.ofElement(
                output,
                index(first, expected.shape()),
                got.type().round(got.elements()[first]),
                wanted,
                tolerance(wanted),
                count,
                expected.elements().length));
    }

    private boolean agree(double got, double expected) {
        return got == expected || Math.abs(got - expected) <= tolerance(expected);
    }

    /** How far off an element may be; nothing but the same infinity agrees with an infinite one. */
    private double tolerance(double expected) {
        return Double.isInfinite(expected) ? 0 : absolute + relative * Math.abs(expected);
    }

    private static int[] index(int place, int[] shape) {
        int[] index = new int[shape.length];
        int rest = place;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }
}
