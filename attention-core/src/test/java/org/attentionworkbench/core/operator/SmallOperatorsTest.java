package org.attentionworkbench.core.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators around attention, on numbers that can be followed by hand. */
class SmallOperatorsTest {

    private static Map<String, Tensor> run(String operator, Map<String, Tensor> inputs, Map<String, ?> attributes) {
        return Operators.standard()
                .find(operator, "")
                .orElseThrow()
                .run(new OperatorCall(inputs, attributes, Set.of(), new ReferenceBackend()));
    }

    private static Tensor tensor(int[] shape, double... elements) {
        return Tensor.wrap(ElementType.F64, elements, shape);
    }

    private static int[] shape(int... lengths) {
        return lengths;
    }

    private static Tensor whole(int[] shape, double... elements) {
        return Tensor.wrap(ElementType.I64, elements, shape);
    }

    private static Tensor random(long seed, int... shape) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(ElementType.F64, shape);
        Arrays.setAll(tensor.elements(), index -> random.nextGaussian());
        return tensor;
    }

    @Test
    void rotationTurnsPairsOfChannels() {
        Tensor input = tensor(shape(1, 1, 1, 6), 1, 2, 3, 4, 5, 6);
        Tensor cos = tensor(shape(1, 1, 2), 10, 100);
        Tensor sin = tensor(shape(1, 1, 2), 1, 2);
        Map<String, Tensor> inputs = Map.of("X", input, "cos_cache", cos, "sin_cache", sin);

        // pairs (1, 3) and (2, 4): 10 − 3, 200 − 8, 1 + 30, 4 + 400
        assertThat(run("RotaryEmbedding", inputs, Map.of("rotary_embedding_dim", 4L))
                        .get("Y")
                        .elements())
                .containsExactly(7, 192, 31, 404, 5, 6);
        // pairs (1, 2) and (3, 4): 10 − 2, 1 + 20, 300 − 8, 6 + 400
        assertThat(run("RotaryEmbedding", inputs, Map.of("rotary_embedding_dim", 4L, "interleaved", 1L))
                        .get("Y")
                        .elements())
                .containsExactly(8, 21, 292, 406, 5, 6);
    }

    @Test
    void rotationKnowsBothLayoutsAndLooksPositionsUp() {
        // two positions of two heads of width 2; the table has 3 rows, of which the positions name 2 and 0
        Tensor input = tensor(shape(1, 2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
        Map<String, Tensor> inputs = Map.of(
                "X", input,
                "cos_cache", tensor(shape(3, 1), 1, 9, 10),
                "sin_cache", tensor(shape(3, 1), 0, 9, 1),
                "position_ids", whole(shape(1, 2), 2, 0));

        Tensor result = run("RotaryEmbedding", inputs, Map.of("num_heads", 2L)).get("Y");

        assertThat(result).hasToString("F64 [1, 2, 4]");
        // 10 − 2, 1 + 20, 30 − 4, 3 + 40; the second position stays
        assertThat(result.elements()).containsExactly(8, 21, 26, 43, 5, 6, 7, 8);
    }

    @Test
    void rotationRefusesPositionsThatTheTableHasNot() {
        Map<String, Tensor> inputs = Map.of(
                "X", tensor(shape(1, 1, 1, 2), 1, 2),
                "cos_cache", tensor(shape(2, 1), 1, 1),
                "sin_cache", tensor(shape(2, 1), 0, 0),
                "position_ids", whole(shape(1, 1), 2));

        assertThatThrownBy(() -> run("RotaryEmbedding", inputs, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("position_ids names row 2 of cos_cache, which has 2 rows");
    }

    @Test
    void scatteringReplacesPositionsOfEveryEntry() {
        Tensor cache = tensor(shape(2, 3, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        Tensor update = tensor(shape(2, 2, 2), -1, -2, -3, -4, -5, -6, -7, -8);
        Map<String, Tensor> at = Map.of("past_cache", cache, "update", update, "write_indices", whole(shape(2), 1, 0));

        assertThat(run("TensorScatter", at, Map.of()).get("present_cache").elements())
                .containsExactly(1, 2, -1, -2, -3, -4, -5, -6, -7, -8, 11, 12);
        assertThat(run("TensorScatter", Map.of("past_cache", cache, "update", update), Map.of("axis", 1L))
                        .get("present_cache")
                        .elements())
                .startsWith(-1, -2, -3, -4, 5, 6);
        Map<String, Tensor> beyond =
                Map.of("past_cache", cache, "update", update, "write_indices", whole(shape(2), 2, 0));
        assertThat(run("TensorScatter", beyond, Map.of("mode", "circular"))
                        .get("present_cache")
                        .elements())
                .startsWith(-3, -4, 3, 4, -1, -2);
        assertThatThrownBy(() -> run("TensorScatter", beyond, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("position 3 is outside of the 3 of the cache");
        assertThatThrownBy(() -> run("TensorScatter", at, Map.of("mode", "other")))
                .isInstanceOf(UnsupportedCaseException.class);
    }

    @Test
    void scatteringWorksAlongTheLastAxis() {
        Tensor cache = tensor(shape(1, 2, 3), 1, 2, 3, 4, 5, 6);
        Tensor update = tensor(shape(1, 2, 1), 8, 9);

        assertThat(run(
                                "TensorScatter",
                                Map.of("past_cache", cache, "update", update, "write_indices", whole(shape(1), 1)),
                                Map.of("axis", -1L))
                        .get("present_cache")
                        .elements())
                .containsExactly(1, 8, 3, 4, 9, 6);
    }

    @Test
    void convolutionLooksBack() {
        Tensor input = tensor(shape(1, 2, 3), 1, 2, 3, 4, 5, 6);
        Tensor weight = tensor(shape(2, 1, 2), 10, 1, 100, 1);
        Map<String, Tensor> plain = Map.of("input", input, "weight", weight);
        Map<String, Tensor> full = Map.of(
                "input",
                input,
                "weight",
                weight,
                "bias",
                tensor(shape(2), 0.5, 0.25),
                "past_state",
                tensor(shape(1, 2, 1), 7, 8));

        assertThat(run("CausalConvWithState", plain, Map.of()).get("output").elements())
                .containsExactly(1, 12, 23, 4, 405, 506);
        Map<String, Tensor> outputs = run("CausalConvWithState", full, Map.of("activation", "silu"));
        // 10 · 7 + 1 + 0.5 = 71.5, whose sigmoid is 1
        assertThat(outputs.get("output").elements())
                .containsExactly(
                        new double[] {71.5, 12.5 / (1 + Math.exp(-12.5)), 23.5, 804.25, 405.25, 506.25}, within(1e-8));
        assertThat(outputs.get("present_state").elements()).containsExactly(3, 6);
    }

    @Test
    void convolutionOfOneStepKeepsNoState() {
        Map<String, Tensor> outputs = run(
                "CausalConvWithState",
                Map.of("input", tensor(shape(1, 1, 2), 1, 2), "weight", tensor(shape(1, 1, 1), 3)),
                Map.of());

        assertThat(outputs.get("output").elements()).containsExactly(3, 6);
        assertThat(outputs.get("present_state")).hasToString("F64 [1, 1, 0]");
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 4", "-1, 5", "-3, 3"})
    void softmaxSumsToOneAlongItsAxis(long axis, int length) {
        Tensor input = random(axis, 3, 4, 5);

        Tensor output =
                run("Softmax", Map.of("input", input), Map.of("axis", axis)).get("output");

        int place = (int) (axis < 0 ? axis + 3 : axis);
        int stride = place == 0 ? 20 : place == 1 ? 5 : 1;
        for (int start = 0; start < 60; start++) {
            if (start / stride % length == 0) {
                double sum = 0;
                double exponentials = 0;
                for (int step = 0; step < length; step++) {
                    sum += output.elements()[start + step * stride];
                    exponentials += Math.exp(input.elements()[start + step * stride]);
                }
                assertThat(sum).isCloseTo(1, within(1e-14));
                assertThat(output.elements()[start])
                        .isCloseTo(Math.exp(input.elements()[start]) / exponentials, within(1e-14));
            }
        }
    }

    @Test
    void normalizationsTakeAllAxesFromTheGivenOne() {
        Tensor input = tensor(shape(2, 2, 1), 3, 4, 6, -8);
        Tensor scale = tensor(shape(2, 1), 1, 10);

        // the roots of (9 + 16) / 2 and of (36 + 64) / 2
        double[] roots = {Math.sqrt(12.5), Math.sqrt(50)};
        assertThat(run("RMSNormalization", Map.of("X", input, "scale", scale), Map.of("axis", 1L, "epsilon", 0.0))
                        .get("Y")
                        .elements())
                .containsExactly(
                        new double[] {3 / roots[0], 40 / roots[0], 6 / roots[1], -80 / roots[1]}, within(1e-14));

        // means 3.5 and −1, variances 0.25 and 49, with 0.11 and 0.11 added
        Map<String, Tensor> outputs = run(
                "LayerNormalization",
                Map.of("X", input, "Scale", scale, "B", tensor(shape(2, 1), 0, 1)),
                Map.of("axis", -2L, "epsilon", 0.11));
        assertThat(outputs.get("Mean")).hasToString("F64 [2, 1, 1]");
        assertThat(outputs.get("Mean").elements()).containsExactly(3.5, -1);
        assertThat(outputs.get("InvStdDev").elements())
                .containsExactly(new double[] {1 / 0.6, 1 / Math.sqrt(49.11)}, within(1e-14));
        assertThat(outputs.get("Y").elements())
                .containsExactly(
                        new double[] {-0.5 / 0.6, 5 / 0.6 + 1, 7 / Math.sqrt(49.11), -70 / Math.sqrt(49.11) + 1},
                        within(1e-14));
    }

    @Test
    void meansHaveTheTypeOfTheInputUnlessAnotherIsAskedFor() {
        Map<String, Tensor> inputs = Map.of("X", tensor(shape(1, 2), 3, 4), "Scale", tensor(shape(2), 1, 1));

        assertThat(run("LayerNormalization", inputs, Map.of()).get("InvStdDev").type())
                .isEqualTo(ElementType.F64);
        assertThat(run("LayerNormalization", inputs, Map.of("stash_type", 1L))
                        .get("InvStdDev")
                        .type())
                .isEqualTo(ElementType.F32);
    }

    /** Against the sum that the recurrence stands for, with the decays multiplied out. */
    @ParameterizedTest
    @CsvSource({"linear, 0", "gated, 1", "gated, 3"})
    void linearAttentionIsASumOverEarlierTokens(String rule, int decays) {
        int tokens = 5;
        int width = 3;
        Tensor query = random(1, 2, tokens, 4 * width);
        Tensor key = random(2, 2, tokens, 2 * width);
        Tensor value = random(3, 2, tokens, 2 * 2);
        Tensor decay = random(4, 2, tokens, 2 * Math.max(1, decays));
        Map<String, Tensor> inputs = Map.of("query", query, "key", key, "value", value, "decay", decay);
        Map<String, Object> attributes =
                Map.of("q_num_heads", 4L, "kv_num_heads", 2L, "update_rule", rule, "scale", 0.5);

        Tensor output = run("LinearAttention", inputs, attributes).get("output");

        for (int place = 0; place < output.elements().length; place++) {
            int channel = place % 2;
            int head = place / 2 % 4;
            int token = place / 8 % tokens;
            int entry = place / 8 / tokens;
            int group = head / 2;
            double sum = 0;
            for (int earlier = 0; earlier <= token; earlier++) {
                for (int row = 0; row < width; row++) {
                    double logarithm = 0;
                    for (int later = earlier + 1; later <= token && decays > 0; later++) {
                        logarithm += decay.elements()[
                                (entry * tokens + later) * 2 * decays + group * decays + (decays == 1 ? 0 : row)];
                    }
                    sum += 0.5
                            * query.elements()[((entry * tokens + token) * 4 + head) * width + row]
                            * key.elements()[((entry * tokens + earlier) * 2 + group) * width + row]
                            * Math.exp(logarithm)
                            * value.elements()[((entry * tokens + earlier) * 2 + group) * 2 + channel];
                }
            }
            assertThat(output.elements()[place]).isCloseTo(sum, within(1e-11 * (1 + Math.abs(sum))));
        }
    }

    @Test
    void linearAttentionGoesOnFromItsState() {
        Tensor query = random(1, 1, 6, 4);
        Tensor key = random(2, 1, 6, 4);
        Tensor value = random(3, 1, 6, 6);
        Tensor decay = random(4, 1, 6, 2);
        Tensor beta = random(5, 1, 6, 1);
        Map<String, Object> attributes = Map.of("q_num_heads", 2L, "kv_num_heads", 2L, "chunk_size", 64L);

        Map<String, Tensor> whole = run(
                "LinearAttention",
                Map.of("query", query, "key", key, "value", value, "decay", decay, "beta", beta),
                attributes);
        Map<String, Tensor> first = run(
                "LinearAttention",
                Map.of(
                        "query", part(query, 0, 4),
                        "key", part(key, 0, 4),
                        "value", part(value, 0, 4),
                        "decay", part(decay, 0, 4),
                        "beta", part(beta, 0, 4)),
                attributes);
        Map<String, Tensor> second = run(
                "LinearAttention",
                Map.of(
                        "query", part(query, 4, 6),
                        "key", part(key, 4, 6),
                        "value", part(value, 4, 6),
                        "decay", part(decay, 4, 6),
                        "beta", part(beta, 4, 6),
                        "past_state", first.get("present_state")),
                attributes);

        assertThat(part(whole.get("output"), 4, 6).elements())
                .containsExactly(second.get("output").elements());
        assertThat(whole.get("present_state").elements())
                .containsExactly(second.get("present_state").elements());
    }

    /** Some tokens of a single entry. */
    private static Tensor part(Tensor tensor, int from, int to) {
        int width = tensor.length(2);
        return Tensor.wrap(
                tensor.type(), Arrays.copyOfRange(tensor.elements(), from * width, to * width), 1, to - from, width);
    }

    @Test
    void operatorsAreFoundByNameAndDomain() {
        assertThat(Operators.standard().names()).hasSize(9).doesNotHaveDuplicates();
        assertThat(Operators.standard().find("Attention", "ai.onnx")).isPresent();
        assertThat(Operators.standard().find("Attention", "com.microsoft")).isEmpty();
        assertThat(Operators.standard().find("MatMul", "")).isEmpty();
    }
}
