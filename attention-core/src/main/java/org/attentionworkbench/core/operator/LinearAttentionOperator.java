package org.attentionworkbench.core.operator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.variant.LinearRecurrence;
import org.attentionworkbench.core.variant.UpdateRule;
import org.jspecify.annotations.Nullable;

/**
 * LinearAttention of opset 27: for each key head a {@link LinearRecurrence} over the tokens, read by the query heads of its group
 * after each token is written. {@code query [B, T, Hq·D]}, {@code key [B, T, Hk·D]}, {@code value [B, T, Hk·Dv]}, state
 * {@code [B, Hk, D, Dv]}; {@code decay [B, T, Hk]} or {@code [B, T, Hk·D]}; {@code beta [B, T, Hk]} or {@code [B, T, 1]}.
 */
final class LinearAttentionOperator implements Operator {

    @Override
    public String name() {
        return "LinearAttention";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("query", "key", "value", "past_state", "decay", "beta");
    }

    @Override
    public Set<String> attributes() {
        return Set.of("q_num_heads", "kv_num_heads", "update_rule", "scale", "chunk_size");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        Tensor query = call.input("query", 3);
        Tensor key = call.input("key", 3);
        Tensor value = call.input("value", 3);
        int heads = call.integer("q_num_heads", 0);
        int keyHeads = call.integer("kv_num_heads", 0);
        if (heads < 1 || keyHeads < 1 || heads % keyHeads != 0) {
            throw new InvalidInputException("q_num_heads " + heads + " is not a multiple of kv_num_heads " + keyHeads);
        }
        Tensor queries = HeadAxis.split("query", query, heads);
        Tensor keys = HeadAxis.split("key", key, keyHeads);
        Tensor values = HeadAxis.split("value", value, keyHeads);
        int batch = queries.length(0);
        int tokens = queries.length(2);
        int width = queries.length(3);
        int valueWidth = values.length(3);
        Shapes.require("key", key, batch, tokens, keyHeads * width);
        Shapes.require("value", value, batch, tokens, keyHeads * valueWidth);
        Tensor past = call.optional("past_state");
        if (past != null) {
            Shapes.require("past_state", past, batch, keyHeads, width, valueWidth);
        }
        UpdateRule rule = rule(call.text("update_rule", "gated_delta"));
        Tensor state = past != null
                ? Tensor.wrap(past.type(), past.elements().clone(), past.shape())
                : Tensor.zeros(query.type(), batch, keyHeads, width, valueWidth);
        Gates gates = Gates.of(call, rule, batch, tokens, keyHeads, width);
        double scale = call.number("scale", 0);
        Tensor output = Tensor.zeros(query.type(), batch, heads, tokens, valueWidth);
        for (int entry = 0; entry < batch; entry++) {
            for (int head = 0; head < keyHeads; head++) {
                Run run = new Run(queries, keys, values, output, scale == 0 ? 1 / Math.sqrt(width) : scale);
                run.head(entry, head, new LinearRecurrence(rule, HeadAxis.matrix(state, entry, head)), gates, state);
            }
        }
        return Map.of("output", HeadAxis.join(output), "present_state", state);
    }

    private static UpdateRule rule(String name) {
        for (UpdateRule rule : UpdateRule.values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(name)) {
                return rule;
            }
        }
        throw new UnsupportedCaseException("the update rule '" + name + "' is not known");
    }

    /** The tensors of a run, heads as an axis. */
    private record Run(Tensor queries, Tensor keys, Tensor values, Tensor output, double scale) {

        /** All tokens of one key head and of the query heads that share it. */
        private void head(int entry, int head, LinearRecurrence recurrence, Gates gates, Tensor state) {
            int heads = queries.length(1);
            int keyHeads = keys.length(1);
            int tokens = keys.length(2);
            int group = heads / keyHeads;
            int valueWidth = values.length(3);
            for (int token = 0; token < tokens; token++) {
                recurrence.step(
                        row(keys, entry, head, token),
                        row(values, entry, head, token),
                        gates.decay(entry, token, head),
                        gates.rate(entry, token, head));
                for (int reader = head * group; reader < (head + 1) * group; reader++) {
                    recurrence.read(
                            row(queries, entry, reader, token),
                            scale,
                            output.elements(),
                            ((entry * heads + reader) * tokens + token) * valueWidth);
                }
            }
            double[] last = recurrence.state().elements();
            System.arraycopy(last, 0, state.elements(), (entry * keyHeads + head) * last.length, last.length);
        }

        private static double[] row(Tensor tensor, int entry, int head, int token) {
            int width = tensor.length(3);
            int from = ((entry * tensor.length(1) + head) * tensor.length(2) + token) * width;
            return Arrays.copyOfRange(tensor.elements(), from, from + width);
        }
    }

    /** Decay and β of every token and key head. */
    private record Gates(@Nullable Tensor decay, @Nullable Tensor beta, int keyHeads) {
        private static final double[] EVERYTHING = {0};

        private static Gates of(OperatorCall call, UpdateRule rule, int batch, int tokens, int keyHeads, int width) {
            Tensor decay = rule.decays() ? call.input("decay") : null;
            Tensor beta = rule.corrects() ? call.input("beta") : null;
            if (decay != null && decay.length(-1) != keyHeads) {
                Shapes.require("decay", decay, batch, tokens, keyHeads * width);
            } else if (decay != null) {
                Shapes.require("decay", decay, batch, tokens, keyHeads);
            }
            if (beta != null && beta.length(-1) != 1) {
                Shapes.require("beta", beta, batch, tokens, keyHeads);
            } else if (beta != null) {
                Shapes.require("beta", beta, batch, tokens, 1);
            }
            return new Gates(decay, beta, keyHeads);
        }

        private double[] decay(int entry, int token, int head) {
            if (decay == null) {
                return EVERYTHING;
            }
            int width = decay.length(2) / keyHeads;
            int from = (entry * decay.length(1) + token) * decay.length(2) + head * width;
            return Arrays.copyOfRange(decay.elements(), from, from + width);
        }

        private double rate(int entry, int token, int head) {
            if (beta == null) {
                return 1;
            }
            int shared = beta.length(2);
            return beta.elements()[(entry * beta.length(1) + token) * shared + (shared == 1 ? 0 : head)];
        }
    }
}
