package org.attentionworkbench.core.operator;

import java.util.Arrays;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.Broadcast;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;

/** The last axes of a tensor, from a given one, taken together: rows × size numbers. */
final class NormalizedAxes {
    private final int[] shape;
    private final int axis;

    NormalizedAxes(Tensor input, int axis) {
        this.shape = input.shape();
        this.axis = axis;
    }

    int rows() {
        return Shapes.size(shape, 0, axis);
    }

    int size() {
        return Shapes.size(shape, axis, shape.length);
    }

    /** The shape of one number per row: the axes are kept with length 1. */
    int[] reduced() {
        int[] reduced = shape.clone();
        Arrays.fill(reduced, axis, shape.length, 1);
        return reduced;
    }

    /**
     * A parameter for each element of a row, stretched where it has length 1 or lacks leading axes.
     *
     * @throws InvalidInputException if its shape does not suit the axes
     */
    double[] parameter(String name, Tensor parameter) {
        int[] axes = Arrays.copyOfRange(shape, axis, shape.length);
        return Broadcast.to(parameter, axes)
                .orElseThrow(() -> new InvalidInputException(
                        "the input " + name + " is " + parameter + "; its shape should be " + Arrays.toString(axes)))
                .elements();
    }
}
