package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies at the edges: nothing at all, all forbidden, what does not go together, and what is asked for and not there. */
final class EdgeTest {
    private static final Capture EVERYTHING =
            new Capture(Set.of(Stage.values()), Set.of(), Set.of(0, 99), 4, true, Set.of(0, 99), true);
    private static final StreamedNormalizer SINK = new StreamedNormalizer.Softmax(0.5);
    private static final List<StreamedNormalizer> NORMALIZERS = List.of(
            StreamedNormalizer.Softmax.PLAIN,
            SINK,
            new StreamedNormalizer.Sigmoid(-1),
            new StreamedNormalizer.Sigmoid(StreamedNormalizer.Sigmoid.MINUS_LOGARITHM_OF_ALLOWED),
            new StreamedNormalizer.ReluSquared(true),
            new StreamedNormalizer.ReluSquared(false));

    static Stream<TileMath> both() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    private static HeadArray random(long seed, int batch, int heads, int positions, int width) {
        SplittableRandom random = new SplittableRandom(seed);
        return Layout.WITH_GAPS.filled(batch, heads, positions, width, () -> 2 * random.nextDouble() - 1);
    }

    private static HeadArray blank(HeadArray queries, HeadArray values) {
        return Layout.HEADS_AS_AXIS.blank(queries.batch(), queries.heads(), queries.positions(), values.width());
    }

    private static List<HeadCapture> attend(
            TileMath math,
            FusedForm form,
            HeadArray queries,
            HeadArray keys,
            HeadArray values,
            HeadArray output,
            Capture capture) {
        try (FusedKernel kernel = new FusedKernel(math, 1)) {
            return kernel.attend(form, queries, keys, values, output, capture);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void withoutKeysRowsAre0AndStatisticsSaySo(TileMath math) {
        ScoreModifier never = (score, head, query, key) -> {
            throw new AssertionError("there is no score");
        };
        for (StreamedNormalizer normalizer : NORMALIZERS) {
            HeadArray queries = random(1, 2, 2, 3, 4);
            HeadArray none = random(2, 2, 1, 0, 4);
            HeadArray output = blank(queries, none);
            FusedForm form =
                    FusedForm.of(1).withNormalizers(List.of(normalizer)).withModifiers(List.of(never));
            List<HeadCapture> captures = attend(math, form, queries, none, none, output, EVERYTHING);
            assertThat(output.elements()).containsOnly(0);
            assertThat(captures).hasSize(4);
            for (HeadCapture captured : captures) {
                assertThat(captured.topKeys().count()).isZero();
                assertThat(captured.received()).hasToString("1×0 matrix");
                assertThat(captured.row(0)).hasToString("1×0 matrix");
                assertThat(captured.row(99)).isNull();
                assertThat(captured.stage(Stage.WEIGHTS)).hasToString("3×0 matrix");
                assertNothing(captured, 2);
            }
        }
    }

    private static void assertNothing(HeadCapture captured, int query) {
        assertThat(captured.statistics().entropy(query)).isZero();
        assertThat(captured.statistics().selfShare(query)).isZero();
        assertThat(captured.statistics().firstShare(query)).isZero();
        assertThat(captured.statistics().keySetShare(query)).isZero();
        assertThat(captured.statistics().maximum(query)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(captured.statistics().logSumExp(query)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("both")
    void aRowThatMayAttendToNothingIs0BesideOthersThatMay(TileMath math) {
        for (StreamedNormalizer normalizer : NORMALIZERS) {
            for (int[] shape : new int[][] {{2, 3}, {3, 3000}, {70, 200}}) {
                HeadArray queries = random(1, 1, 2, shape[0], 4);
                HeadArray keys = random(2, 1, 1, shape[1], 4);
                HeadArray values = random(3, 1, 1, shape[1], 3);
                HeadArray output = blank(queries, values);
                FusedForm form = FusedForm.of(1)
                        .withNormalizers(List.of(normalizer))
                        .withModifiers(List.of((score, head, query, key) -> score + 1))
                        .withMask((query, key) -> query != 1);
                List<HeadCapture> captures = attend(math, form, queries, keys, values, output, EVERYTHING);
                for (int head = 0; head < 2; head++) {
                    HeadCapture captured = captures.get(head);
                    int place = output.place(0, head, 1);
                    assertThat(Arrays.copyOfRange(output.elements(), place, place + 3))
                            .containsOnly(0);
                    assertNothing(captured, 1);
                    assertThat(captured.stage(Stage.WEIGHTS).row(1)).containsOnly(0);
                    for (int rank = 0; rank < captured.topKeys().count(); rank++) {
                        assertThat(captured.topKeys().key(1, rank)).isEqualTo(rank);
                        assertThat(captured.topKeys().weight(1, rank)).isZero();
                    }
                    assertThat(captured.statistics().maximum(0)).isFinite();
                    double sum =
                            Arrays.stream(captured.stage(Stage.WEIGHTS).row(0)).sum();
                    assertThat(captured.row(0).elements())
                            .isEqualTo(captured.stage(Stage.WEIGHTS).row(0));
                    assertThat(sum).isPositive();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void withoutEntriesOrHeadsThereIsNothing(TileMath math) {
        for (int[] shape : new int[][] {{0, 2, 1}, {2, 0, 0}, {0, 0, 0}}) {
            HeadArray queries = random(1, shape[0], shape[1], 3, 4);
            HeadArray keys = random(2, shape[0], shape[2], 5, 4);
            assertThat(attend(math, FusedForm.of(1), queries, keys, keys, blank(queries, keys), EVERYTHING))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void shapesThatDoNotGoTogetherAreRefused(TileMath math) {
        HeadArray queries = random(1, 1, 4, 3, 4);
        HeadArray keys = random(2, 1, 2, 5, 4);
        HeadArray output = blank(queries, keys);
        for (HeadArray wrong :
                List.of(random(3, 1, 3, 5, 4), random(3, 2, 2, 5, 4), random(3, 1, 2, 5, 3), random(3, 1, 0, 5, 4))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> attend(math, FusedForm.of(1), queries, wrong, wrong, output, Capture.NOTHING))
                    .withMessageContaining("do not go together: [batch, heads, positions, width] each");
        }
        for (HeadArray wrong : List.of(random(3, 1, 2, 6, 4), random(3, 1, 2, 5, 5), random(3, 1, 4, 5, 4))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> attend(math, FusedForm.of(1), queries, keys, wrong, output, Capture.NOTHING))
                    .withMessageContaining("do not go together");
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void normalizersThatDoNotGoTogetherAreRefused(TileMath math) {
        HeadArray queries = random(1, 1, 3, 3, 4);
        HeadArray keys = random(2, 1, 1, 5, 4);
        HeadArray output = blank(queries, keys);
        for (List<StreamedNormalizer> wrong : List.of(
                List.of(SINK, SINK),
                List.of(SINK, SINK, new StreamedNormalizer.Sigmoid(0)),
                List.of(new StreamedNormalizer.ReluSquared(true), new StreamedNormalizer.ReluSquared(false), SINK))) {
            FusedForm form = FusedForm.of(1).withNormalizers(wrong);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> attend(math, form, queries, keys, keys, output, Capture.NOTHING))
                    .withMessageContaining("normalizers");
        }
        FusedForm mixed = FusedForm.of(1).withNormalizers(List.of(SINK, StreamedNormalizer.Softmax.PLAIN, SINK));
        assertThat(attend(math, mixed, queries, keys, keys, output, Capture.ofStatistics()))
                .hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("both")
    void headsMayBeWiderThanAnyTile(TileMath math) {
        for (int[] shape : new int[][] {{1, 5, 1000, 3}, {70, 40, 1000, 1}, {3, 300, 1, 1000}, {40, 9, 777, 513}}) {
            Problem problem = new Problem(
                    0.03,
                    List.of(),
                    null,
                    List.of(SINK),
                    0,
                    0,
                    0,
                    random(1, 1, 2, shape[0], shape[2]),
                    random(2, 1, 1, shape[1], shape[2]),
                    random(3, 1, 1, shape[1], shape[3]));
            HeadArray output = blank(problem.queries(), problem.values());
            attend(math, problem.form(), problem.queries(), problem.keys(), problem.values(), output, Capture.NOTHING);
            for (int head = 0; head < 2; head++) {
                for (int query = 0; query < shape[0]; query++) {
                    OracleRow row = new OracleRow(problem, 0, head, query);
                    for (int channel = 0; channel < shape[3]; channel++) {
                        assertThat((double) output.elements()[output.place(0, head, query) + channel])
                                .isCloseTo(row.output[channel], within(row.outputErrors[channel] + 0x1p-20));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void rowsMayBeSharedByStridesOf0(TileMath math) {
        // all positions of all heads have the same key, so that every value weighs the same
        HeadArray queries = random(1, 2, 2, 33, 8);
        HeadArray keys = new HeadArray(new float[] {9, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 2, 2, 200, 8, 0, 0, 0);
        HeadArray values = Layout.SIDE_BY_SIDE.filled(2, 2, 200, 2, () -> 0.75);
        HeadArray output = blank(queries, values);
        List<HeadCapture> captures =
                attend(math, FusedForm.of(0.1), queries, keys, values, output, Capture.ofStatistics());
        for (float element : output.elements()) {
            assertThat(element).isCloseTo(0.75f, within(1e-5f));
        }
        assertThat(captures.get(3).statistics().entropy(32)).isCloseTo(Math.log(200), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("both")
    void theEntryOfABatchIsNamed(TileMath math) {
        HeadArray queries = random(1, 3, 2, 5, 4);
        HeadArray keys = random(2, 3, 1, 7, 4);
        keys.elements()[keys.place(1, 0, 6) + 2] = Float.NaN;
        assertThatThrownBy(() -> attend(
                        math,
                        FusedForm.of(1).at(4, 10, 20),
                        queries,
                        keys,
                        keys,
                        blank(queries, keys),
                        Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("channel 3 of key 27 in head 5 of entry 2 is NaN");
    }

    @ParameterizedTest
    @MethodSource("both")
    void scoresThatAModifierMakesInfiniteAreFullToASigmoid(TileMath math) {
        HeadArray queries = random(1, 1, 1, 2, 4);
        HeadArray keys = random(2, 1, 1, 3, 4);
        HeadArray output = blank(queries, keys);
        FusedForm form = FusedForm.of(1)
                .withNormalizers(List.of(new StreamedNormalizer.Sigmoid(0)))
                .withModifiers(List.of((score, head, query, key) -> key == 1 ? Double.POSITIVE_INFINITY : score));
        HeadCapture captured =
                attend(math, form, queries, keys, keys, output, EVERYTHING).get(0);
        assertThat(captured.topKeys().key(0, 0)).isEqualTo(1);
        assertThat(captured.topKeys().weight(0, 0)).isEqualTo(1);
        assertThat(captured.statistics().maximum(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(captured.statistics().logSumExp(0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() ->
                        attend(math, form.withNormalizers(List.of(SINK)), queries, keys, keys, output, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query 1 in head 1");
    }
}
