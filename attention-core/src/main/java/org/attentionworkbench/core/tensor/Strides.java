package org.attentionworkbench.core.tensor;

import java.util.function.DoubleUnaryOperator;

/** Where the elements of a view lie in the array that it looks at. */
public final class Strides {
    private Strides() {}

    /** How far the next element along each axis of a row-major array lies. */
    public static int[] of(int[] shape) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape[axis];
        }
        return steps;
    }

    /**
     * The place of each element of a view, in row-major order.
     *
     * @param shape of the view
     * @param steps how far the next element along each axis lies
     * @param start where the first lies
     */
    public static int[] places(int[] shape, int[] steps, int start) {
        int[] places = new int[Shapes.size(shape, 0, shape.length)];
        int[] index = new int[shape.length];
        int at = start;
        for (int place = 0; place < places.length; place++) {
            places[place] = at;
            // one element on: the last axis runs fastest, and carries over
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                at += steps[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                at -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return places;
    }

    /** A copy of the elements of a view. */
    public static Tensor view(Tensor tensor, int[] shape, int[] steps, int start) {
        int[] places = places(shape, steps, start);
        double[] elements = new double[places.length];
        for (int index = 0; index < places.length; index++) {
            elements[index] = tensor.elements()[places[index]];
        }
        return Tensor.wrap(tensor.type(), elements, shape);
    }

    /** A function of every element, rounded to a type. */
    public static Tensor map(Tensor tensor, ElementType type, DoubleUnaryOperator function) {
        double[] elements = new double[tensor.elements().length];
        for (int index = 0; index < elements.length; index++) {
            elements[index] = type.round(function.applyAsDouble(tensor.elements()[index]));
        }
        return Tensor.wrap(type, elements, tensor.shape());
    }
}
