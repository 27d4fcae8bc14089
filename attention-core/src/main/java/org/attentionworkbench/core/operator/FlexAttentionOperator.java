package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.graph.AxisSoftmax;
import org.attentionworkbench.core.graph.Modification;
import org.attentionworkbench.core.graph.OnnxTypes;
import org.attentionworkbench.core.score.ScaledDotScore;
import org.attentionworkbench.core.tensor.Broadcast;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Strides;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * FlexAttention of the domain {@code ai.onnx.preview}: {@code S = σ · Q Kᵀ}, {@code S = score_mod(S)}, {@code P = softmax(S)} over
 * the keys, {@code P = prob_mod(P)}, {@code Y = P V}; the modifications are graphs over all scores of the batch at once.
 */
final class FlexAttentionOperator implements Operator {

    @Override
    public String name() {
        return "FlexAttention";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("Q", "K", "V");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("scale", "softmax_precision", "score_mod", "prob_mod");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor queries = call.input("Q", 4);
        Tensor keys = call.input("K", 4);
        Tensor values = call.input("V", 4);
        Shapes.require("K", keys, queries.length(0), keys.length(1), keys.length(2), queries.length(3));
        Shapes.require("V", values, keys.length(0), keys.length(1), keys.length(2), values.length(3));
        if (keys.length(1) == 0 || queries.length(1) % keys.length(1) != 0) {
            throw new InvalidInputException(
                    queries.length(1) + " query heads cannot share " + keys.length(1) + " key heads");
        }
        ElementType usual = queries.type() == ElementType.F64 ? ElementType.F64 : ElementType.F32;
        ElementType precision =
                call.has("softmax_precision") ? OnnxTypes.of(call.integer("softmax_precision", 1)) : usual;
        Tensor scores = scores(call, queries, keys);
        scores = Strides.map(scores, queries.type(), number -> number);
        scores = modified(call.graph("score_mod"), "score_mod", Strides.map(scores, precision, number -> number));
        Tensor weights = AxisSoftmax.along(scores, 3);
        weights = modified(call.graph("prob_mod"), "prob_mod", weights);
        return Map.of("Y", mixed(call, weights, values, queries.type()));
    }

    private static Tensor modified(@Nullable Map<?, ?> graph, String name, Tensor tensor) {
        if (graph == null) {
            return tensor;
        }
        Tensor result = Modification.of(graph, name).apply(tensor);
        Tensor stretched = Broadcast.to(result, tensor.shape())
                .orElseThrow(() -> new InvalidInputException(name + " makes " + result + " of " + tensor));
        return Strides.map(stretched, tensor.type(), number -> number);
    }

    private static Tensor scores(OperatorCall call, Tensor queries, Tensor keys) {
        ScaledDotScore score = call.has("scale") ? new ScaledDotScore(call.number("scale", 1)) : new ScaledDotScore();
        int heads = queries.length(1);
        Tensor scores = Tensor.zeros(queries.type(), queries.length(0), heads, queries.length(2), keys.length(2));
        int to = 0;
        for (int entry = 0; entry < queries.length(0); entry++) {
            for (int head = 0; head < heads; head++) {
                Matrix block = score.score(
                        HeadAxis.matrix(queries, entry, head),
                        HeadAxis.matrix(keys, entry, head / (heads / keys.length(1))),
                        new HeadContext(call.backend(), head, heads, 0));
                System.arraycopy(block.elements(), 0, scores.elements(), to, block.elements().length);
                to += block.elements().length;
            }
        }
        return scores;
    }

    private static Tensor mixed(OperatorCall call, Tensor weights, Tensor values, ElementType type) {
        int heads = weights.length(1);
        Tensor mixed = Tensor.zeros(type, weights.length(0), heads, weights.length(2), values.length(3));
        int to = 0;
        for (int entry = 0; entry < weights.length(0); entry++) {
            for (int head = 0; head < heads; head++) {
                Matrix block = call.backend()
                        .multiply(
                                HeadAxis.matrix(weights, entry, head),
                                HeadAxis.matrix(values, entry, head / (heads / values.length(1))));
                System.arraycopy(block.elements(), 0, mixed.elements(), to, block.elements().length);
                to += block.elements().length;
            }
        }
        return mixed;
    }
}
