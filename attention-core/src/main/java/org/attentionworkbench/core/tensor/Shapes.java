package org.attentionworkbench.core.tensor;

import java.util.Arrays;
import org.attentionworkbench.api.InvalidInputException;

/** Arithmetic with shapes and axes. */
public final class Shapes {
    private Shapes() {}

    /**
     * An axis counted from the front.
     *
     * @param axis from 0, or from −1 backwards
     * @param rank how many axes there are
     * @throws InvalidInputException if there is no such axis
     */
    public static int axis(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new InvalidInputException("there is no axis " + axis + " among " + rank);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** The number of elements along some neighbouring axes. */
    public static int size(int[] shape, int from, int to) {
        int size = 1;
        for (int axis = from; axis < to; axis++) {
            size *= shape[axis];
        }
        return size;
    }

    /** Refuses a tensor of another shape than needed. */
    public static void require(String name, Tensor tensor, int... shape) {
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new InvalidInputException(
                    "the input " + name + " is " + tensor + "; its shape should be " + Arrays.toString(shape));
        }
    }
}
