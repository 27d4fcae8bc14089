package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.core.graph.AxisSoftmax;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;

/** Softmax of opset 13: {@code exp(x − max) / Σ exp(x − max)} along one axis. */
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
        return Map.of("output", AxisSoftmax.along(input, Shapes.axis(call.integer("axis", -1), input.rank())));
    }
}
