package org.attentionworkbench.core.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.conformance.Comparison;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator Attention against plain loops over its formulas. */
class AttentionOperatorTest {
    private static final Set<String> EVERY_OUTPUT = Set.of("Y", "present_key", "present_value", "qk_matmul_output");

    static IntStream seeds() {
        return IntStream.range(0, 600);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomConfigurationsComeOutAsTheFormulasSay(int seed) {
        RandomAttention random = new RandomAttention(seed);

        Map<String, Tensor> got = run(random.inputs, random.attributes);

        Comparison comparison = new Comparison(1e-12, 1e-12);
        for (Map.Entry<String, Tensor> each : random.expected().entrySet()) {
            assertThat(comparison.compare(each.getKey(), got.get(each.getKey()), each.getValue()))
                    .as("%s of %s with %s", each.getKey(), random.inputs, random.attributes)
                    .isEmpty();
        }
    }

    private static Map<String, Tensor> run(Map<String, Tensor> inputs, Map<String, ?> attributes) {
        return new AttentionOperator().run(new OperatorCall(inputs, attributes, EVERY_OUTPUT, new ReferenceBackend()));
    }

    /** Inputs and attributes drawn at random, and what the formulas make of them. */
    private static final class RandomAttention {
        private final Random random;
        private final Map<String, Tensor> inputs = new HashMap<>();
        private final Map<String, Object> attributes = new HashMap<>();
        private final int batch;
        private final int keyHeads;
        private final int heads;
        private final int queries;
        private final int newKeys;
        private final int past;
        private final int keys;
        private final int width;
        private final int valueWidth;
        private final boolean sideBySide;
        private final boolean padded;

        private RandomAttention(int seed) {
            random = new Random(seed);
            batch = from(1, 3);
            keyHeads = from(1, 3);
            heads = keyHeads * from(1, 3);
            queries = from(1, 6);
            newKeys = from(1, 7);
            padded = chance(0.25);
            boolean cached = !padded && chance(0.5);
            past = cached ? from(0, 5) : 0;
            keys = past + newKeys;
            width = from(1, 5);
            valueWidth = from(1, 5);
            sideBySide = chance(0.5);
            if (sideBySide) {
                attributes.put("q_num_heads", (long) heads);
                attributes.put("kv_num_heads", (long) keyHeads);
                inputs.put("Q", numbers(batch, queries, heads * width));
                inputs.put("K", numbers(batch, newKeys, keyHeads * width));
                inputs.put("V", numbers(batch, newKeys, keyHeads * valueWidth));
            } else {
                inputs.put("Q", numbers(batch, heads, queries, width));
                inputs.put("K", numbers(batch, keyHeads, newKeys, width));
                inputs.put("V", numbers(batch, keyHeads, newKeys, valueWidth));
            }
            if (cached) {
                inputs.put("past_key", numbers(batch, keyHeads, past, width));
                inputs.put("past_value", numbers(batch, keyHeads, past, valueWidth));
            }
            if (padded) {
                double[] counts = IntStream.range(0, batch)
                        .mapToDouble(entry -> from(0, keys))
                        .toArray();
                inputs.put("nonpad_kv_seqlen", Tensor.wrap(ElementType.I64, counts, batch));
            }
            if (chance(0.7)) {
                inputs.put("attn_mask", mask());
            }
            drawAttributes();
        }

        private void drawAttributes() {
            attributes.put("qk_matmul_output_mode", (long) from(0, 3));
            if (chance(0.5)) {
                attributes.put("is_causal", 1L);
            }
            if (chance(0.3)) {
                attributes.put("left_window_size", (long) from(-1, 3));
            }
            if (chance(0.3)) {
                attributes.put("right_window_size", (long) from(-1, 3));
            }
            if (chance(0.5)) {
                attributes.put("softcap", random.nextInt(4) * 0.75);
            }
            if (chance(0.5)) {
                attributes.put("scale", random.nextGaussian());
            }
            if (chance(0.2)) {
                attributes.put("softmax_precision", 11L);
            }
        }

        private boolean chance(double probability) {
            return random.nextDouble() < probability;
        }

        private int from(int least, int most) {
            return least + random.nextInt(most - least + 1);
        }

        private Tensor numbers(int... shape) {
            Tensor tensor = Tensor.zeros(ElementType.F64, shape);
            Arrays.setAll(tensor.elements(), index -> 2 * random.nextGaussian());
            return tensor;
        }

        private Tensor mask() {
            int rank = from(1, 4);
            int[] full = {batch, heads, queries, chance(0.3) ? from(1, keys) : keys};
            int[] shape = Arrays.copyOfRange(full, 4 - rank, 4);
            for (int axis = 0; axis < rank - 1; axis++) {
                shape[axis] = chance(0.4) ? 1 : shape[axis];
            }
            boolean truth = chance(0.5);
            Tensor tensor = Tensor.zeros(truth ? ElementType.BOOL : ElementType.F64, shape);
            Arrays.setAll(tensor.elements(), index -> {
                if (truth) {
                    return chance(0.6) ? 1 : 0;
                }
                return chance(0.25) ? Double.NEGATIVE_INFINITY : chance(0.05) ? -1e9 : random.nextGaussian();
            });
            return tensor;
        }

        private long attribute(String name, long otherwise) {
            return attributes.get(name) instanceof Long number ? number : otherwise;
        }

        private double attribute(String name, double otherwise) {
            return attributes.get(name) instanceof Double number ? number : otherwise;
        }

        /** Q, K' or V' at a place, from either layout and with the cache in front. */
        private double at(String name, String pastName, int entry, int head, int position, int channel, int channels) {
            Tensor before = inputs.get(pastName);
            if (before != null && position < past) {
                return before.elements()[((entry * keyHeads + head) * past + position) * channels + channel];
            }
            int place = before == null ? position : position - past;
            Tensor tensor = inputs.get(name);
            if (sideBySide) {
                int row = entry * tensor.length(1) + place;
                return tensor.elements()[row * tensor.length(2) + head * channels + channel];
            }
            return tensor.elements()[
                    ((entry * tensor.length(1) + head) * tensor.length(2) + place) * channels + channel];
        }

        /** What is added to a score: 0, a number of the mask, or −∞. */
        private double bias(int entry, int head, int query, int key) {
            Tensor counts = inputs.get("nonpad_kv_seqlen");
            long valid = counts == null ? keys : (long) counts.elements()[entry];
            long position = query + (counts == null ? past : valid - queries);
            long left = attribute("left_window_size", -1);
            long right = attribute("right_window_size", -1);
            if ((attribute("is_causal", 0) == 1 && key > position)
                    || (left >= 0 && position - key > left)
                    || (right >= 0 && key - position > right)
                    || key >= valid) {
                return Double.NEGATIVE_INFINITY;
            }
            Tensor mask = inputs.get("attn_mask");
            if (mask == null) {
                return 0;
            }
            int columns = mask.length(-1);
            if (key >= columns) {
                return Double.NEGATIVE_INFINITY;
            }
            int place = 0;
            int[] index = {entry, head, query};
            for (int axis = 0; axis < mask.rank() - 1; axis++) {
                int length = mask.length(axis);
                place = place * length + (length == 1 ? 0 : index[axis + 4 - mask.rank()]);
            }
            double value = mask.elements()[place * columns + key];
            return mask.type() == ElementType.BOOL ? (value == 1 ? 0 : Double.NEGATIVE_INFINITY) : value;
        }

        private Map<String, Tensor> expected() {
            Tensor scores = Tensor.zeros(ElementType.F64, batch, heads, queries, keys);
            Tensor joined = sideBySide
                    ? Tensor.zeros(ElementType.F64, batch, queries, heads * valueWidth)
                    : Tensor.zeros(ElementType.F64, batch, heads, queries, valueWidth);
            for (int entry = 0; entry < batch; entry++) {
                for (int head = 0; head < heads; head++) {
                    for (int query = 0; query < queries; query++) {
                        row(entry, head, query, scores, joined);
                    }
                }
            }
            return Map.of(
                    "Y",
                    joined,
                    "qk_matmul_output",
                    scores,
                    "present_key",
                    present("K", "past_key", width),
                    "present_value",
                    present("V", "past_value", valueWidth));
        }

        private Tensor present(String name, String pastName, int channels) {
            Tensor present = Tensor.zeros(ElementType.F64, batch, keyHeads, keys, channels);
            int at = 0;
            for (int entry = 0; entry < batch; entry++) {
                for (int head = 0; head < keyHeads; head++) {
                    for (int key = 0; key < keys; key++) {
                        for (int channel = 0; channel < channels; channel++) {
                            present.elements()[at++] = at(name, pastName, entry, head, key, channel, channels);
                        }
                    }
                }
            }
            return present;
        }

        private void row(int entry, int head, int query, Tensor scores, Tensor joined) {
            int group = head / (heads / keyHeads);
            double scale = attribute("scale", 1 / Math.sqrt(width));
            double softcap = attribute("softcap", 0.0);
            double[] raw = new double[keys];
            double[] capped = new double[keys];
            double[] logits = new double[keys];
            double[] weights = new double[keys];
            double largest = Double.NEGATIVE_INFINITY;
            for (int key = 0; key < keys; key++) {
                for (int channel = 0; channel < width; channel++) {
                    raw[key] += at("Q", "", entry, head, query, channel, width)
                            * at("K", "past_key", entry, group, key, channel, width);
                }
                raw[key] *= scale;
                capped[key] = softcap > 0 ? softcap * Math.tanh(raw[key] / softcap) : raw[key];
                logits[key] = capped[key] + bias(entry, head, query, key);
                largest = Math.max(largest, logits[key]);
            }
            double sum = 0;
            for (int key = 0; key < keys && largest > Double.NEGATIVE_INFINITY; key++) {
                weights[key] = Math.exp(logits[key] - largest);
                sum += weights[key];
            }
            for (int key = 0; key < keys && sum > 0; key++) {
                weights[key] /= sum;
            }
            double[][] modes = {raw, capped, logits, weights};
            double[] kept = modes[(int) attribute("qk_matmul_output_mode", 0)];
            System.arraycopy(kept, 0, scores.elements(), ((entry * heads + head) * queries + query) * keys, keys);
            for (int channel = 0; channel < valueWidth; channel++) {
                double value = 0;
                for (int key = 0; key < keys; key++) {
                    value += weights[key] * at("V", "past_value", entry, group, key, channel, valueWidth);
                }
                int place = sideBySide
                        ? ((entry * queries + query) * heads + head) * valueWidth + channel
                        : ((entry * heads + head) * queries + query) * valueWidth + channel;
                joined.elements()[place] = value;
            }
        }
    }

    private static Tensor ones(int... shape) {
        Tensor tensor = Tensor.zeros(ElementType.F32, shape);
        Arrays.fill(tensor.elements(), 1);
        return tensor;
    }

    @Test
    void emptySidesComeOutEmptyOrZero() {
        Map<String, Tensor> noKeys =
                run(Map.of("Q", ones(1, 2, 3, 4), "K", ones(1, 1, 0, 4), "V", ones(1, 1, 0, 2)), Map.of());
        Map<String, Tensor> noQueries = run(
                Map.of("Q", ones(1, 2, 0, 4), "K", ones(1, 1, 3, 4), "V", ones(1, 1, 3, 2), "attn_mask", truths(3)),
                Map.of());
        Map<String, Tensor> noBatch =
                run(Map.of("Q", ones(0, 2, 3, 4), "K", ones(0, 1, 3, 4), "V", ones(0, 1, 3, 2)), Map.of());

        assertThat(noKeys.get("Y").elements()).hasSize(12).containsOnly(0);
        assertThat(noKeys.get("qk_matmul_output")).hasToString("F32 [1, 2, 3, 0]");
        assertThat(noQueries.get("Y")).hasToString("F32 [1, 2, 0, 2]");
        assertThat(noBatch.get("Y")).hasToString("F32 [0, 2, 3, 2]");
    }

    private static Tensor truths(int... shape) {
        return Tensor.wrap(ElementType.BOOL, ones(shape).elements(), shape);
    }

    @Test
    void inputsThatDoNotGoTogetherAreRefused() {
        Tensor queries = ones(1, 2, 3, 4);
        Tensor keys = ones(1, 1, 5, 4);
        refused(Map.of("Q", queries, "K", keys), Map.of(), "the input V is missing");
        refused(Map.of("Q", ones(1, 3, 8), "K", ones(1, 5, 8), "V", ones(1, 5, 8)), Map.of(), "attribute kv_num_heads");
        refused(Map.of("Q", queries, "K", ones(1, 1, 5, 3), "V", keys), Map.of(), "queries and keys of one width");
        refused(Map.of("Q", queries, "K", keys, "V", ones(1, 1, 4, 4)), Map.of(), "one value per key");
        refused(
                Map.of("Q", queries, "K", keys, "V", keys, "attn_mask", ones(2, 5)),
                Map.of(),
                "the input attn_mask is");
        refused(Map.of("Q", queries, "K", keys, "V", keys, "attn_mask", ones(3, 6)), Map.of(), "at most 5");
        refused(
                Map.of("Q", queries, "K", keys, "V", keys, "past_key", keys),
                Map.of(),
                "past_key and past_value come together");
        refused(
                Map.of("Q", queries, "K", keys, "V", keys, "nonpad_kv_seqlen", counts(6)),
                Map.of(),
                "nonpad_kv_seqlen counts from 0 to 5 keys, not 6");
        refused(
                Map.of("Q", queries, "K", keys, "V", keys),
                Map.of("qk_matmul_output_mode", 4L),
                "qk_matmul_output_mode is 0, 1, 2 or 3, not 4");
        refused(
                Map.of("Q", queries, "K", keys, "V", keys),
                Map.of("is_causal", "yes"),
                "the attribute is_causal is a whole number, not yes");
    }

    private static Tensor counts(double count) {
        return Tensor.wrap(ElementType.I64, new double[] {count}, 1);
    }

    private static void refused(Map<String, Tensor> inputs, Map<String, ?> attributes, String message) {
        assertThatThrownBy(() -> run(inputs, attributes))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }
}
