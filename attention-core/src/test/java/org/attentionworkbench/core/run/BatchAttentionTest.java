package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.variant.GroupedQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAttentionTest {
    private static final Mechanism GROUPED = Mechanism.scaledDot().withVariant(new GroupedQuery(4, 2));
    private static final Mechanism CAUSAL = GROUPED.withMask(new CausalMask(Alignment.BOTTOM_RIGHT));

    private static Tensor numbers(long seed, int... shape) {
        Random random = new Random(seed);
        Tensor tensor = Tensor.zeros(ElementType.F32, shape);
        Arrays.setAll(tensor.elements(), index -> random.nextGaussian());
        return tensor;
    }

    /** Some of the entries of a tensor along its first axis. */
    private static Tensor entry(Tensor tensor, int entry) {
        int[] shape = tensor.shape();
        int size = tensor.elements().length / shape[0];
        shape[0] = 1;
        return Tensor.wrap(
                tensor.type(), Arrays.copyOfRange(tensor.elements(), entry * size, (entry + 1) * size), shape);
    }

    /** The first positions of one entry with heads side by side. */
    private static Tensor shortened(Tensor tensor, int entry, int positions) {
        int width = tensor.length(2);
        int from = entry * tensor.length(1) * width;
        return Tensor.wrap(
                tensor.type(),
                Arrays.copyOfRange(tensor.elements(), from, from + positions * width),
                1,
                positions,
                width);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aBatchIsItsEntriesOneByOne(int rank) {
        Tensor queries = rank == 4 ? numbers(1, 3, 4, 5, 6) : numbers(1, 3, 5, 24);
        Tensor keys = rank == 4 ? numbers(2, 3, 2, 7, 6) : numbers(2, 3, 7, 12);
        Tensor values = rank == 4 ? numbers(3, 3, 2, 7, 8) : numbers(3, 3, 7, 16);
        BatchAttention attention = new BatchAttention(CAUSAL);

        BatchResult whole = attention.attend(queries, keys, values, Capture.of(Stage.WEIGHTS));

        assertThat(whole.joined()).hasToString(rank == 4 ? "F32 [3, 4, 5, 8]" : "F32 [3, 5, 32]");
        assertThat(whole.entries()).hasSize(3);
        for (int index = 0; index < 3; index++) {
            BatchResult single = attention.attend(
                    entry(queries, index), entry(keys, index), entry(values, index), Capture.of(Stage.WEIGHTS));
            assertThat(entry(whole.joined(), index).elements())
                    .isEqualTo(single.joined().elements());
            for (int head = 0; head < 4; head++) {
                assertThat(whole.entries().get(index).get(head).weights())
                        .isEqualTo(single.entries().get(0).get(head).weights());
            }
        }
    }

    @Test
    void bothLayoutsAreTheSameAttention() {
        Tensor queries = numbers(1, 2, 5, 24);
        Tensor keys = numbers(2, 2, 7, 12);
        Tensor values = numbers(3, 2, 7, 16);
        BatchAttention attention = new BatchAttention(GROUPED);

        Tensor sideBySide =
                attention.attend(queries, keys, values, Capture.NOTHING).joined();
        Tensor axis = attention
                .attend(withAxis(queries, 4), withAxis(keys, 2), withAxis(values, 2), Capture.NOTHING)
                .joined();

        assertThat(axis).hasToString("F32 [2, 4, 5, 8]");
        assertThat(axis.elements()).isEqualTo(withAxis(sideBySide, 4).elements());
    }

    private static Tensor withAxis(Tensor tensor, int heads) {
        int width = tensor.length(2) / heads;
        Tensor result = Tensor.zeros(tensor.type(), tensor.length(0), heads, tensor.length(1), width);
        for (int index = 0; index < tensor.elements().length; index++) {
            int column = index % tensor.length(2);
            int position = index / tensor.length(2) % tensor.length(1);
            int entry = index / tensor.length(2) / tensor.length(1);
            int place = ((entry * heads + column / width) * tensor.length(1) + position) * width + column % width;
            result.elements()[place] = tensor.elements()[index];
        }
        return result;
    }

    @Test
    void paddedEntriesComeOutAsIfTheyWereShorter() {
        Tensor queries = numbers(1, 4, 3, 24);
        Tensor keys = numbers(2, 4, 7, 12);
        Tensor values = numbers(3, 4, 7, 16);
        int[] lengths = {7, 4, 1, 0};
        BatchAttention attention = new BatchAttention(CAUSAL);
        Capture capture = Capture.of(Stage.RAW, Stage.WEIGHTS);

        BatchResult padded = attention.attend(queries, keys, values, lengths, capture);

        for (int index = 0; index < 4; index++) {
            BatchResult shorter = attention.attend(
                    entry(queries, index),
                    shortened(keys, index, lengths[index]),
                    shortened(values, index, lengths[index]),
                    capture);
            assertThat(entry(padded.joined(), index).elements())
                    .usingComparatorWithPrecision(1e-15)
                    .containsExactly(shorter.joined().elements());
            for (int head = 0; head < 4; head++) {
                Matrix weights = padded.entries().get(index).get(head).weights();
                assertThat(weights.columns(0, lengths[index]).elements())
                        .usingComparatorWithPrecision(1e-15)
                        .containsExactly(
                                shorter.entries().get(0).get(head).weights().elements());
                assertThat(weights.columns(lengths[index], 7).elements()).containsOnly(zeros(7 - lengths[index]));
                assertThat(padded.entries().get(index).get(head).stage(Stage.RAW))
                        .hasValueSatisfying(raw -> assertThat(raw.elements()).doesNotContain(Double.NEGATIVE_INFINITY));
            }
        }
    }

    private static double[] zeros(int count) {
        return new double[Math.min(1, count)];
    }

    @Test
    void everyEntryMayHaveAMechanismOfItsOwn() {
        Tensor queries = numbers(1, 2, 3, 24);
        Tensor keys = numbers(2, 2, 3, 12);

        Tensor mixed = new BatchAttention(index -> index == 0 ? GROUPED : CAUSAL)
                .attend(queries, keys, keys, Capture.NOTHING)
                .joined();

        for (int index = 0; index < 2; index++) {
            Tensor single = new BatchAttention(index == 0 ? GROUPED : CAUSAL)
                    .attend(entry(queries, index), entry(keys, index), entry(keys, index), Capture.NOTHING)
                    .joined();
            assertThat(entry(mixed, index).elements()).isEqualTo(single.elements());
        }
    }

    @Test
    void theResultSaysWhichWayEachEntryRan() {
        NaiveFusedBackend backend = new NaiveFusedBackend();
        Tensor queries = numbers(1, 2, 4, 5, 6);
        Tensor keys = numbers(2, 2, 2, 7, 6);
        BatchAttention mixed = new BatchAttention(
                entry -> entry == 0 ? GROUPED.withBackend(backend) : GROUPED.withBackend(new ReferenceBackend()));
        assertThat(mixed.attend(queries, keys, keys, Capture.NOTHING).ways())
                .extracting(Way::name)
                .containsExactly(Execution.FUSED, Execution.MATERIALIZED);

        Tensor wide = Tensor.wrap(ElementType.F64, queries.elements(), queries.shape());
        assertThat(new BatchAttention(GROUPED.withBackend(backend))
                        .attend(wide, keys, keys, Capture.NOTHING)
                        .ways())
                .containsOnly(new Way(Execution.MATERIALIZED, Optional.of("the tensors hold numbers of 64 bits")));
    }

    @Test
    void emptyBatchesComeOutEmpty() {
        BatchResult result = new BatchAttention(GROUPED)
                .attend(numbers(1, 0, 4, 5, 6), numbers(1, 0, 2, 7, 6), numbers(1, 0, 2, 7, 8), Capture.NOTHING);

        assertThat(result.joined().shape()).startsWith(0, 4, 5);
        assertThat(result.entries()).isEmpty();
    }

    @Test
    void tensorsThatDoNotGoTogetherAreRefused() {
        Tensor queries = numbers(1, 2, 4, 5, 6);
        Tensor keys = numbers(1, 2, 2, 7, 6);
        refused(
                queries,
                numbers(1, 2, 7, 12),
                keys,
                "[batch, heads, positions, width] or [batch, positions, width] each");
        refused(queries, numbers(1, 3, 2, 7, 6), keys, "one batch");
        refused(queries, keys, numbers(1, 2, 2, 6, 6), "one value per key");
        refused(queries, keys, numbers(1, 2, 1, 7, 6), "as many heads of values as of keys");
        refused(queries, numbers(1, 2, 2, 7, 5), keys, "queries and keys of one width");
        refused(numbers(1, 2, 2, 5, 6), keys, keys, "the queries have 2 heads, the variant 4");
        assertThatThrownBy(
                        () -> new BatchAttention(GROUPED).attend(queries, keys, keys, new int[] {1}, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("1 numbers of keys do not fit a batch of 2; give one for each entry");
        assertThatThrownBy(() ->
                        new BatchAttention(GROUPED).attend(queries, keys, keys, new int[] {7, 8}, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("entry 1 of the batch cannot have 8 keys that count; from 0 to 7 can");
    }

    private static void refused(Tensor queries, Tensor keys, Tensor values, String message) {
        BatchAttention attention = new BatchAttention(GROUPED);
        assertThatThrownBy(() -> attention.attend(queries, keys, values, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }
}
