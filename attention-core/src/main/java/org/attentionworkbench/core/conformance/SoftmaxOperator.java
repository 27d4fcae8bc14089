package org.attentionworkbench.core.conformance;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.tensor.Tensor;

/** Softmax of opset 13: {@code exp(x − max) / Σ exp(x − max)} along one axis, by the workbench's {@link Softmax}. */
final class SoftmaxOperator implements Operator {

    @Override
    public String name() {
        return "Softmax";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("input");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("axis");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor input = call.input("input");
        return Map.of("output", along(input, Shapes.axis(call.integer("axis", -1), input.rank())));
    }

    /** The softmax along an axis, which is the columns' axis of each block of {@code length × inner} numbers. */
    static Tensor along(Tensor input, int axis) {
        int[] shape = input.shape();
        int inner = Shapes.size(shape, axis + 1, shape.length);
        int block = shape[axis] * inner;
        Tensor output = Tensor.zeros(input.type(), shape);
        Softmax softmax = new Softmax(Axis.QUERIES);
        for (int from = 0; from < output.elements().length; from += block) {
            Matrix scores = Matrix.zeros(shape[axis], inner);
            System.arraycopy(input.elements(), from, scores.elements(), 0, block);
            System.arraycopy(softmax.normalize(scores).elements(), 0, output.elements(), from, block);
        }
        return output;
    }
}
