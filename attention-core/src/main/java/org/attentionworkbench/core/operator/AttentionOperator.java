package org.attentionworkbench.core.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.graph.OnnxTypes;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.mask.PaddingMask;
import org.attentionworkbench.core.mask.WindowMask;
import org.attentionworkbench.core.modifier.SoftcapModifier;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.run.BatchAttention;
import org.attentionworkbench.core.run.BatchResult;
import org.attentionworkbench.core.score.ScaledDotScore;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.variant.GroupedQuery;
import org.jspecify.annotations.Nullable;

/**
 * Attention of opsets 23 to 25, composed of the workbench's own parts, for every row (batch b, head h, query i):
 *
 * <pre>
 * raw    = σ · Q Kᵀ                       {@link ScaledDotScore}
 * capped = c · tanh(raw / c)              {@link SoftcapModifier}
 * logit  = capped + bias, −∞ if forbidden {@link AttentionMask}, {@link CausalMask}, …
 * P      = softmax of logit over the keys {@link Softmax}
 * Y      = P V                            {@link GroupedQuery}
 * </pre>
 *
 * <p>{@code softmax_precision} is heeded by computing in 64 bits, which is at least what it asks for; or in 32 bits in a fused pass,
 * for tensors of at most 32 bits and a precision of at most that.
 */
final class AttentionOperator implements Operator {
    private static final String SCORES = "qk_matmul_output";

    @Override
    public String name() {
        return "Attention";
    }

    @Override
    public Set<String> inputs() {
        return Set.of("Q", "K", "V", "attn_mask", "past_key", "past_value", "nonpad_kv_seqlen");
    }

    @Override
    public Set<String> attributes() {
        return Set.of(
                "scale",
                "is_causal",
                "softcap",
                "qk_matmul_output_mode",
                "softmax_precision",
                "left_window_size",
                "right_window_size",
                "q_num_heads",
                "kv_num_heads");
    }

    @Override
    public Map<String, Tensor> run(OperatorCall call) {
        AttentionInputs inputs = AttentionInputs.of(call);
        AttentionMask mask = AttentionMask.of(call.optional("attn_mask"), inputs);
        int mode = call.integer("qk_matmul_output_mode", 0);
        Capture capture = capture(mode);
        // any type is heeded, but a number that is none of a type asks for something unknown
        ElementType precision = OnnxTypes.of(call.integer("softmax_precision", 1));
        List<KeptScores> kept = new ArrayList<>();
        BatchAttention attention = new BatchAttention(entry -> {
            KeptScores capped = new KeptScores(inputs.heads(), inputs.queryCount(), inputs.keyCount());
            kept.add(capped);
            return mechanism(call, inputs, mask, entry, capped, mode);
        });
        boolean scores = call.wants(SCORES);
        if (scores && mode == 1) {
            attention = attention.unfused("the scores between softcap and bias are asked for");
        } else if (precision == ElementType.F64) {
            attention = attention.unfused("the softmax is to be of 64 bits");
        }
        BatchResult result =
                attention.attend(inputs.queries(), inputs.keys(), inputs.values(), scores ? capture : Capture.NOTHING);
        Map<String, Tensor> outputs = new HashMap<>();
        outputs.put("Y", inputs.inLayoutOfQueries(result.joined()));
        outputs.put("present_key", inputs.keys());
        outputs.put("present_value", inputs.values());
        if (scores) {
            outputs.put(SCORES, scores(inputs, result, kept, mode));
        }
        return outputs;
    }

    private static Mechanism mechanism(
            OperatorCall call, AttentionInputs inputs, AttentionMask mask, int entry, KeptScores kept, int mode) {
        List<ScoreModifier> modifiers = new ArrayList<>();
        double softcap = call.number("softcap", 0);
        if (softcap > 0) {
            modifiers.add(new SoftcapModifier(softcap));
        }
        if (call.wants(SCORES) && mode == 1) {
            modifiers.add(kept);
        }
        ScoreModifier bias = mask.bias(entry);
        if (bias != null) {
            modifiers.add(bias);
        }
        return new Mechanism(
                call.has("scale") ? new ScaledDotScore(call.number("scale", 1)) : new ScaledDotScore(),
                modifiers,
                mask.allowed(entry).and(positions(call, inputs, entry)),
                new Softmax(Axis.KEYS),
                new GroupedQuery(inputs.heads(), inputs.keyHeads()),
                call.backend());
    }

    /** What positions alone forbid; query i stands at i + o, with o valid keys before the first query. */
    private static Mask positions(OperatorCall call, AttentionInputs inputs, int entry) {
        int offset = inputs.offset(entry);
        Mask allowed = new PaddingMask(inputs.validKeys(entry));
        if (call.integer("is_causal", 0) != 0) {
            allowed = allowed.and(new CausalMask(Alignment.OFFSET, offset));
        }
        int left = Math.max(WindowMask.UNBOUNDED, call.limit("left_window_size", WindowMask.UNBOUNDED));
        int right = Math.max(WindowMask.UNBOUNDED, call.limit("right_window_size", WindowMask.UNBOUNDED));
        return allowed.and(new WindowMask(left, right, Alignment.OFFSET, offset));
    }

    private static Capture capture(int mode) {
        return switch (mode) {
            case 0 -> Capture.of(Stage.RAW);
            case 1 -> Capture.NOTHING;
            case 2 -> Capture.of(Stage.MASKED);
            case 3 -> Capture.of(Stage.WEIGHTS);
            default -> throw new InvalidInputException("qk_matmul_output_mode is 0, 1, 2 or 3, not " + mode);
        };
    }

    private static Tensor scores(AttentionInputs inputs, BatchResult result, List<KeptScores> kept, int mode) {
        int entrySize = inputs.queryCount() * inputs.keyCount();
        Tensor scores = Tensor.zeros(
                inputs.queries().type(), inputs.batch(), inputs.heads(), inputs.queryCount(), inputs.keyCount());
        for (int entry = 0; entry < inputs.batch(); entry++) {
            for (int head = 0; head < inputs.heads(); head++) {
                Matrix matrix = mode == 1
                        ? kept.get(entry).ofHead(head)
                        : captured(result.entries().get(entry).get(head), mode);
                System.arraycopy(
                        matrix.elements(),
                        0,
                        scores.elements(),
                        (entry * inputs.heads() + head) * entrySize,
                        entrySize);
            }
        }
        return scores;
    }

    private static Matrix captured(HeadResult head, int mode) {
        Stage stage = mode == 0 ? Stage.RAW : mode == 2 ? Stage.MASKED : Stage.WEIGHTS;
        @Nullable Matrix matrix = head.stage(stage).orElse(null);
        if (matrix == null) {
            throw new IllegalStateException("the stage " + stage.word() + " was not captured");
        }
        return matrix;
    }
}
