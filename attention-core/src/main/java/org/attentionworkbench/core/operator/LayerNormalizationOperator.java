package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.core.graph.OnnxTypes;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * LayerNormalization of opset 17: {@code Y = (X − mean(X)) / √(mean((X − mean(X))²) + ε) · Scale + B}, the means over the axes from
 * a given one to the last. Mean and InvStdDev have the type of X, unless {@code stash_type} asks for another. Ba, Kiros and Hinton, <i>Layer Normalization</i> (2016), equation 4.
 */
final class LayerNormalizationOperator implements Operator {

    @Override
    public String name() {
        return "LayerNormalization";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("X", "Scale", "B");
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
        double[] scale = axes.parameter("Scale", call.input("Scale"));
        Tensor shift = call.optional("B");
        double[] bias = shift == null ? new double[axes.size()] : axes.parameter("B", shift);
        ElementType stash = call.has("stash_type") ? OnnxTypes.of(call.integer("stash_type", 1)) : input.type();
        Tensor output = Tensor.zeros(input.type(), input.shape());
        Tensor means = Tensor.zeros(stash, axes.reduced());
        Tensor deviations = Tensor.zeros(stash, axes.reduced());
        for (int row = 0; row < axes.rows(); row++) {
            normalize(input.elements(), output.elements(), row * axes.size(), scale, bias, epsilon);
            means.elements()[row] = mean(input.elements(), row * axes.size(), axes.size());
            deviations.elements()[row] = inverseDeviation(input.elements(), row * axes.size(), axes.size(), epsilon);
        }
        return Map.of("Y", output, "Mean", means, "InvStdDev", deviations);
    }

    private static void normalize(
            double[] from, double[] to, int start, double[] scale, double[] bias, double epsilon) {
        double mean = mean(from, start, scale.length);
        double inverse = inverseDeviation(from, start, scale.length, epsilon);
        for (int index = 0; index < scale.length; index++) {
            to[start + index] = (from[start + index] - mean) * inverse * scale[index] + bias[index];
        }
    }

    private static double mean(double[] from, int start, int size) {
        double sum = 0;
        for (int index = start; index < start + size; index++) {
            sum += from[index];
        }
        return sum / size;
    }

    private static double inverseDeviation(double[] from, int start, int size, double epsilon) {
        double mean = mean(from, start, size);
        double squares = 0;
        for (int index = start; index < start + size; index++) {
            squares += (from[index] - mean) * (from[index] - mean);
        }
        return 1 / Math.sqrt(squares / size + epsilon);
    }
}
