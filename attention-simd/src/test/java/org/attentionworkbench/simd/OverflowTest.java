package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not fit 32 bits is an error that names the row, and what is empty gives what is empty. */
final class OverflowTest {
    private static final float LARGE = 3e38f;
    private static final List<StreamedNormalizer> NORMALIZERS = List.of(
            StreamedNormalizer.Softmax.PLAIN,
            new StreamedNormalizer.Softmax(0),
            new StreamedNormalizer.Sigmoid(-1),
            new StreamedNormalizer.Sigmoid(StreamedNormalizer.Sigmoid.MINUS_LOGARITHM_OF_ALLOWED),
            new StreamedNormalizer.ReluSquared(true),
            new StreamedNormalizer.ReluSquared(false));

    static Stream<TileMath> both() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    @ParameterizedTest
    @MethodSource("both")
    void scoresThatOverflowAreRefusedByQueryAndHead(TileMath math) {
        // two heads of two queries; the second of the second head has a score of 3e38 · 3e38
        float[] queries = {1, 1, 1, 1, 1, 1, LARGE, 1};
        assertThatThrownBy(() -> attend(math, StreamedNormalizer.Softmax.PLAIN, queries, new float[] {LARGE, 0}, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the score of query 2 and key 1 in head 2 is too large for 32-bit");
    }

    @ParameterizedTest
    @MethodSource("both")
    void scoresThatAreNoNumberAreRefusedWhateverTheNormalizer(TileMath math) {
        // 3e38·3e38 − 3e38·3e38 is ∞ − ∞
        float[] queries = {1, 1, 1, 1, 1, 1, LARGE, LARGE};
        for (StreamedNormalizer normalizer : NORMALIZERS) {
            assertThatThrownBy(() -> attend(math, normalizer, queries, new float[] {LARGE, -LARGE}, 1))
                    .as(normalizer.toString())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("the score of query 2 and key 1 in head 2 is too large for 32-bit");
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void scoresThatOverflowDownwardsAreNotTakenForForbidden(TileMath math) {
        float[] queries = {1, 1, 1, 1, 1, 1, -LARGE, 1};
        for (StreamedNormalizer normalizer : NORMALIZERS) {
            assertThatThrownBy(() -> attend(math, normalizer, queries, new float[] {LARGE, 0}, 1))
                    .as(normalizer.toString())
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("query 2 and key 1 in head 2");
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void oneKeyAmongManyIsFoundHoweverTheWorkIsCut(TileMath math) {
        for (int[] shape : new int[][] {{1, 5000}, {7, 300}, {700, 900}, {65, 129}}) {
            Room room = new Room(shape[0], shape[1]);
            room.keys[room.keys.length - 1] = -LARGE;
            room.queries[0] = 2; // all other products with the key are finite
            assertThatThrownBy(() -> room.attend(math, FusedForm.of(1)))
                    .as(shape[0] + " queries and " + shape[1] + " keys")
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("query 1 and key " + shape[1] + " in head 1");
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void inputsThatAreNotFiniteAreRefusedByChannel(TileMath math) {
        for (float number : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int[] shape : new int[][] {{2, 3}, {700, 900}}) {
                Room room = new Room(shape[0], shape[1]);
                room.queries[1] = number;
                refused(math, room, "channel 1 of query 2 in head 1 is " + number);
                room.queries[1] = 1;
                room.keys[2] = number;
                refused(math, room, "channel 1 of key 3 in head 1 is " + number);
                room.keys[2] = 1;
                room.values[1] = number;
                refused(math, room, "channel 1 of value 2 in head 1 is " + number);
            }
        }
    }

    private static void refused(TileMath math, Room room, String message) {
        assertThatThrownBy(() -> room.attend(math, FusedForm.of(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource("both")
    void keysThatAreForbiddenToAllNeedNotBeFinite(TileMath math) {
        // the rest of a cache that is not full; the values have to be finite where tiles of keys are mixed
        for (int[] shape : new int[][] {{1, 300}, {40, 300}, {200, 300}}) {
            Room room = new Room(shape[0], shape[1]);
            Arrays.fill(room.keys, 100, shape[1], Float.NaN);
            room.keys[150] = -LARGE;
            float[] output = room.attend(math, FusedForm.of(1).withMask((query, key) -> key < 100));
            assertThat(output).containsOnly(1);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void modifiersThatGiveNoNumberAreNamed(TileMath math) {
        ScoreModifier pointwise = (score, head, query, key) -> query == 3 && key == 140 ? Math.sqrt(-score) : score;
        ScoreModifier byTile = new ScoreModifier() {
            @Override
            public double modify(double score, int head, int query, int key) {
                return score;
            }

            @Override
            public void modify(ScoreTile tile) {
                int query = 3 - tile.firstQuery();
                int key = 140 - tile.firstKey();
                if (query >= 0 && query < tile.queries() && key >= 0 && key < tile.keys()) {
                    tile.scores()[tile.place(query, key)] = Float.NaN;
                }
            }
        };
        ScoreModifier halved = (score, head, query, key) -> score / 2;
        for (ScoreModifier modifier : List.of(pointwise, byTile)) {
            for (StreamedNormalizer normalizer : NORMALIZERS) {
                FusedForm form =
                        FusedForm.of(1).withModifiers(List.of(halved, modifier)).withNormalizers(List.of(normalizer));
                assertThatThrownBy(() -> new Room(5, 200).attend(math, form))
                        .as(normalizer.toString())
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessage(
                                "the modified score of query 4 and key 141 in head 1 is not a number after modifier 2 of 2, "
                                        + "which was given 0.5");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void modifiersThatOverflowAreNotTakenForForbidden(TileMath math) {
        ScoreModifier times = (score, head, query, key) -> score * (query == 1 ? -1e300 : 1);
        assertThatThrownBy(() -> new Room(5, 200).attend(math, FusedForm.of(1).withModifiers(List.of(times))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the score of query 2 and key 1 in head 1 is too large for 32-bit");
    }

    @ParameterizedTest
    @MethodSource("both")
    void modifiersMayForbid(TileMath math) {
        ScoreModifier bias =
                (score, head, query, key) -> query == 1 || key >= 100 ? Double.NEGATIVE_INFINITY : score + 1;
        Room room = new Room(5, 200);
        Arrays.fill(room.values, 100, 200, 1e30f);
        assertThat(room.attend(math, FusedForm.of(1).withModifiers(List.of(bias))))
                .containsExactly(1, 0, 1, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatIsCapturedIsANumberOrRefused(TileMath math) {
        Room room = new Room(5, 200);
        room.keys[150] = Float.NaN;
        FusedForm form = FusedForm.of(1).withMask((query, key) -> key < 100);
        assertThat(room.capture(math, form, Capture.of(Stage.MASKED, Stage.WEIGHTS))
                        .stage(Stage.WEIGHTS)
                        .get(4, 150))
                .isZero();
        assertThatThrownBy(() -> room.capture(math, form, Capture.of(Stage.RAW)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("channel 1 of key 151 in head 1 is NaN");
    }

    /** One head of one channel, all numbers 1. */
    private static final class Room {
        private final float[] queries;
        private final float[] keys;
        private final float[] values;

        Room(int queryCount, int keyCount) {
            queries = ones(queryCount);
            keys = ones(keyCount);
            values = ones(keyCount);
        }

        private static float[] ones(int count) {
            float[] ones = new float[count];
            Arrays.fill(ones, 1);
            return ones;
        }

        float[] attend(TileMath math, FusedForm form) {
            float[] output = new float[queries.length];
            attend(math, form, Capture.NOTHING, output);
            return output;
        }

        HeadCapture capture(TileMath math, FusedForm form, Capture capture) {
            return attend(math, form, capture, new float[queries.length]).get(0);
        }

        private List<HeadCapture> attend(TileMath math, FusedForm form, Capture capture, float[] output) {
            try (FusedKernel kernel = new FusedKernel(math, 1)) {
                return kernel.attend(
                        form,
                        HeadArray.withHeadAxis(queries, 1, 1, queries.length, 1),
                        HeadArray.withHeadAxis(keys, 1, 1, keys.length, 1),
                        HeadArray.withHeadAxis(values, 1, 1, keys.length, 1),
                        HeadArray.withHeadAxis(output, 1, 1, queries.length, 1),
                        capture);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void valuesThatOverflowAreRefused(TileMath math) {
        float[] queries = {1, 1, 1, 1, 1, 1, 1, 1};
        assertThatThrownBy(() ->
                        attend(math, new StreamedNormalizer.ReluSquared(false), queries, new float[] {4, 4}, LARGE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query 1 in head 1");
    }

    @ParameterizedTest
    @MethodSource("both")
    void withoutQueriesOrKeysWholeStagesAreEmpty(TileMath math) {
        for (int[] shape : new int[][] {{0, 3}, {3, 0}, {0, 0}}) {
            try (FusedKernel kernel = new FusedKernel(math, 1)) {
                HeadCapture captured = kernel.attend(
                                FusedForm.of(1),
                                HeadArray.withHeadAxis(new float[2 * shape[0]], 1, 1, shape[0], 2),
                                HeadArray.withHeadAxis(new float[2 * shape[1]], 1, 1, shape[1], 2),
                                HeadArray.withHeadAxis(new float[2 * shape[1]], 1, 1, shape[1], 2),
                                HeadArray.withHeadAxis(new float[2 * shape[0]], 1, 1, shape[0], 2),
                                Capture.of(Stage.WEIGHTS, Stage.VALUES))
                        .get(0);
                assertThat(captured.stage(Stage.WEIGHTS)).hasToString(shape[0] + "×" + shape[1] + " matrix");
                assertThat(captured.stage(Stage.VALUES)).hasToString(shape[0] + "×2 matrix");
            }
        }
    }

    /** Two heads of two queries of two channels, one head of one key. */
    private static void attend(
            TileMath math, StreamedNormalizer normalizer, float[] queries, float[] key, float value) {
        try (FusedKernel kernel = new FusedKernel(math, 1)) {
            kernel.attend(
                    FusedForm.of(1).withNormalizers(List.of(normalizer)),
                    HeadArray.withHeadAxis(queries, 1, 2, 2, 2),
                    HeadArray.withHeadAxis(key, 1, 1, 1, 2),
                    HeadArray.withHeadAxis(new float[] {value}, 1, 1, 1, 1),
                    HeadArray.withHeadAxis(new float[4], 1, 2, 2, 1),
                    Capture.NOTHING);
        }
    }
}
