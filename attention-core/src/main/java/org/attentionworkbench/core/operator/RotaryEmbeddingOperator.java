package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * RotaryEmbedding of opset 23: turns pairs of channels of {@code X [B, H, S, D]} or {@code [B, S, H·D]},
 * {@code y₁ = cos · x₁ − sin · x₂} and {@code y₂ = sin · x₁ + cos · x₂}. Of R rotated channels, pair u is made of channels u and
 * u + R/2, or of 2u and 2u + 1 if interleaved. The caches are rows of R/2 numbers: for each position of each entry, or a table in
 * which {@code position_ids} names the row.
 */
final class RotaryEmbeddingOperator implements Operator {

    @Override
    public String name() {
        return "RotaryEmbedding";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("X", "cos_cache", "sin_cache", "position_ids");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("interleaved", "num_heads", "rotary_embedding_dim");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor given = call.input("X", 3, 4);
        boolean sideBySide = given.rank() == 3;
        int heads = call.integer("num_heads", 0);
        if (sideBySide && heads < 1) {
            throw new InvalidInputException("an X of three axes needs the attribute num_heads, a whole number from 1");
        }
        Tensor input = sideBySide ? HeadAxis.split("X", given, heads) : given;
        int width = input.length(3);
        int asked = call.integer("rotary_embedding_dim", 0);
        int rotated = asked == 0 ? width : asked;
        if (rotated < 0 || rotated > width || rotated % 2 != 0) {
            throw new InvalidInputException(
                    "rotary_embedding_dim is an even number up to " + width + ", not " + rotated);
        }
        Tensor cos = cache(call, "cos_cache", input, rotated / 2);
        Tensor sin = cache(call, "sin_cache", input, rotated / 2);
        boolean interleaved = call.integer("interleaved", 0) != 0;
        Tensor output = Tensor.wrap(input.type(), input.elements().clone(), input.shape());
        rotate(output, cos, sin, call.optional("position_ids"), rotated / 2, interleaved);
        return Map.of("Y", sideBySide ? HeadAxis.join(output) : output);
    }

    private static Tensor cache(OperatorCall call, String name, Tensor input, int pairs) {
        Tensor positions = call.optional("position_ids");
        Tensor cache = call.input(name);
        if (positions == null) {
            Shapes.require(name, cache, input.length(0), input.length(2), pairs);
            return cache;
        }
        Shapes.require("position_ids", positions, input.length(0), input.length(2));
        Shapes.require(name, cache, cache.rank() == 0 ? 0 : cache.length(0), pairs);
        for (double position : positions.elements()) {
            if (!(position >= 0 && position < cache.length(0))) {
                throw new InvalidInputException("position_ids names row " + (long) position + " of " + name
                        + ", which has " + cache.length(0) + " rows");
            }
        }
        return cache;
    }

    private static void rotate(
            Tensor output, Tensor cos, Tensor sin, @Nullable Tensor positions, int pairs, boolean interleaved) {
        int heads = output.length(1);
        int count = output.length(2);
        int width = output.length(3);
        double[] elements = output.elements();
        int at = 0;
        for (int entry = 0; entry < output.length(0); entry++) {
            for (int head = 0; head < heads; head++) {
                for (int position = 0; position < count; position++, at += width) {
                    int place = entry * count + position;
                    int row = positions == null ? place : (int) positions.elements()[place];
                    for (int pair = 0; pair < pairs; pair++) {
                        int first = at + (interleaved ? 2 * pair : pair);
                        int second = first + (interleaved ? 1 : pairs);
                        double c = cos.elements()[row * pairs + pair];
                        double s = sin.elements()[row * pairs + pair];
                        double x = elements[first];
                        double y = elements[second];
                        elements[first] = c * x - s * y;
                        elements[second] = s * x + c * y;
                    }
                }
            }
        }
    }
}
