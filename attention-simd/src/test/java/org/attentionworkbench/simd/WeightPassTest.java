package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wanted of the second pass is all there, and what is not wanted is not computed. */
final class WeightPassTest {
    private static final int FIRST_HEAD = 3;
    private static final int FIRST_QUERY = 50;
    private static final int FIRST_KEY = 7;
    private static final int KEYS = 400;
    private static final FusedForm FORM = FusedForm.of(0.5).at(FIRST_HEAD, FIRST_QUERY, FIRST_KEY);
    private static final Mask WINDOW = new Masking.Window(60);

    static Stream<TileMath> both() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    /** Two entries of four heads, of which two share their keys; few queries lie in blocks of two heads, many in blocks of one. */
    private static final class Heads {
        private final TileMath math;
        private final int count;
        private final HeadArray queries;
        private final HeadArray keys;

        Heads(TileMath math, int count) {
            this.math = math;
            this.count = count;
            SplittableRandom random = new SplittableRandom(count);
            queries = Layout.WITH_GAPS.filled(2, 4, count, 5, () -> 2 * random.nextDouble() - 1);
            keys = Layout.WITH_GAPS.filled(2, 2, KEYS, 5, () -> 2 * random.nextDouble() - 1);
        }

        List<HeadCapture> capture(int threads, FusedForm form, Capture capture) {
            try (FusedKernel kernel = new FusedKernel(math, threads, 0)) {
                HeadArray output = Layout.HEADS_AS_AXIS.blank(2, 4, count, 5);
                return kernel.attend(form, queries, keys, keys, output, capture);
            }
        }

        /** The tiles of the second pass, which comes after all of the first. */
        List<Tile> secondPass(FusedForm form, Capture capture) {
            List<Tile> first = new ArrayList<>();
            capture(1, form.withModifiers(List.of(new Watching(first))), Capture.NOTHING);
            List<Tile> both = new ArrayList<>();
            capture(1, form.withModifiers(List.of(new Watching(both))), capture);
            assertThat(both.subList(0, first.size())).isEqualTo(first);
            return both.subList(first.size(), both.size());
        }
    }

    /** Where a tile was. */
    private record Tile(int head, int firstQuery, int queries, int firstKey, int keys) {
        Tile(ScoreTile tile) {
            this(tile.head(), tile.firstQuery(), tile.queries(), tile.firstKey(), tile.keys());
        }

        boolean holds(int query) {
            return query >= firstQuery && query < firstQuery + queries;
        }

        Mask.Coverage coverage(Mask mask) {
            return mask.coverage(firstQuery, firstQuery + queries - 1, firstKey, firstKey + keys - 1);
        }
    }

    /** Changes nothing and notes every tile. */
    private record Watching(List<Tile> tiles) implements ScoreModifier {
        @Override
        public double modify(double score, int head, int query, int key) {
            return score;
        }

        @Override
        public void modify(ScoreTile tile) {
            tiles.add(new Tile(tile));
        }
    }

    /** A mask that notes every tile of which it does not know all. */
    private record WatchingMask(Mask mask, List<Tile> tiles) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return mask.allows(query, key);
        }

        @Override
        public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
            return mask.coverage(firstQuery, lastQuery, firstKey, lastKey);
        }

        @Override
        public void forbid(ScoreTile tile) {
            tiles.add(new Tile(tile));
            mask.forbid(tile);
        }
    }

    // ---- what is wanted is there

    @ParameterizedTest
    @MethodSource("both")
    void wantedRowsOfAnyBlockAreThoseOfTheWholeWeights(TileMath math) {
        for (FusedForm form : List.of(FORM, FORM.withMask(WINDOW))) {
            for (int count : new int[] {3, 5, 40, 333}) {
                Heads heads = new Heads(math, count);
                List<HeadCapture> whole = heads.capture(1, form, Capture.of(Stage.WEIGHTS));
                for (int[] wanted :
                        new int[][] {{0}, {count - 1}, {count / 2}, {0, 1, count / 3, count - 2}, {-1, 0, count}}) {
                    assertRows(heads, form, wanted, whole);
                }
            }
        }
    }

    private static void assertRows(Heads heads, FusedForm form, int[] wanted, List<HeadCapture> whole) {
        int[] positions = IntStream.of(wanted).map(query -> query + FIRST_QUERY).toArray();
        for (int threads : new int[] {1, 3}) {
            List<HeadCapture> captured = heads.capture(threads, form, Capture.ofRows(positions));
            for (int head = 0; head < 8; head++) {
                for (int query = -1; query <= heads.count; query++) {
                    int number = query;
                    Matrix row = captured.get(head).row(FIRST_QUERY + query);
                    if (query < 0
                            || query == heads.count
                            || IntStream.of(wanted).noneMatch(other -> other == number)) {
                        assertThat(row).isNull();
                    } else {
                        assertThat(row.elements())
                                .isEqualTo(whole.get(head).stage(Stage.WEIGHTS).row(query));
                        assertThat(Arrays.stream(row.elements()).sum()).isCloseTo(1, within(1e-5));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void rowsThatAreForbiddenEveryKeyAreThereAndZero(TileMath math) {
        FusedForm keysToCome = FORM.at(0, 0, 1000).withMask(WINDOW);
        for (HeadCapture captured : new Heads(math, 333).capture(1, keysToCome, Capture.ofRows(0, 200, 332))) {
            for (int query : new int[] {0, 200, 332}) {
                assertThat(captured.row(query).elements()).hasSize(KEYS).containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void stagesOfSomeHeadsAreThoseOfAll(TileMath math) {
        FusedForm form = FORM.withMask(WINDOW).withModifiers(List.of(Scoring.SLOPED.modifier()));
        for (int count : new int[] {3, 40, 333}) {
            Heads heads = new Heads(math, count);
            List<HeadCapture> all = heads.capture(1, form, Capture.of(Stage.RAW, Stage.values()));
            for (Stage stage : Stage.values()) {
                List<HeadCapture> some =
                        heads.capture(2, form, Capture.of(stage).inHeads(FIRST_HEAD + 1, 99));
                for (int head = 0; head < 8; head++) {
                    assertThat(elements(some.get(head), stage))
                            .isEqualTo(head % 4 == 1 ? elements(all.get(head), stage) : new double[0]);
                }
            }
            assertMasked(all.get(1), count);
        }
    }

    private static double[] elements(HeadCapture captured, Stage stage) {
        Matrix matrix = captured.stage(stage);
        return matrix == null ? new double[0] : matrix.elements();
    }

    private static void assertMasked(HeadCapture captured, int count) {
        for (int query = 0; query < count; query++) {
            for (int key = 0; key < KEYS; key++) {
                boolean allowed = WINDOW.allows(FIRST_QUERY + query, FIRST_KEY + key);
                double modified = captured.stage(Stage.MODIFIED).row(query)[key];
                assertThat(modified).isNotZero().isFinite();
                assertThat(captured.stage(Stage.RAW).row(query)[key])
                        .isNotZero()
                        .isFinite();
                assertThat(captured.stage(Stage.MASKED).row(query)[key])
                        .isEqualTo(allowed ? modified : Double.NEGATIVE_INFINITY);
                assertThat(captured.stage(Stage.WEIGHTS).row(query)[key] > 0).isEqualTo(allowed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatKeysReceiveIsOfAllRows(TileMath math) {
        FusedForm form = FORM.withMask(WINDOW);
        Capture capture = Capture.ofReceived().and(Capture.of(Stage.WEIGHTS));
        for (HeadCapture captured : new Heads(math, 333).capture(2, form, capture)) {
            double[] sums = new double[KEYS];
            for (int query = 0; query < 333; query++) {
                for (int key = 0; key < KEYS; key++) {
                    sums[key] += captured.stage(Stage.WEIGHTS).row(query)[key];
                }
            }
            assertThat(captured.received().elements()).containsExactly(sums, within(1e-12));
            assertThat(Arrays.stream(sums).sum()).isCloseTo(333, within(1e-2));
        }
    }

    // ---- what is not wanted is not computed

    @ParameterizedTest
    @MethodSource("both")
    void aSecondPassIsMadeOnlyForWhatNeedsFinalWeights(TileMath math) {
        Heads heads = new Heads(math, 333);
        Capture onePass = Capture.of(Stage.VALUES).and(Capture.ofTopKeys(3)).and(Capture.ofStatistics(FIRST_KEY));
        assertThat(heads.secondPass(FORM, onePass)).isEmpty();
        assertThat(heads.secondPass(FORM, Capture.ofRows(0, FIRST_QUERY + 333))).isEmpty();
        assertThat(heads.secondPass(FORM, Capture.of(Stage.RAW).inHeads(0, 99))).isEmpty();
        assertThat(pairs(heads.secondPass(FORM, Capture.ofReceived()))).isEqualTo(8 * 333 * KEYS);
        assertThat(pairs(heads.secondPass(FORM, Capture.of(Stage.WEIGHTS)))).isEqualTo(8 * 333 * KEYS);
    }

    private static int pairs(List<Tile> tiles) {
        return tiles.stream().mapToInt(tile -> tile.queries() * tile.keys()).sum();
    }

    @ParameterizedTest
    @MethodSource("both")
    void onlyBlocksWithAWantedRowAreComputedAgain(TileMath math) {
        int first = FIRST_QUERY + 30;
        int second = FIRST_QUERY + 332;
        List<Tile> tiles = new Heads(math, 333).secondPass(FORM, Capture.ofRows(first, second));
        assertThat(tiles).allMatch(tile -> tile.holds(first) != tile.holds(second));
        for (int row : new int[] {first, second}) {
            assertThat(tiles.stream()
                            .filter(tile -> tile.holds(row))
                            .mapToInt(Tile::keys)
                            .sum())
                    .isEqualTo(8 * KEYS);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void onlyHeadsWithAWantedStageAreComputedAgain(TileMath math) {
        Capture twoHeads = Capture.of(Stage.WEIGHTS).inHeads(FIRST_HEAD, FIRST_HEAD + 3);
        List<Tile> tiles = new Heads(math, 333).secondPass(FORM, twoHeads);
        assertThat(tiles).allMatch(tile -> Set.of(FIRST_HEAD, FIRST_HEAD + 3).contains(tile.head()));
        assertThat(pairs(tiles)).isEqualTo(4 * 333 * KEYS);
    }

    @ParameterizedTest
    @MethodSource("both")
    void forbiddenTilesAreComputedAgainOnlyForTheirScores(TileMath math) {
        Heads heads = new Heads(math, 333);
        FusedForm form = FORM.withMask(WINDOW);
        Capture weights = Capture.ofReceived()
                .and(Capture.of(Stage.MASKED, Stage.WEIGHTS))
                .and(Capture.ofRows(FIRST_QUERY));
        assertThat(heads.secondPass(form, weights))
                .isNotEmpty()
                .noneMatch(tile -> tile.coverage(WINDOW) == Mask.Coverage.NONE);
        for (Stage scores : List.of(Stage.RAW, Stage.MODIFIED)) {
            assertThat(pairs(heads.secondPass(form, Capture.of(scores)))).isEqualTo(8 * 333 * KEYS);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void theMaskIsAskedAgainOnlyOfTilesOfWhichItDoesNotAllowAll(TileMath math) {
        Mask wide = new Masking.Window(300);
        List<Tile> tiles = new ArrayList<>();
        List<Tile> again =
                new Heads(math, 333).secondPass(FORM.withMask(new WatchingMask(wide, tiles)), Capture.ofReceived());
        assertThat(again).anyMatch(tile -> tile.coverage(wide) == Mask.Coverage.ALL);
        assertThat(tiles).isNotEmpty().noneMatch(tile -> tile.coverage(wide) == Mask.Coverage.ALL);
    }
}
