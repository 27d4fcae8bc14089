package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.core.cache.AppendCache;
import org.attentionworkbench.core.cache.BufferCache;
import org.attentionworkbench.core.cache.SlidingCache;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.modifier.SoftcapModifier;
import org.attentionworkbench.core.normalizer.ReluSquared;
import org.attentionworkbench.core.normalizer.Sigmoid;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.normalizer.SoftmaxPlusOne;
import org.attentionworkbench.core.normalizer.Sparsemax;
import org.attentionworkbench.core.score.CosineScore;
import org.attentionworkbench.core.variant.FeatureMap;
import org.attentionworkbench.core.variant.GroupedQuery;
import org.attentionworkbench.core.variant.MultiHead;
import org.attentionworkbench.core.variant.RecurrentHeads;
import org.attentionworkbench.core.variant.StateUpdate;
import org.attentionworkbench.core.variant.TalkingHeads;
import org.attentionworkbench.core.variant.WeightsOnly;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a backend of fused passes is handed, and when; by one that computes it naively. */
final class FusedAttentionTest {
    private static final int COUNT = 11;

    /** Numbers are rounded to 32 bits on their way in and out, each by half of 2⁻²³ of its size, 1 or so. */
    private static final double ROUNDING = 0x1p-20;

    private static final Matrix QUERIES = Matrices.random(COUNT, 8, 1);
    private static final Matrix KEYS = Matrices.random(COUNT, 8, 2);
    private static final Matrix VALUES = Matrices.random(COUNT, 12, 3);
    private static final Mask CAUSAL = new CausalMask(Alignment.TOP_LEFT);
    private static final Capture EVERYTHING =
            new Capture(EnumSet.allOf(Stage.class), Set.of(), Set.of(), 3, true, Set.of(2, 5), true);

    private final NaiveFusedBackend backend = new NaiveFusedBackend();

    /** Depends on absolute positions of both sides and on the head. */
    private static final ScoreModifier POSITIONS =
            (score, head, query, key) -> score - 0.1 * (head + 1) * (query - key) + 0.01 * key;

    /** Turns queries and keys by their positions, and forgets the last channel: prepared rows are narrower. */
    private static final ScoreFunction PREPARED = new DotProductScore() {
        @Override
        public Matrix prepareQueries(Matrix queries, HeadContext context) {
            return prepared(queries, context.firstQuery(), context.head() + 1);
        }

        @Override
        public Matrix prepareKeys(Matrix keys, HeadContext context) {
            return prepared(keys, context.firstKey(), 1);
        }

        @Override
        public double scale(int width) {
            return 1.0 / width;
        }

        private Matrix prepared(Matrix rows, int first, double factor) {
            Matrix prepared = Matrix.zeros(rows.rows(), rows.columns() - 1);
            for (int row = 0; row < rows.rows(); row++) {
                for (int column = 0; column < prepared.columns(); column++) {
                    prepared.elements()[row * prepared.columns() + column] =
                            factor * rows.get(row, column) * Math.cos(first + row + column);
                }
            }
            return prepared;
        }
    };

    /** Each head forbids a key of its own. */
    private record NotItsOwn(int head) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return key % 4 != head;
        }

        @Override
        public Mask ofHead(int index) {
            return new NotItsOwn(index);
        }
    }

    private static Map<String, Mechanism> mechanisms() {
        Mechanism plain = Mechanism.scaledDot();
        Mechanism heads = plain.withVariant(new MultiHead(4));
        Map<String, Mechanism> mechanisms = new TreeMap<>();
        mechanisms.put("plain", plain);
        mechanisms.put("causal", plain.withMask(CAUSAL));
        mechanisms.put("window", plain.withMask(CAUSAL.and((query, key) -> query - key <= 2)));
        mechanisms.put("prepared", heads.withScore(PREPARED).withMask(CAUSAL));
        mechanisms.put("cosine", heads.withScore(new CosineScore(0.5)));
        mechanisms.put("heads", heads.withMask(new NotItsOwn(-1)));
        mechanisms.put("positions", heads.withModifiers(new SoftcapModifier(2), POSITIONS));
        mechanisms.put("grouped", plain.withVariant(new GroupedQuery(4, 2)).withModifiers(POSITIONS));
        mechanisms.put("nothing allowed", heads.withMask((query, key) -> query % 3 != 0));
        mechanisms.put("sinks", heads.withNormalizer(new SoftmaxPlusOne(Axis.KEYS, List.of(0.0, 1.0, -1.0, 2.0))));
        mechanisms.put("sigmoid", heads.withNormalizer(new Sigmoid(Axis.KEYS, Optional.of(-1.0))));
        mechanisms.put(
                "sigmoid by count",
                heads.withNormalizer(new Sigmoid(Axis.KEYS, Optional.empty())).withMask(CAUSAL));
        mechanisms.put("squares", heads.withNormalizer(new ReluSquared(Axis.KEYS, false)));
        mechanisms.put(
                "shares", heads.withNormalizer(new ReluSquared(Axis.KEYS, true)).withMask(CAUSAL));
        return mechanisms;
    }

    private static Stream<DynamicTest> forEach(Consumer<Mechanism> check) {
        return mechanisms().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check.accept(entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> allAtOnceGivesWhatStageByStageGives() {
        return forEach(mechanism -> {
            Capture capture = EVERYTHING.and(Capture.ofRows(0, 7));
            HeadedResult expected = new MaterializedAttention(mechanism).attend(QUERIES, KEYS, VALUES, capture);
            HeadedResult actual = new Attention(mechanism.withBackend(backend)).attend(QUERIES, KEYS, VALUES, capture);
            assertSame(actual, expected);
            for (int head = 0; head < expected.heads().size(); head++) {
                HeadResult other = expected.heads().get(head);
                assertThat(actual.heads().get(head).received().elements())
                        .containsExactly(other.received().elements(), within(ROUNDING * COUNT));
                for (int row : capture.rows()) {
                    assertClose(actual.heads().get(head).row(row), other.row(row));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> stepsWithACacheGiveWhatStageByStageGives() {
        Capture capture = new Capture(EnumSet.allOf(Stage.class), Set.of(), Set.of(), 3, true, Set.of(2, 5), true);
        return forEach(mechanism -> {
            for (CachePolicy policy : List.of(new AppendCache(), new BufferCache(COUNT), new SlidingCache(4))) {
                HeadedResult expected =
                        new MaterializedAttention(mechanism).attendStepByStep(QUERIES, KEYS, VALUES, policy, capture);
                HeadedResult actual = new Attention(mechanism.withBackend(backend))
                        .attendStepByStep(QUERIES, KEYS, VALUES, policy, capture);
                assertSame(actual, expected);
            }
        });
    }

    private static void assertSame(HeadedResult actual, HeadedResult expected) {
        assertThat(actual.way()).isEqualTo(new Way(Execution.FUSED, Optional.of("naive loops")));
        Matrices.assertClose(actual.joined(), expected.joined(), ROUNDING);
        assertThat(actual.heads()).hasSameSizeAs(expected.heads());
        for (int head = 0; head < expected.heads().size(); head++) {
            HeadResult one = actual.heads().get(head);
            HeadResult other = expected.heads().get(head);
            assertThat(one.queries()).isEqualTo(other.queries());
            assertThat(one.keys()).isEqualTo(other.keys());
            assertThat(one.values()).isEqualTo(other.values());
            for (Stage stage : Stage.values()) {
                assertClose(one.stage(stage).orElseThrow(), other.stage(stage).orElseThrow());
            }
            for (int query = 0; query < COUNT; query++) {
                for (int rank = 0; rank < 3; rank++) {
                    assertThat(one.topKeys().key(query, rank))
                            .isEqualTo(other.topKeys().key(query, rank));
                    assertThat(one.topKeys().weight(query, rank))
                            .isCloseTo(other.topKeys().weight(query, rank), within(ROUNDING));
                }
                assertThat(statistics(one, query)).containsExactly(statistics(other, query), within(4 * ROUNDING));
            }
        }
    }

    private static double[] statistics(HeadResult head, int query) {
        double maximum = head.statistics().maximum(query);
        double logSumExp = head.statistics().logSumExp(query);
        return new double[] {
            head.statistics().entropy(query),
            head.statistics().selfShare(query),
            head.statistics().firstShare(query),
            head.statistics().keySetShare(query),
            Math.max(-100, maximum),
            Math.max(-100, logSumExp)
        };
    }

    /** −∞ is at the same places. */
    private static void assertClose(Matrix actual, Matrix expected) {
        assertThat(actual).hasToString(expected.toString());
        double[] ones = actual.elements().clone();
        double[] others = expected.elements().clone();
        for (double[] elements : List.of(ones, others)) {
            Arrays.setAll(elements, at -> Math.max(-100, elements[at]));
        }
        assertThat(ones).containsExactly(others, within(4 * ROUNDING));
    }

    // ---- what is handed over

    @Test
    void eachHeadIsACallOfItsOwnRows() {
        Mechanism mechanism = Mechanism.scaledDot()
                .withVariant(new GroupedQuery(4, 2))
                .withModifiers(POSITIONS)
                .withNormalizer(new SoftmaxPlusOne(Axis.KEYS, List.of(0.0, 1.0, -1.0, 2.0)))
                .withBackend(backend);
        // keys of two heads of two channels, values of two heads of three
        Matrix keys = KEYS.columns(0, 4);
        Matrix values = VALUES.columns(0, 6);
        Capture capture =
                Capture.ofTopKeys(2).and(Capture.of(Stage.MASKED, Stage.VALUES).inHeads(1));
        new Attention(mechanism).attend(QUERIES, keys, values, capture);
        assertThat(backend.calls).hasSize(4);
        for (int head = 0; head < 4; head++) {
            NaiveFusedBackend.Call call = backend.calls.get(head);
            assertThat(call.form().scale()).isEqualTo(1 / Math.sqrt(2));
            assertThat(call.form().firstHead()).isEqualTo(head);
            assertThat(call.form().firstQuery()).isZero();
            assertThat(call.form().firstKey()).isZero();
            assertThat(call.form().mask()).isEmpty();
            assertThat(call.form().modifiers()).containsExactly(POSITIONS);
            assertThat(call.form().normalizer(0))
                    .isEqualTo(new StreamedNormalizer.Softmax(
                            List.of(0.0, 1.0, -1.0, 2.0).get(head)));
            assertThat(call.queries()).hasToString("[1, 1, 11, 2]");
            assertThat(call.keys()).hasToString("[1, 1, 11, 2]");
            assertThat(call.values()).hasToString("[1, 1, 11, 3]");
            assertThat(call.queries().elements()[2 * 3]).isEqualTo((float) QUERIES.get(3, 2 * head));
            assertThat(call.keys().elements()[2 * 3 + 1]).isEqualTo((float) KEYS.get(3, 2 * (head / 2) + 1));
            assertThat(call.values().elements()[3 * 3 + 2]).isEqualTo((float) VALUES.get(3, 3 * (head / 2) + 2));
            Set<Stage> stages = head == 1 ? Set.of(Stage.MASKED) : Set.of();
            assertThat(call.capture()).isEqualTo(new Capture(stages, 2, false));
        }
    }

    @Test
    void aStepIsACallOfOneQueryOverWhatTheCacheHolds() {
        Mechanism mechanism = Mechanism.scaledDot().withMask(CAUSAL).withBackend(backend);
        new Attention(mechanism).attendStepByStep(QUERIES, KEYS, VALUES, new SlidingCache(4), Capture.NOTHING);
        assertThat(backend.calls).hasSize(COUNT);
        for (int step = 0; step < COUNT; step++) {
            NaiveFusedBackend.Call call = backend.calls.get(step);
            int held = Math.min(4, step + 1);
            assertThat(call.form().firstQuery()).isEqualTo(step);
            assertThat(call.form().firstKey()).isEqualTo(step + 1 - held);
            assertThat(call.form().mask()).as("nothing is forbidden").isEmpty();
            assertThat(call.queries()).hasToString("[1, 1, 1, 8]");
            assertThat(call.keys()).hasToString("[1, 1, " + held + ", 8]");
            assertThat(call.keys().elements()[0]).isEqualTo((float) KEYS.get(step + 1 - held, 0));
            assertThat(call.capture()).isEqualTo(Capture.NOTHING);
        }
    }

    @Test
    void aMaskIsHandedOverSettledForAllQueriesAndKeys() {
        Mask settling = new Mask() {
            @Override
            public boolean allows(int query, int key) {
                throw new AssertionError("not settled");
            }

            @Override
            public Mask over(int queries, int keys) {
                return (query, key) -> key < queries + keys - 20;
            }
        };
        new Attention(Mechanism.scaledDot().withMask(settling).withBackend(backend))
                .attend(QUERIES, KEYS, VALUES, Capture.NOTHING);
        Mask mask = backend.calls.get(0).form().mask().orElseThrow();
        assertThat(mask.allows(0, 1)).isTrue();
        assertThat(mask.allows(0, 2)).isFalse();
    }

    @Test
    void withoutQueriesOrKeysThereAreNoNumbers() {
        Attention attention =
                new Attention(Mechanism.scaledDot().withMask(CAUSAL).withBackend(backend));
        Matrix none = Matrix.zeros(0, 8);
        HeadedResult withoutQueries = attention.attend(none, KEYS, VALUES, EVERYTHING);
        assertThat(withoutQueries.joined()).hasToString("0×12 matrix");
        HeadedResult withoutKeys =
                attention.attend(QUERIES, none, Matrix.zeros(0, 12), new Capture(Set.of(Stage.WEIGHTS), 3, true));
        assertThat(withoutKeys.joined().elements()).hasSize(COUNT * 12).containsOnly(0);
        assertThat(withoutKeys.heads().get(0).topKeys().count()).isZero();
    }

    @Test
    void whatIsNotThereCannotBeCaptured() {
        Attention attention = new Attention(Mechanism.scaledDot().withBackend(backend));
        for (Capture capture : List.of(
                Capture.ofRows(COUNT),
                Capture.ofStatistics(COUNT),
                Capture.of(Stage.RAW).inHeads(1))) {
            assertThatThrownBy(() -> attention.attend(QUERIES, KEYS, VALUES, capture))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("are asked for, and there");
        }
        assertThat(backend.calls).isEmpty();
    }

    @Test
    void numbersThat32BitsCannotHoldAreNamed() {
        Matrix large = Matrix.wrap(COUNT, 8, QUERIES.elements().clone());
        large.elements()[8 * 4 + 5] = -1e39;
        Attention attention = new Attention(
                Mechanism.scaledDot().withVariant(new MultiHead(2)).withBackend(backend));
        assertThatThrownBy(() -> attention.attend(large, KEYS, VALUES, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("channel 2 of query 5 in head 2 is -1.0E39");
        assertThatThrownBy(() -> attention.attend(QUERIES, large, VALUES, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("channel 2 of key 5 in head 2 is -1.0E39");
        assertThatThrownBy(() -> attention.attend(QUERIES, KEYS, large, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("channel 2 of value 5 in head 2 is -1.0E39");
    }

    // ---- which way

    private static Map<String, Mechanism> withoutFusedForm() {
        Mechanism plain = Mechanism.scaledDot();
        Map<String, Mechanism> mechanisms = new TreeMap<>();
        mechanisms.put(
                "the score is no dot product of prepared rows",
                plain.withScore((queries, keys, context) -> context.backend().multiplyTransposed(queries, keys)));
        mechanisms.put(
                "the normalizer works over the queries and needs all of them at once",
                plain.withNormalizer(new Softmax(Axis.QUERIES)));
        mechanisms.put(
                "the normalizer needs all scores of a query at once", plain.withNormalizer(new Sparsemax(Axis.KEYS)));
        mechanisms.put("the variant looks between the stages", plain.withVariant(new TalkingHeads(2, 0.5)));
        mechanisms.put("the variant stops at the weights", plain.withVariant(new WeightsOnly(2)));
        mechanisms.put(
                "the variant computes without scores of queries and keys",
                plain.withVariant(new RecurrentHeads(2, FeatureMap.ELU, StateUpdate.linear(), true)));
        return mechanisms;
    }

    @TestFactory
    Stream<DynamicTest> withoutAFusedFormItRunsStageByStageAndSaysWhy() {
        return withoutFusedForm().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    HeadedResult result = new Attention(entry.getValue().withBackend(backend))
                            .attend(QUERIES, KEYS, VALUES, Capture.NOTHING);
                    assertThat(result.way()).isEqualTo(new Way(Execution.MATERIALIZED, Optional.of(entry.getKey())));
                    Matrices.assertClose(
                            result.joined(),
                            new MaterializedAttention(entry.getValue())
                                    .attend(QUERIES, KEYS, VALUES, Capture.NOTHING)
                                    .joined(),
                            1e-14);
                    assertThat(backend.calls).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutAFusedFormABackendOfFusedPassesOnlyRefuses() {
        NaiveFusedBackend only = new NaiveFusedBackend(true, Optional.empty());
        return withoutFusedForm().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThatThrownBy(
                                        () -> new Attention(entry.getValue().withBackend(only))
                                                .attend(QUERIES, KEYS, VALUES, Capture.NOTHING))
                                .isInstanceOf(InvalidInputException.class)
                                .hasMessage(
                                        "the backend is told to run in one fused pass only, and " + entry.getKey())));
    }

    @Test
    void everyObstacleIsNamed() {
        Mechanism mechanism = Mechanism.scaledDot()
                .withScore((queries, keys, context) -> context.backend().multiplyTransposed(queries, keys))
                .withNormalizer(new Sparsemax(Axis.KEYS));
        NaiveFusedBackend leaving = new NaiveFusedBackend(false, Optional.of("received attention is beneath it"));
        Attention attention = new Attention(mechanism.withBackend(leaving));
        assertThat(attention
                        .attend(QUERIES, KEYS, VALUES, Capture.ofReceived())
                        .way()
                        .reason())
                .contains("the score is no dot product of prepared rows; the normalizer needs all scores of a query at "
                        + "once; received attention is beneath it");
        NaiveFusedBackend only = new NaiveFusedBackend(true, Optional.empty());
        assertThatThrownBy(() -> new Attention(mechanism.withBackend(only))
                        .attendStepByStep(QUERIES, KEYS, VALUES, new AppendCache(), Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .hasLineCount(2);
    }

    @Test
    void aBackendMayLeaveACaptureToTheOtherWay() {
        NaiveFusedBackend leaving = new NaiveFusedBackend(false, Optional.of("received attention is beneath it"));
        Attention attention = new Attention(Mechanism.scaledDot().withBackend(leaving));
        assertThat(attention
                        .attend(QUERIES, KEYS, VALUES, Capture.ofTopKeys(2))
                        .way()
                        .name())
                .isEqualTo(Execution.FUSED);
        assertThat(attention.attend(QUERIES, KEYS, VALUES, Capture.ofReceived()).way())
                .isEqualTo(new Way(Execution.MATERIALIZED, Optional.of("received attention is beneath it")));
    }

    @Test
    void whoSaysSoGetsNoFusedPass() {
        Attention attention =
                new Attention(Mechanism.scaledDot().withBackend(backend)).unfused("its numbers are of 64 bits");
        HeadedResult result = attention.attend(QUERIES, KEYS, VALUES, Capture.NOTHING);
        assertThat(result.way()).isEqualTo(new Way(Execution.MATERIALIZED, Optional.of("its numbers are of 64 bits")));
        assertThat(backend.calls).isEmpty();
    }

    @Test
    void aBackendOfProductsHasNothingToExplain() {
        assertThat(new Attention(Mechanism.scaledDot())
                        .attend(QUERIES, KEYS, VALUES, Capture.NOTHING)
                        .way())
                .isEqualTo(new Way(Execution.MATERIALIZED, Optional.empty()));
    }
}
