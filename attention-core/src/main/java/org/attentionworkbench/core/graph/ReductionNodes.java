package org.attentionworkbench.core.graph;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.attentionworkbench.core.tensor.Broadcast;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Strides;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Nodes that make one number of those along some axes. */
final class ReductionNodes {
    private ReductionNodes() {}

    static void addTo(Map<String, NodeOperator> operators) {
        operators.put("ReduceSum", call -> reduced(call, 0, Double::sum, false));
        operators.put("ReduceMean", call -> reduced(call, 0, Double::sum, true));
        operators.put("ReduceProd", call -> reduced(call, 1, (x, y) -> x * y, false));
        operators.put("ReduceMax", call -> reduced(call, Double.NEGATIVE_INFINITY, Math::max, false));
        operators.put("ReduceMin", call -> reduced(call, Double.POSITIVE_INFINITY, Math::min, false));
        operators.put("ReduceL1", call -> reduced(call, 0, (sum, x) -> sum + Math.abs(x), false));
        operators.put("ReduceSumSquare", call -> reduced(call, 0, (sum, x) -> sum + x * x, false));
        operators.put("Softmax", call -> {
            Tensor weights = AxisSoftmax.along(
                    call.input(0),
                    Shapes.axis(call.integer("axis", -1), call.input(0).rank()));
            return Strides.map(weights, weights.type(), weight -> weight);
        });
    }

    /** Over the given axes; without any over all, or over none if {@code noop_with_empty_axes} says so. */
    private static Tensor reduced(NodeCall call, double start, DoubleBinaryOperator function, boolean mean) {
        Tensor tensor = call.input(0);
        int[] axes = call.integers(1, "axes");
        boolean none = axes == null || axes.length == 0;
        if (none && call.integer("noop_with_empty_axes", 0) != 0) {
            return tensor;
        }
        int[] shape = tensor.shape();
        int[] kept = shape.clone();
        for (int axis = 0; axis < shape.length; axis++) {
            if (none || contains(axes, axis, shape.length)) {
                kept[axis] = 1;
            }
        }
        Tensor result = Tensor.zeros(tensor.type(), kept);
        double[] elements = result.elements();
        Arrays.fill(elements, start);
        int[] places = Strides.places(shape, Broadcast.steps(kept, shape), 0);
        for (int index = 0; index < places.length; index++) {
            elements[places[index]] = function.applyAsDouble(elements[places[index]], tensor.elements()[index]);
        }
        double count = mean ? (double) places.length / Math.max(1, elements.length) : 1;
        for (int index = 0; index < elements.length; index++) {
            elements[index] = tensor.type().round(elements[index] / count);
        }
        return call.integer("keepdims", 1) != 0 ? result : result.reshaped(dropped(shape, axes));
    }

    private static boolean contains(int @Nullable [] axes, int axis, int rank) {
        if (axes != null) {
            for (int each : axes) {
                if (Shapes.axis(each, rank) == axis) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int[] dropped(int[] shape, int @Nullable [] axes) {
        int[] lengths = new int[shape.length];
        int rank = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (axes != null && axes.length > 0 && !contains(axes, axis, shape.length)) {
                lengths[rank++] = shape[axis];
            }
        }
        return Arrays.copyOf(lengths, rank);
    }
}
