package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * RMSNormalization of opset 23: {@code Y = X / √(mean(X²) + ε) · scale}, the mean over the axes from a given one to the last. Zhang
 * and Sennrich, <i>Root Mean Square Layer Normalization</i> (2019), equation 4.
 */
final class RmsNormalizationOperator implements Operator {

    @Override
    public String name() {
        return "RMSNormalization";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("X", "scale");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("axis", "epsilon", "stash_type");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor input = call.input("X");
        int axis = Shapes.axis(call.integer("axis", -1), input.rank());
        double epsilon = call.number("epsilon", 1e-5);
        NormalizedAxes axes = new NormalizedAxes(input, axis);
        double[] scale = axes.parameter("scale", call.input("scale"));
        Tensor output = Tensor.zeros(input.type(), input.shape());
        double[] from = input.elements();
        double[] to = output.elements();
        for (int row = 0; row < axes.rows(); row++) {
            int start = row * axes.size();
            double squares = 0;
            for (int index = 0; index < axes.size(); index++) {
                squares += from[start + index] * from[start + index];
            }
            double root = Math.sqrt(squares / axes.size() + epsilon);
            for (int index = 0; index < axes.size(); index++) {
                to[start + index] = from[start + index] / root * scale[index];
            }
        }
        return Map.of("Y", output);
    }
}
