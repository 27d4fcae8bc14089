package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttentionRunnerTest {
    private static final Capture EVERYTHING = new Capture(EnumSet.allOf(Stage.class), 2, true);

    private static AttentionResult run(Composition composition, String text) {
        return new AttentionRunner(composition).run(text, EVERYTHING);
    }

    private static Matrix matrix(double[]... rows) {
        return Matrix.ofRows(rows);
    }

    private static Matrix stage(AttentionResult result, Stage stage) {
        return result.head(0).stage(stage).orElseThrow();
    }

    private static void assertRefused(Composition composition, String text, String message) {
        AttentionRunner runner = new AttentionRunner(composition);
        assertThatThrownBy(() -> runner.run(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    /** NumPy 2.4: np.random.seed(7), X = three times np.random.rand(4); per half of the columns softmax(Q·Qᵀ/√2)·Q. */
    @Test
    void headsAreThoseOfNumPy() {
        AttentionResult result = run(Compositions.of("variant", "multi-head:heads=2"), "a b c");

        Matrices.assertClose(
                result.head(0).weights(),
                matrix(
                        new double[] {0.3590908796215796, 0.3299981958453015, 0.31091092453311886},
                        new double[] {0.26822045127546423, 0.456428920463028, 0.2753506282615078},
                        new double[] {0.33014136529423743, 0.35972424451915114, 0.3101343901866115}),
                1e-15);
        Matrices.assertClose(
                result.head(1).weights(),
                matrix(
                        new double[] {0.35046572491486716, 0.25607273201030784, 0.39346154307482495},
                        new double[] {0.32439758707660327, 0.32085945630903295, 0.3547429566143638},
                        new double[] {0.34641385032334676, 0.24654287603121938, 0.4070432736454338}),
                1e-15);
        Matrices.assertClose(
                result.output(),
                matrix(
                        new double[] {0.4335969967524183, 0.6131833213340936, 0.5492215776784276, 0.5882404799381573},
                        new double[] {0.5407649828176431, 0.5926182198773431, 0.5439601933918974, 0.5429294075126108},
                        new double[] {0.4602512205840269, 0.6062242296073534, 0.5518947114088013, 0.5955386198796562}),
                1e-15);
        assertThat(result.head(1).queries()).isEqualTo(result.embeddings().columns(2, 4));
        assertThat(result.head(1).keys()).isEqualTo(result.embeddings().columns(2, 4));
        assertThat(result.head(1).values()).isEqualTo(result.embeddings().columns(2, 4));
    }

    /** NumPy 2.4, the same X: s = X·Xᵀ, 0.9·tanh(s/0.9), divided by 0.5, lower triangle, softmax over the rows. */
    @Test
    void modifiersAndMaskAreThoseOfNumPy() {
        AttentionResult result = run(
                Compositions.of("score", "dot", "modifier", "softcap:cap=0.9 + temperature:t=0.5", "mask", "causal"),
                "a b c");

        Matrices.assertClose(
                result.head(0).weights(),
                matrix(
                        new double[] {1.0, 0.0, 0.0},
                        new double[] {0.3938144474966446, 0.6061855525033554, 0.0},
                        new double[] {0.34952748032756353, 0.28314293682703334, 0.3673295828454031}),
                1e-15);
        Matrices.assertClose(
                result.output(),
                matrix(
                        new double[] {0.07630828937395717, 0.7799187922401146, 0.4384092314408935, 0.7234651778309412},
                        new double[] {0.6228944194913665, 0.6335717049838151, 0.47642387439176115, 0.32858739537473386},
                        new double[] {0.4021882453060069, 0.6086959830290133, 0.5446260649338684, 0.5685088550619674}),
                1e-15);
    }

    /** NumPy 2.4, the same X: softmax of X·Xᵀ/2 down the columns, whole and of its lower triangle. */
    @Test
    void normalizationOverTheQueriesIsThatOfNumPy() {
        AttentionResult whole = run(Compositions.of("normalizer", "softmax:axis=queries"), "a b c");
        AttentionResult lower = run(Compositions.of("normalizer", "softmax:axis=queries", "mask", "causal"), "a b c");

        Matrices.assertClose(
                whole.output(),
                matrix(
                        new double[] {0.39724917928949044, 0.6096413499878132, 0.5358530910461524, 0.5613697256283637},
                        new double[] {0.4985055404020513, 0.579239372296034, 0.521240607240252, 0.4600319129264424},
                        new double[] {0.4269820617808892, 0.6294164411922611, 0.5616659929353676, 0.5778537087402721}),
                1e-15);
        Matrices.assertClose(
                lower.head(0).weights(),
                matrix(
                        new double[] {0.3656702412279538, 0.0, 0.0},
                        new double[] {0.2759165841909573, 0.5711087905617391, 0.0},
                        new double[] {0.35841317458108896, 0.42889120943826087, 1.0}),
                1e-15);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void plainLoopsGiveTheSame(long seed) {
        int count = 3 + new Random(seed).nextInt(20);
        String text = words(count, seed);
        Composition composition = Compositions.modifying(
                Compositions.projecting(
                        Compositions.of("mask", "causal:align=bottom-right"), new Compositions.Scaling()),
                (score, head, query, key) -> score - 0.125 * (query - key));

        AttentionResult result = run(composition, text);

        Matrix x = result.embeddings();
        for (int i = 0; i < count; i++) {
            double[] scores = new double[i + 1];
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                for (int channel = 0; channel < 4; channel++) {
                    scores[j] += 2 * x.get(i, channel) * x.get(j, channel) / 2;
                }
                scores[j] -= 0.125 * (i - j);
                sum += Math.exp(scores[j]);
            }
            double[] output = new double[4];
            for (int j = 0; j <= i; j++) {
                double weight = Math.exp(scores[j]) / sum;
                assertThat(result.head(0).weights().get(i, j)).isCloseTo(weight, within(1e-13));
                for (int channel = 0; channel < 4; channel++) {
                    output[channel] -= weight * x.get(j, channel);
                }
            }
            for (int channel = 0; channel < 4; channel++) {
                assertThat(result.output().get(i, channel)).isCloseTo(output[channel] + 1, within(1e-13));
            }
        }
    }

    private static String words(int count, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < count; word++) {
            text.append(word == 0 ? "" : " ").append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @Test
    void everyStageIsWhatItSays() {
        Composition composition = Compositions.modifying(
                Compositions.of("score", "dot", "mask", "causal"), (score, head, query, key) -> 10 * query + key);

        AttentionResult result =
                run(Compositions.embedding(composition, new double[] {1, 2}, new double[] {3, 4}), "a b");

        double never = Double.NEGATIVE_INFINITY;
        assertThat(stage(result, Stage.RAW)).isEqualTo(matrix(new double[] {5, 11}, new double[] {11, 25}));
        assertThat(stage(result, Stage.MODIFIED)).isEqualTo(matrix(new double[] {0, 1}, new double[] {10, 11}));
        assertThat(stage(result, Stage.MASKED)).isEqualTo(matrix(new double[] {0, never}, new double[] {10, 11}));
        assertThat(stage(result, Stage.WEIGHTS).row(0)).containsExactly(1, 0);
        assertThat(stage(result, Stage.VALUES).row(0)).containsExactly(1, 2);
        assertThat(stage(result, Stage.VALUES)).isEqualTo(result.output());
    }

    @Test
    void resultSaysWhatWasRunAndHow() {
        AttentionRunner runner =
                new AttentionRunner(Compositions.of("score", "dot", "modifier", "softcap:cap=3 + scale:factor=2"));

        AttentionResult result = runner.run("two  words");

        assertThat(result.text()).isEqualTo("two  words");
        assertThat(result.queries()).containsExactly(new Token("two", 0, 3), new Token("words", 5, 10));
        assertThat(result.keys()).isEqualTo(result.queries());
        assertThat(result.embeddings().rows()).isEqualTo(2);
        assertThat(result.embeddings().columns()).isEqualTo(4);
        assertThat(result.head(0).queries()).isEqualTo(result.embeddings());
        assertThat(result.execution().way()).isEqualTo("materialized");
        assertThat(result.execution().composition())
                .containsExactlyEntriesOf(runner.composition().configuration().composition())
                .contains(
                        Map.entry("score", "dot"),
                        Map.entry("modifier", "softcap:cap=3 + scale:factor=2"),
                        Map.entry("normalizer", "softmax:axis=keys"));
    }

    @Test
    void weightsAreKeptUnlessOtherwiseAsked() {
        AttentionRunner runner = new AttentionRunner(Compositions.of());

        HeadResult kept = runner.run("a b").head(0);
        HeadResult nothing = runner.run("a b", Capture.NOTHING).head(0);

        assertThat(kept.stage(Stage.WEIGHTS)).isPresent();
        assertThat(kept.stage(Stage.RAW)).isEmpty();
        assertThatThrownBy(kept::topKeys).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(kept::statistics).isInstanceOf(IllegalStateException.class);
        assertThat(nothing.stage(Stage.WEIGHTS)).isEmpty();
    }

    @Test
    void topKeysDoNotKeepTheWeights() {
        HeadResult head = new AttentionRunner(Compositions.of())
                .run("a b", Capture.ofTopKeys(1))
                .head(0);

        assertThat(head.topKeys().count()).isEqualTo(1);
        assertThat(head.stage(Stage.WEIGHTS)).isEmpty();
    }

    private static List<Capture> everyCapture() {
        List<Capture> captures = new ArrayList<>();
        for (int bits = 0; bits < 1 << 7; bits++) {
            Set<Stage> stages = EnumSet.noneOf(Stage.class);
            int bit = 1;
            for (Stage stage : Stage.values()) {
                if ((bits & bit) != 0) {
                    stages.add(stage);
                }
                bit <<= 1;
            }
            captures.add(new Capture(stages, (bits & 1 << 5) == 0 ? 0 : 2, (bits & 1 << 6) != 0));
        }
        return captures;
    }

    private static List<Composition> manyCompositions() {
        Composition positions = Compositions.modifying(
                Compositions.of("mask", "causal"), (score, head, query, key) -> score + head - 0.3 * query * key);
        return List.of(
                Compositions.of(),
                Compositions.of("mask", "causal"),
                Compositions.of("mask", "causal:align=bottom-right", "variant", "multi-head:heads=2"),
                Compositions.of("modifier", "softcap:cap=0.9 + temperature:t=0.1", "variant", "multi-head:heads=4"),
                Compositions.of("normalizer", "softmax:axis=queries", "mask", "causal"),
                Compositions.masking(Compositions.of("score", "dot"), (query, key) -> query != 3 && query != key),
                positions,
                Compositions.projecting(positions, new Compositions.Scaling()));
    }

    /** Room for one block of so many queries over 11 keys. */
    private static AttentionRunner inBlocks(Composition composition, int queries) {
        long bytes = 5L * 8 * composition.variant().heads() * 11 * queries;
        return new AttentionRunner(composition, new MemoryBudget(1 << 20, bytes));
    }

    @Test
    void capturingNeverChangesTheResult() {
        String text = words(11, 5);
        for (Composition composition : manyCompositions()) {
            Matrix expected =
                    new AttentionRunner(composition).run(text, Capture.NOTHING).output();
            for (Capture capture : everyCapture()) {
                assertThat(new AttentionRunner(composition).run(text, capture).output())
                        .isEqualTo(expected);
                assertThat(inBlocks(composition, 3).run(text, capture).output()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 10, 11, 12})
    void blocksOfQueriesGiveWhatAllAtOnceGive(int size) {
        String text = words(11, 6);
        for (Composition composition : manyCompositions()) {
            AttentionResult whole = run(composition, text);
            AttentionResult blocks = inBlocks(composition, size).run(text, EVERYTHING);

            assertThat(blocks.output()).isEqualTo(whole.output());
            assertThat(blocks.heads()).hasSameSizeAs(whole.heads());
            for (int head = 0; head < whole.heads().size(); head++) {
                assertSameHead(blocks.head(head), whole.head(head));
            }
        }
    }

    private static void assertSameHead(HeadResult actual, HeadResult expected) {
        for (Stage stage : Stage.values()) {
            assertThat(actual.stage(stage)).as(stage.word()).isEqualTo(expected.stage(stage));
        }
        assertThat(actual.queries()).isEqualTo(expected.queries());
        assertThat(actual.keys()).isEqualTo(expected.keys());
        assertThat(actual.values()).isEqualTo(expected.values());
        assertThat(actual.topKeys().count()).isEqualTo(expected.topKeys().count());
        for (int query = 0; query < expected.queries().rows(); query++) {
            for (int rank = 0; rank < expected.topKeys().count(); rank++) {
                assertThat(actual.topKeys().key(query, rank))
                        .isEqualTo(expected.topKeys().key(query, rank));
                assertThat(actual.topKeys().weight(query, rank))
                        .isEqualTo(expected.topKeys().weight(query, rank));
            }
            assertThat(actual.statistics().entropy(query))
                    .isEqualTo(expected.statistics().entropy(query));
            assertThat(actual.statistics().selfShare(query))
                    .isEqualTo(expected.statistics().selfShare(query));
        }
    }

    /** Counts in how many blocks it is asked, and of how many queries. */
    private record Counting(List<Integer> blocks) implements AttentionVariant {
        @Override
        public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
            blocks.add(queries.rows());
            return stages.attend(0, queries, keys, values);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, '[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'", "4, '[4, 4, 3]'", "10, '[10, 1]'", "11, [11]", "12, [11]"})
    void queriesComeInBlocksThatFitTheBudget(int size, String blocks) {
        List<Integer> seen = new ArrayList<>();

        inBlocks(Compositions.arranging(Compositions.of(), new Counting(seen)), size)
                .run(words(11, 7), Capture.NOTHING);

        assertThat(seen).hasToString(blocks);
    }

    @Test
    void normalizerOverTheQueriesNeedsAllOfThemAtOnce() {
        List<Integer> seen = new ArrayList<>();
        Composition composition =
                Compositions.arranging(Compositions.of("normalizer", "softmax:axis=queries"), new Counting(seen));

        inBlocks(composition, 2).run(words(11, 7), Capture.NOTHING);

        assertThat(seen).containsExactly(11);
    }

    @Test
    void whatAVariantNotesIsWhatIsKept() {
        AttentionVariant swapping = (queries, keys, values, stages) -> {
            Matrix masked = stages.masked(0, stages.modified(0, stages.raw(0, queries, keys)));
            stages.weights(0, masked);
            Matrix own = Matrices.filled(queries.rows(), keys.rows(), 0.25);
            own.elements()[0] = 0.5;
            stages.note(Stage.WEIGHTS, 0, own);
            return stages.values(0, own, values);
        };

        AttentionResult result = run(Compositions.arranging(Compositions.of(), swapping), "a b");

        assertThat(result.head(0).weights()).isEqualTo(matrix(new double[] {0.5, 0.25}, new double[] {0.25, 0.25}));
        assertThat(result.head(0).topKeys().weight(0, 0)).isEqualTo(0.5);
        assertThat(result.head(0).statistics().selfShare(0)).isEqualTo(0.5 / 0.75);
    }

    @Test
    void stageThatAVariantLeavesOutIsMissing() {
        AttentionVariant mean = (queries, keys, values, stages) -> Matrix.zeros(queries.rows(), values.columns());

        AttentionResult result = new AttentionRunner(Compositions.arranging(Compositions.of(), mean))
                .run("a b", Capture.of(Stage.RAW, Stage.WEIGHTS));

        assertThat(result.head(0).stage(Stage.WEIGHTS)).isEmpty();
        assertThat(result.head(0).queries().rows()).isZero();
        assertThat(result.output()).isEqualTo(Matrix.zeros(2, 4));
    }

    @Test
    void forbiddenRowsWeighNothing() {
        Composition composition = Compositions.masking(Compositions.of(), (query, key) -> query != 1);

        AttentionResult result = run(composition, "a b c");

        assertThat(stage(result, Stage.MASKED).row(1)).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(result.head(0).weights().row(1)).containsExactly(0, 0, 0);
        assertThat(result.output().row(1)).containsExactly(0, 0, 0, 0);
        assertThat(result.head(0).statistics().entropy(1)).isZero();
        assertThat(result.head(0).statistics().selfShare(1)).isZero();
        assertThat(result.head(0).statistics().entropy(0)).isPositive();
        assertThat(result.head(0).topKeys().weight(1, 0)).isZero();
    }

    @Test
    void masksAreAskedForTheNumbersOfQueriesAndKeys() {
        List<String> asked = new ArrayList<>();
        Mask mask = new Mask() {
            @Override
            public boolean allows(int query, int key) {
                throw new AssertionError("all is allowed");
            }

            @Override
            public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
                asked.add(firstQuery + "-" + lastQuery + " " + firstKey + "-" + lastKey);
                return Coverage.ALL;
            }

            @Override
            public Mask over(int queries, int keys) {
                asked.add(queries + "×" + keys);
                return this;
            }
        };

        inBlocks(Compositions.masking(Compositions.of(), mask), 6).run(words(11, 8), Capture.NOTHING);

        assertThat(asked).containsExactly("11×11", "0-5 0-10", "11×11", "6-10 0-10");
    }

    @Test
    void maskDoesNotWriteToTheScoresBeforeIt() {
        AttentionResult result = run(Compositions.of("mask", "causal"), "a b c");

        assertThat(stage(result, Stage.MODIFIED)).isEqualTo(stage(result, Stage.RAW));
        assertThat(stage(result, Stage.RAW).elements()).doesNotContain(Double.NEGATIVE_INFINITY);
    }

    @Test
    void overflowedScoresShareTheWeight() {
        AttentionResult result = run(
                Compositions.embedding(
                        Compositions.of(), new double[] {1e300, 0}, new double[] {1e300, 0}, new double[] {0, 1}),
                "a b c");

        assertThat(stage(result, Stage.RAW).row(0))
                .containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
        assertThat(result.head(0).weights().row(0)).containsExactly(0.5, 0.5, 0);
        assertThat(result.output().row(0)).containsExactly(1e300, 0);
    }

    @Test
    void scoreThatIsNoNumberIsToldWithItsPlace() {
        Composition composition = Compositions.embedding(
                Compositions.of("variant", "multi-head:heads=2"),
                new double[] {0, 0, 1, 1},
                new double[] {1, 1, 1e300, 1e300},
                new double[] {1, 1, 1e300, -1e300});
        String message = "the raw score of query 2 and key 3 in head 2 is not a number: the vectors are too large to "
                + "multiply; use smaller ones";

        assertRefused(composition, "a b c", message);
        AttentionRunner blocks = new AttentionRunner(composition, new MemoryBudget(1 << 20, 1));
        assertThatThrownBy(() -> blocks.run("a b c")).hasMessage(message);
    }

    @Test
    void modifiedScoreThatIsNoNumberIsToldWithItsPlace() {
        Composition composition = Compositions.embedding(
                Compositions.of("modifier", "temperature:t=2 + scale:factor=0"),
                new double[] {0, 1},
                new double[] {1e300, 1});

        assertRefused(
                composition,
                "a b",
                "the modified score of query 2 and key 2 in head 1 is not a number after modifier 2 of 2, which was "
                        + "given Infinity");
    }

    @ParameterizedTest
    @CsvSource({"NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
    void vectorsAreFinite(double value, String shown) {
        assertRefused(
                Compositions.embedding(Compositions.of(), new double[] {1, 2, 3}, new double[] {4, value, 5}),
                "good bad",
                "channel 2 of the vector of word 2 'bad' is " + shown + "; vectors hold finite numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "key", "value", "output"})
    void whatGrowsBeyondAllNumbersIsRefusedWithItsPlace(String role) {
        Composition composition = Compositions.embedding(
                Compositions.projecting(Compositions.of("score", "cosine"), new Enlarging(role)),
                new double[] {0.5, 0.5},
                new double[] {0.5, 2});

        assertRefused(
                composition,
                "a b",
                "channel 2 of the " + role
                        + " of word 2 'b' is Infinity; what was multiplied or added up is too large; "
                        + "use smaller vectors, parameters or weights");
    }

    @Test
    void valuesThatAddUpBeyondAllNumbersAreRefused() {
        Composition composition = Compositions.embedding(
                Compositions.of("score", "cosine", "normalizer", "sigmoid:bias=100"),
                new double[] {1e308, 0},
                new double[] {1e308, 0});

        assertRefused(
                composition,
                "a b",
                "channel 1 of the value of word 1 'a' is Infinity; what was multiplied or added up is too large; "
                        + "use smaller vectors, parameters or weights");
    }

    /** A projection that multiplies the last number of one of its results by the largest number there is. */
    private record Enlarging(String role) implements Projection {
        @Override
        public Matrix queries(Matrix embeddings, MatrixBackend backend) {
            return enlarged("query", embeddings);
        }

        @Override
        public Matrix keys(Matrix embeddings, MatrixBackend backend) {
            return enlarged("key", embeddings);
        }

        @Override
        public Matrix values(Matrix embeddings, MatrixBackend backend) {
            return enlarged("value", embeddings);
        }

        @Override
        public Matrix output(Matrix joined, MatrixBackend backend) {
            return enlarged("output", joined);
        }

        private Matrix enlarged(String which, Matrix rows) {
            Matrix result =
                    Matrix.wrap(rows.rows(), rows.columns(), rows.elements().clone());
            if (which.equals(role)) {
                int last = result.elements().length - 1;
                result.elements()[last] *= Double.MAX_VALUE;
            }
            return result;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void emptyTextIsRefused(String text) {
        assertRefused(Compositions.of(), text, "the phrase is empty; give one with at least one word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b c"})
    void embedderMakesOneVectorPerWord(String text) {
        AttentionRunner runner =
                new AttentionRunner(Compositions.embedding(Compositions.of(), new double[] {1}, new double[] {2}));

        assertThatThrownBy(() -> runner.run(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the embedder made 2 vectors of " + text.split(" ").length + " tokens");
    }

    @Test
    void projectionMakesOneRowPerWord() {
        Projection shortened = new ShortKeys();
        AttentionRunner runner = new AttentionRunner(Compositions.projecting(Compositions.of(), shortened));

        assertThatThrownBy(() -> runner.run("a b c"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the projection made 2 rows for the key of each of 3 tokens");
    }

    /** A projection that loses a key. */
    private static final class ShortKeys implements Projection {
        @Override
        public Matrix queries(Matrix embeddings, MatrixBackend backend) {
            return embeddings;
        }

        @Override
        public Matrix keys(Matrix embeddings, MatrixBackend backend) {
            return embeddings.rows(1, embeddings.rows());
        }

        @Override
        public Matrix values(Matrix embeddings, MatrixBackend backend) {
            return embeddings;
        }
    }

    @Test
    void oneWordAttendsToItself() {
        AttentionResult result = run(Compositions.of(), "alone");

        assertThat(result.head(0).weights()).isEqualTo(matrix(new double[] {1}));
        assertThat(result.output()).isEqualTo(result.embeddings());
        assertThat(result.head(0).topKeys().count()).isEqualTo(1);
        assertThat(result.head(0).statistics().entropy(0)).isZero();
        assertThat(result.head(0).statistics().selfShare(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void wordsInAnotherOrderGiveTheSameInThatOrder(long seed) {
        String[] words = IntStream.range(0, 12).mapToObj(word -> "w" + word).toArray(String[]::new);
        int[] order = Matrices.randomOrder(words.length, seed);
        String[] reordered = Arrays.stream(order).mapToObj(word -> words[word]).toArray(String[]::new);
        Composition composition = Compositions.of("embedder", "hashed:dimension=8", "variant", "multi-head:heads=4");

        AttentionResult first = run(composition, String.join(" ", words));
        AttentionResult second = run(composition, String.join(" ", reordered));

        Matrices.assertClose(second.output(), Matrices.reorderRows(first.output(), order), 1e-14);
        Matrices.assertClose(
                second.head(2).weights(),
                Matrices.reorderColumns(Matrices.reorderRows(first.head(2).weights(), order), order),
                1e-14);
    }

    @Test
    void textThatDoesNotFitIsRefusedUnlessItNeedNotBeKept() {
        String text = words(11, 9); // 11 · 11 · 8 bytes = 968 for each matrix
        Composition composition = Compositions.of("variant", "multi-head:heads=2");
        AttentionRunner exact = new AttentionRunner(composition, new MemoryBudget(2 * 968, 1));
        AttentionRunner tight = new AttentionRunner(composition, new MemoryBudget(2 * 968 - 1, 1));

        assertThat(exact.run(text).heads()).hasSize(2);
        assertThatThrownBy(() -> tight.run(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("a text of 11 words needs ");
        assertThat(tight.run(text, Capture.of(Stage.VALUES)).heads()).hasSize(2);
        assertThat(tight.run(text, Capture.ofStatistics()).heads()).hasSize(2);
    }

    @Test
    void normalizerOverTheQueriesCountsEveryStage() {
        String text = words(11, 9);
        Composition composition = Compositions.of("normalizer", "softmax:axis=queries");
        AttentionRunner exact = new AttentionRunner(composition, new MemoryBudget(4 * 968, 1));
        AttentionRunner tight = new AttentionRunner(composition, new MemoryBudget(4 * 968 - 1, 1));

        assertThat(exact.run(text, Capture.NOTHING).heads()).hasSize(1);
        assertThatThrownBy(() -> tight.run(text, Capture.NOTHING)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void topKeysAreCountedToo() {
        String text = words(11, 9); // 11 · 5 · (8 + 4) bytes = 660 for each head
        AttentionRunner exact = new AttentionRunner(Compositions.of(), new MemoryBudget(660, 1));
        AttentionRunner tight = new AttentionRunner(Compositions.of(), new MemoryBudget(659, 1));

        assertThat(exact.run(text, Capture.ofTopKeys(5)).head(0).topKeys().count())
                .isEqualTo(5);
        assertThatThrownBy(() -> tight.run(text, Capture.ofTopKeys(5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a text of 11 words needs 0 MiB for the 5 largest weights of each word in 1 head"
                        + " and there is room for 0 MiB; ask for fewer, or give Java more memory");
    }
}
