package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * TensorScatter of opset 24, the update of a cache: position {@code write_indices[b] + s} of entry b along an axis is replaced by
 * position s of the update; modulo the length of the axis if the mode is circular.
 */
final class TensorScatterOperator implements Operator {

    @Override
    public String name() {
        return "TensorScatter";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("past_cache", "update", "write_indices");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("axis", "mode");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor cache = call.input("past_cache");
        Tensor update = call.input("update");
        Tensor starts = call.optional("write_indices");
        int axis = Shapes.axis(call.integer("axis", -2), cache.rank());
        String mode = call.text("mode", "linear");
        if (!mode.equals("linear") && !mode.equals("circular")) {
            throw new UnsupportedCaseException("the mode '" + mode + "' is not known");
        }
        if (axis == 0) {
            throw new InvalidInputException("the first axis is the batch, which nothing can be written along");
        }
        int[] shape = cache.shape();
        shape[axis] = update.rank() == cache.rank() ? update.length(axis) : 0;
        Shapes.require("update", update, shape);
        if (starts != null) {
            Shapes.require("write_indices", starts, cache.length(0));
        }
        Tensor present = Tensor.wrap(cache.type(), cache.elements().clone(), cache.shape());
        scatter(present, update, starts, axis, mode.equals("circular"));
        return Map.of("present_cache", present);
    }

    private static void scatter(Tensor present, Tensor update, @Nullable Tensor starts, int axis, boolean circular) {
        int[] shape = present.shape();
        int length = shape[axis];
        int written = update.length(axis);
        int outer = Shapes.size(shape, 1, axis);
        int inner = Shapes.size(shape, axis + 1, shape.length);
        int from = 0;
        for (int entry = 0; entry < shape[0]; entry++) {
            long start = starts == null ? 0 : (long) starts.elements()[entry];
            for (int block = 0; block < outer; block++) {
                for (int position = 0; position < written; position++, from += inner) {
                    long place = circular ? Math.floorMod(start + position, (long) length) : start + position;
                    if (place < 0 || place >= length) {
                        throw new InvalidInputException("write_indices of entry " + entry + " is " + start
                                + ": position " + place + " is outside of the " + length + " of the cache");
                    }
                    int to = ((entry * outer + block) * length + (int) place) * inner;
                    System.arraycopy(update.elements(), from, present.elements(), to, inner);
                }
            }
        }
    }
}
