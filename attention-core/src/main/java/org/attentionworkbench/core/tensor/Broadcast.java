package org.attentionworkbench.core.tensor;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tensors of different shapes element by element, as NumPy does it: shapes are aligned at the right, and an axis that is missing or of
 * length 1 is repeated.
 */
public final class Broadcast {
    private Broadcast() {}

    /** The shape that two shapes are stretched to; null if they do not go together. */
    public static int @Nullable [] shape(int[] first, int[] second) {
        int rank = Math.max(first.length, second.length);
        int[] shape = new int[rank];
        for (int axis = 1; axis <= rank; axis++) {
            int one = axis <= first.length ? first[first.length - axis] : 1;
            int other = axis <= second.length ? second[second.length - axis] : 1;
            if (one != other && one != 1 && other != 1) {
                return null;
            }
            shape[rank - axis] = one == 1 ? other : one;
        }
        return shape;
    }

    /** A tensor stretched to a shape; nothing if it does not go. */
    public static Optional<Tensor> to(Tensor tensor, int[] shape) {
        int[] from = tensor.shape();
        if (Arrays.equals(from, shape)) {
            return Optional.of(tensor);
        }
        if (!Arrays.equals(shape(from, shape), shape)) {
            return Optional.empty();
        }
        return Optional.of(Strides.view(tensor, shape, steps(from, shape), 0));
    }

    /** How far the next element along each axis of the shape lies; 0 where one is repeated. */
    public static int[] steps(int[] from, int[] shape) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int axis = 1; axis <= from.length; axis++) {
            int length = from[from.length - axis];
            steps[shape.length - axis] = length == 1 ? 0 : step;
            step *= length;
        }
        return steps;
    }
}
