package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * CausalConvWithState of opset 27, a convolution of each channel over what came before:
 * {@code y[b,c,t] = bias[c] + Σ_s weight[c,0,s] · x[b,c,t+s]}, with x the last k − 1 positions of before followed by the input, and
 * the activation {@code y / (1 + exp(−y))} if asked for.
 */
final class CausalConvWithStateOperator implements Operator {

    @Override
    public String name() {
        return "CausalConvWithState";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("input", "weight", "bias", "past_state");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("activation");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor input = call.input("input", 3);
        Tensor weight = call.input("weight", 3);
        Tensor bias = call.optional("bias");
        Tensor past = call.optional("past_state");
        int batch = input.length(0);
        int channels = input.length(1);
        int kernel = weight.length(2);
        Shapes.require("weight", weight, channels, 1, Math.max(kernel, 1));
        if (bias != null) {
            Shapes.require("bias", bias, channels);
        }
        if (past != null) {
            Shapes.require("past_state", past, batch, channels, kernel - 1);
        }
        boolean silu = switch (call.text("activation", "none")) {
            case "none", "" -> false;
            case "silu", "swish" -> true;
            default ->
                throw new UnsupportedCaseException(
                        "the activation '" + call.text("activation", "none") + "' is not known");
        };
        Tensor output = Tensor.zeros(input.type(), input.shape());
        Tensor present = Tensor.zeros(past == null ? input.type() : past.type(), batch, channels, kernel - 1);
        for (int row = 0; row < batch * channels; row++) {
            double[] line = line(input, past, row, kernel - 1);
            convolve(
                    line,
                    weight,
                    row % channels,
                    bias == null ? 0 : bias.elements()[row % channels],
                    silu,
                    output,
                    row);
            System.arraycopy(line, line.length - (kernel - 1), present.elements(), row * (kernel - 1), kernel - 1);
        }
        return Map.of("output", output, "present_state", present);
    }

    /** One channel of one entry: the positions before, zeros if there are none, and the input. */
    private static double[] line(Tensor input, @Nullable Tensor past, int row, int before) {
        int length = input.length(2);
        double[] line = new double[before + length];
        if (past != null) {
            System.arraycopy(past.elements(), row * before, line, 0, before);
        }
        System.arraycopy(input.elements(), row * length, line, before, length);
        return line;
    }

    private static void convolve(
            double[] line, Tensor weight, int channel, double bias, boolean silu, Tensor output, int row) {
        int length = output.length(2);
        int kernel = weight.length(2);
        for (int time = 0; time < length; time++) {
            double sum = bias;
            for (int step = 0; step < kernel; step++) {
                sum += weight.elements()[channel * kernel + step] * line[time + step];
            }
            output.elements()[row * length + time] = silu ? sum / (1 + Math.exp(-sum)) : sum;
        }
    }
}
