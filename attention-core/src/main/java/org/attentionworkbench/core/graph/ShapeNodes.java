package org.attentionworkbench.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.core.tensor.Broadcast;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Strides;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Nodes that make, take apart and rearrange tensors. */
final class ShapeNodes {
    private ShapeNodes() {}

    static void addTo(Map<String, NodeOperator> operators) {
        operators.put("Shape", ShapeNodes::shape);
        operators.put(
                "Size",
                call -> integers((double) call.input(0).elements().length).reshaped());
        operators.put("Constant", ShapeNodes::constant);
        operators.put("ConstantOfShape", ShapeNodes::constantOfShape);
        operators.put("Range", ShapeNodes::range);
        operators.put("Reshape", ShapeNodes::reshape);
        operators.put("Unsqueeze", ShapeNodes::unsqueeze);
        operators.put("Squeeze", ShapeNodes::squeeze);
        operators.put("Expand", ShapeNodes::expand);
        operators.put("Transpose", ShapeNodes::transpose);
        operators.put("Slice", ShapeNodes::slice);
        operators.put("Gather", ShapeNodes::gather);
        operators.put("Concat", ShapeNodes::concat);
        operators.put("Trilu", ShapeNodes::triangle);
    }

    private static Tensor integers(double... numbers) {
        return Tensor.wrap(ElementType.I64, numbers, numbers.length);
    }

    private static Tensor shape(NodeCall call) {
        int[] shape = call.input(0).shape();
        int start = limited(call.integer("start", 0), shape.length);
        int end = limited(call.integer("end", shape.length), shape.length);
        return integers(Arrays.stream(shape)
                .skip(start)
                .limit(Math.max(0, end - start))
                .asDoubleStream()
                .toArray());
    }

    /** A place from 0 to a length, negative ones counting from the end. */
    private static int limited(int place, int length) {
        return Math.max(0, Math.min(length, place < 0 ? place + length : place));
    }

    private static Tensor constant(NodeCall call) {
        if (call.has("value")) {
            return JsonTensor.read(call.attribute("value"), "the node Constant");
        }
        for (String name : List.of("value_float", "value_int", "value_floats", "value_ints")) {
            Object value = call.attribute(name);
            ElementType type = name.startsWith("value_float") ? ElementType.F32 : ElementType.I64;
            if (value instanceof List<?> list) {
                double[] numbers = list.stream()
                        .mapToDouble(each -> type.round(JsonTensor.number(each, "the node Constant")))
                        .toArray();
                return Tensor.wrap(type, numbers, numbers.length);
            }
            if (value != null) {
                return Tensor.wrap(type, new double[] {type.round(JsonTensor.number(value, "the node Constant"))});
            }
        }
        throw new UnsupportedCaseException("a node Constant without a value that is known");
    }

    private static Tensor constantOfShape(NodeCall call) {
        Tensor value = call.has("value")
                ? JsonTensor.read(call.attribute("value"), "the node ConstantOfShape")
                : Tensor.zeros(ElementType.F32, 1);
        int[] shape = call.integers(0, "shape");
        Tensor result = Tensor.zeros(value.type(), shape == null ? new int[0] : shape);
        Arrays.fill(result.elements(), value.elements()[0]);
        return result;
    }

    private static Tensor range(NodeCall call) {
        double start = call.input(0).elements()[0];
        double limit = call.input(1).elements()[0];
        double step = call.input(2).elements()[0];
        ElementType type = call.input(0).type();
        double count = Math.ceil((limit - start) / step);
        if (!(count < Integer.MAX_VALUE - 8)) {
            throw call.problem("cannot count from " + start + " to " + limit + " by " + step);
        }
        double[] numbers = new double[Math.max(0, (int) count)];
        for (int index = 0; index < numbers.length; index++) {
            numbers[index] = type.round(start + index * step);
        }
        return Tensor.wrap(type, numbers, numbers.length);
    }

    /** A length of 0 is that of the input, unless {@code allowzero} says otherwise; −1 is what remains. */
    private static Tensor reshape(NodeCall call) {
        Tensor tensor = call.input(0);
        int[] shape = call.integers(1, "shape");
        if (shape == null) {
            throw call.problem("needs a shape");
        }
        int unknown = -1;
        int known = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 0 && call.integer("allowzero", 0) == 0) {
                shape[axis] = tensor.length(axis);
            }
            if (shape[axis] == -1) {
                unknown = axis;
            } else {
                known *= shape[axis];
            }
        }
        if (unknown >= 0) {
            shape[unknown] = known == 0 ? 0 : tensor.elements().length / known;
        }
        return tensor.reshaped(shape);
    }

    private static Tensor unsqueeze(NodeCall call) {
        int[] shape = call.input(0).shape();
        int[] axes = required(call, call.integers(1, "axes"));
        int rank = shape.length + axes.length;
        int[] result = new int[rank];
        for (int axis : axes) {
            result[Shapes.axis(axis, rank)] = 1;
        }
        int from = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (result[axis] == 0) {
                result[axis] = shape[from++];
            }
        }
        return call.input(0).reshaped(result);
    }

    private static Tensor squeeze(NodeCall call) {
        int[] shape = call.input(0).shape();
        int[] axes = call.integers(1, "axes");
        boolean[] dropped = new boolean[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            dropped[axis] = axes == null && shape[axis] == 1;
        }
        if (axes != null) {
            for (int axis : axes) {
                dropped[Shapes.axis(axis, shape.length)] = true;
            }
        }
        int[] result = new int[shape.length];
        int rank = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (!dropped[axis]) {
                result[rank++] = shape[axis];
            }
        }
        return call.input(0).reshaped(Arrays.copyOf(result, rank));
    }

    private static int[] required(NodeCall call, int @Nullable [] integers) {
        if (integers == null) {
            throw call.problem("needs axes or lengths");
        }
        return integers;
    }

    private static Tensor expand(NodeCall call) {
        Tensor tensor = call.input(0);
        int[] shape = Broadcast.shape(tensor.shape(), required(call, call.integers(1, "shape")));
        if (shape == null) {
            throw call.problem("cannot stretch " + tensor);
        }
        return Broadcast.to(tensor, shape).orElseThrow(() -> call.problem("cannot stretch " + tensor));
    }

    private static Tensor transpose(NodeCall call) {
        Tensor tensor = call.input(0);
        int rank = tensor.rank();
        int[] order = call.integers(1, "perm");
        int[] strides = Strides.of(tensor.shape());
        int[] shape = new int[rank];
        int[] steps = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int from = order == null ? rank - 1 - axis : order[axis];
            shape[axis] = tensor.length(from);
            steps[axis] = strides[from];
        }
        return Strides.view(tensor, shape, steps, 0);
    }

    private static Tensor slice(NodeCall call) {
        Tensor tensor = call.input(0);
        int[] starts = required(call, call.integers(1, "starts"));
        int[] ends = required(call, call.integers(2, "ends"));
        int[] axes = call.integers(3, "axes");
        int[] by = call.integers(4, "steps");
        int[] shape = tensor.shape();
        int[] steps = Strides.of(shape);
        int first = 0;
        for (int index = 0; index < starts.length; index++) {
            int axis = Shapes.axis(axes == null ? index : axes[index], shape.length);
            int step = by == null ? 1 : by[index];
            int length = shape[axis];
            if (step == 0) {
                throw call.problem("cannot go by steps of 0");
            }
            int start = place(starts[index], length, step);
            int end = place(ends[index], length, step);
            int count = (int) Math.ceil((double) (end - start) / step);
            shape[axis] = Math.max(0, count);
            first += start * steps[axis];
            steps[axis] *= step;
        }
        return Strides.view(tensor, shape, steps, first);
    }

    /** A start or end within an axis; going backwards it ends before the first element, at −1. */
    private static int place(int given, int length, int step) {
        long place = given < 0 ? (long) given + length : given;
        long least = step > 0 ? 0 : -1;
        long most = step > 0 ? length : length - 1L;
        return (int) Math.max(least, Math.min(most, place));
    }

    private static Tensor gather(NodeCall call) {
        Tensor tensor = call.input(0);
        Tensor indices = call.input(1);
        int axis = Shapes.axis(call.integer("axis", 0), tensor.rank());
        int[] from = tensor.shape();
        int[] shape = new int[from.length - 1 + indices.rank()];
        System.arraycopy(from, 0, shape, 0, axis);
        System.arraycopy(indices.shape(), 0, shape, axis, indices.rank());
        System.arraycopy(from, axis + 1, shape, axis + indices.rank(), from.length - axis - 1);
        int outer = Shapes.size(from, 0, axis);
        int inner = Shapes.size(from, axis + 1, from.length);
        Tensor result = Tensor.zeros(tensor.type(), shape);
        int to = 0;
        for (int block = 0; block < outer; block++) {
            for (double index : indices.elements()) {
                int place = (int) (index < 0 ? index + from[axis] : index);
                if (place < 0 || place >= from[axis]) {
                    throw call.problem("cannot take element " + (long) index + " of " + from[axis]);
                }
                System.arraycopy(tensor.elements(), (block * from[axis] + place) * inner, result.elements(), to, inner);
                to += inner;
            }
        }
        return result;
    }

    private static Tensor concat(NodeCall call) {
        Tensor first = call.input(0);
        int axis = Shapes.axis(call.integer("axis", 0), first.rank());
        int[] shape = first.shape();
        shape[axis] = 0;
        for (int index = 0; index < call.inputCount(); index++) {
            int[] part = call.input(index).shape();
            shape[axis] += part[axis];
            part[axis] = shape[axis];
            if (!Arrays.equals(part, shape)) {
                throw call.problem("cannot join " + first + " and " + call.input(index));
            }
        }
        Tensor result = Tensor.zeros(first.type(), shape);
        int row = Shapes.size(shape, axis, shape.length);
        int before = 0;
        for (int index = 0; index < call.inputCount(); index++) {
            Tensor part = call.input(index);
            int size = Shapes.size(part.shape(), axis, shape.length);
            for (int block = 0; block < Shapes.size(shape, 0, axis); block++) {
                System.arraycopy(part.elements(), block * size, result.elements(), block * row + before, size);
            }
            before += size;
        }
        return result;
    }

    /** Keeps the upper or the lower triangle of the last two axes, the diagonal moved to the right by k; 0 elsewhere. */
    private static Tensor triangle(NodeCall call) {
        Tensor tensor = call.input(0);
        Tensor moved = call.optional(1);
        int diagonal = moved == null ? 0 : (int) moved.elements()[0];
        boolean upper = call.integer("upper", 1) != 0;
        int rows = tensor.length(-2);
        int columns = tensor.length(-1);
        double[] elements = tensor.elements().clone();
        for (int index = 0; index < elements.length; index++) {
            int right = index % columns - index / columns % rows - diagonal;
            if (upper ? right < 0 : right > 0) {
                elements[index] = 0;
            }
        }
        return Tensor.wrap(tensor.type(), elements, tensor.shape());
    }
}
