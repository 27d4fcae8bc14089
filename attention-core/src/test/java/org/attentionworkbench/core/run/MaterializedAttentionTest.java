package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.core.cache.AppendCache;
import org.attentionworkbench.core.cache.BufferCache;
import org.attentionworkbench.core.cache.SlidingCache;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.modifier.SoftcapModifier;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.variant.FeatureMap;
import org.attentionworkbench.core.variant.GroupedQuery;
import org.attentionworkbench.core.variant.MultiHead;
import org.attentionworkbench.core.variant.RecurrentHeads;
import org.attentionworkbench.core.variant.StateUpdate;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class MaterializedAttentionTest {
    private static final int COUNT = 11;
    private static final Matrix QUERIES = Matrices.random(COUNT, 4, 1);
    private static final Matrix KEYS = Matrices.random(COUNT, 4, 2);
    private static final Matrix VALUES = Matrices.random(COUNT, 6, 3);
    private static final Capture EVERYTHING = new Capture(EnumSet.allOf(Stage.class), 3, true);
    private static final Mask CAUSAL = new CausalMask(Alignment.TOP_LEFT);

    /** Depends on absolute positions of both sides and on the head. */
    private static final ScoreModifier POSITIONS =
            (score, head, query, key) -> score - 0.1 * (head + 1) * (query - key);

    private static Mask window(int left) {
        return CAUSAL.and((query, key) -> query - key <= left);
    }

    private static Map<String, Mechanism> causalMechanisms() {
        Mechanism causal = Mechanism.scaledDot().withMask(CAUSAL);
        Map<String, Mechanism> mechanisms = new TreeMap<>();
        mechanisms.put("plain", causal);
        mechanisms.put("window", causal.withMask(window(2)));
        mechanisms.put("holes", causal.withMask(CAUSAL.and((query, key) -> query != 4 && (query + key) % 3 > 0)));
        mechanisms.put("positions", causal.withModifiers(new SoftcapModifier(2), POSITIONS));
        mechanisms.put("heads", causal.withVariant(new MultiHead(2)).withModifiers(POSITIONS));
        mechanisms.put("of a head", causal.withVariant(new MultiHead(2)).withMask(CAUSAL.and(new EveryOtherHead(0))));
        return mechanisms;
    }

    /** Forbids the first key to one head. */
    private record EveryOtherHead(int head) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return head == 0 || key > 0;
        }

        @Override
        public Mask ofHead(int index) {
            return new EveryOtherHead(index);
        }
    }

    private static HeadedResult atOnce(Mechanism mechanism) {
        return new MaterializedAttention(mechanism).attend(QUERIES, KEYS, VALUES, EVERYTHING);
    }

    private static HeadedResult stepByStep(Mechanism mechanism, CachePolicy policy) {
        return new MaterializedAttention(mechanism).attendStepByStep(QUERIES, KEYS, VALUES, policy, EVERYTHING);
    }

    @Test
    void stepsWithACacheGiveWhatAllAtOnceGive() {
        causalMechanisms().forEach((name, mechanism) -> {
            for (CachePolicy policy : List.of(new AppendCache(), new BufferCache(COUNT))) {
                assertSame(name, stepByStep(mechanism, policy), atOnce(mechanism));
            }
        });
    }

    @Test
    void aSlidingCacheGivesWhatAWindowGives() {
        for (int size = 1; size <= COUNT; size++) {
            for (ScoreModifier modifier : List.of(new SoftcapModifier(2), POSITIONS)) {
                Mechanism mechanism =
                        Mechanism.scaledDot().withMask(window(size - 1)).withModifiers(modifier);
                assertSame("window of " + size, stepByStep(mechanism, new SlidingCache(size)), atOnce(mechanism));
            }
        }
    }

    private static void assertSame(String name, HeadedResult actual, HeadedResult expected) {
        Matrices.assertClose(actual.joined(), expected.joined(), 1e-14);
        assertThat(actual.heads()).as(name).hasSameSizeAs(expected.heads());
        for (int head = 0; head < expected.heads().size(); head++) {
            HeadResult one = actual.heads().get(head);
            HeadResult other = expected.heads().get(head);
            assertThat(one.queries()).isEqualTo(other.queries());
            assertThat(one.keys()).isEqualTo(other.keys());
            assertThat(one.values()).isEqualTo(other.values());
            Matrices.assertClose(one.weights(), other.weights(), 1e-14);
            for (int query = 0; query < COUNT; query++) {
                assertThat(one.statistics().entropy(query))
                        .isCloseTo(other.statistics().entropy(query), within(1e-13));
                assertThat(one.topKeys().key(query, 0))
                        .isEqualTo(other.topKeys().key(query, 0));
            }
            assertMaskedAlike(
                    one.stage(Stage.MASKED).orElseThrow(),
                    other.stage(Stage.MASKED).orElseThrow());
        }
    }

    private static void assertMaskedAlike(Matrix actual, Matrix expected) {
        for (int index = 0; index < expected.elements().length; index++) {
            double wanted = expected.elements()[index];
            if (wanted == Double.NEGATIVE_INFINITY) {
                assertThat(actual.elements()[index]).isEqualTo(wanted);
            } else {
                assertThat(actual.elements()[index]).isCloseTo(wanted, within(1e-14));
            }
        }
    }

    @Test
    void whatACacheDoesNotHoldIsNeverScored() {
        List<Integer> widths = new ArrayList<>();
        Mechanism counting = Mechanism.scaledDot().withMask(CAUSAL).withScore((queries, keys, context) -> {
            widths.add(keys.rows());
            assertThat(context.firstKey() + keys.rows()).isEqualTo(context.firstQuery() + 1);
            return Matrix.zeros(queries.rows(), keys.rows());
        });
        stepByStep(counting, new AppendCache());
        assertThat(widths).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        widths.clear();
        stepByStep(counting.withMask(window(2)), new SlidingCache(3));
        assertThat(widths).containsExactly(1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void groupedHeadsAreRepeatedHeads() {
        Matrix keys = Matrices.random(COUNT, 2, 4);
        Matrix values = Matrices.random(COUNT, 6, 5);
        Mechanism grouped = Mechanism.scaledDot().withVariant(new GroupedQuery(4, 2));
        Matrix repeatedKeys = repeated(keys, 1);
        Matrix repeatedValues = repeated(values, 3);
        Mechanism repeated = Mechanism.scaledDot().withVariant(new MultiHead(4));

        assertThat(new MaterializedAttention(grouped)
                        .attend(QUERIES, keys, values, Capture.NOTHING)
                        .joined())
                .isEqualTo(new MaterializedAttention(repeated)
                        .attend(QUERIES, repeatedKeys, repeatedValues, Capture.NOTHING)
                        .joined());
    }

    /** Both blocks of columns, each twice. */
    private static Matrix repeated(Matrix matrix, int width) {
        Matrix first = matrix.columns(0, width);
        Matrix second = matrix.columns(width, 2 * width);
        return Matrix.joinColumns(List.of(first, first, second, second));
    }

    @Test
    void queriesAndKeysMayDifferInNumber() {
        Mechanism mechanism = Mechanism.scaledDot().withMask(new CausalMask(Alignment.BOTTOM_RIGHT));
        HeadedResult result = new MaterializedAttention(mechanism).attend(QUERIES.rows(0, 2), KEYS, VALUES, EVERYTHING);

        assertThat(result.joined())
                .isEqualTo(result.heads().get(0).stage(Stage.VALUES).orElseThrow());
        assertThat(result.heads().get(0).weights().get(0, 9)).isPositive();
        assertThat(result.heads().get(0).weights().get(0, 10)).isZero();
    }

    @Test
    void noQueriesAndNoKeysHaveResults() {
        MaterializedAttention attention = new MaterializedAttention(Mechanism.scaledDot());

        assertThat(attention
                        .attend(QUERIES.rows(0, 0), KEYS, VALUES, EVERYTHING)
                        .joined())
                .isEqualTo(Matrix.zeros(0, 6));
        assertThat(attention
                        .attend(QUERIES, KEYS.rows(0, 0), VALUES.rows(0, 0), EVERYTHING)
                        .joined())
                .isEqualTo(Matrix.zeros(COUNT, 6));
    }

    @Test
    void mismatchedRowsAreRefused() {
        MaterializedAttention attention = new MaterializedAttention(Mechanism.scaledDot());

        assertThatThrownBy(() -> attention.attend(QUERIES, KEYS, VALUES.rows(0, 3), EVERYTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is one value for each key; there are 11 keys and 3 values");
        assertThatThrownBy(() ->
                        attention.attendStepByStep(QUERIES.rows(0, 3), KEYS, VALUES, new AppendCache(), EVERYTHING))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a cache takes one key with every query; there are 3 queries and 11 keys");
    }

    @Test
    void normalizerOverTheQueriesTakesAllAtOnce() {
        Mechanism mechanism = Mechanism.scaledDot().withNormalizer(new Softmax(Axis.QUERIES));
        Matrix weights = atOnce(mechanism).heads().get(0).weights();
        for (int key = 0; key < COUNT; key++) {
            double sum = 0;
            for (int query = 0; query < COUNT; query++) {
                sum += weights.get(query, key);
            }
            assertThat(sum).isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void aVariantWithoutScoresNeedsNoRoomForThem() {
        MemoryBudget little = new MemoryBudget(1000, 1000);
        Mechanism linear =
                Mechanism.scaledDot().withVariant(new RecurrentHeads(2, FeatureMap.ELU, StateUpdate.linear(), true));
        Mechanism overQueries = Mechanism.scaledDot().withNormalizer(new Softmax(Axis.QUERIES));

        assertThat(new MaterializedAttention(linear, little)
                        .attend(QUERIES, KEYS, VALUES, Capture.NOTHING)
                        .joined())
                .isEqualTo(atOnce(linear).joined());
        assertThatThrownBy(() ->
                        new MaterializedAttention(overQueries, little).attend(QUERIES, KEYS, VALUES, Capture.NOTHING))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        new MaterializedAttention(linear, little).attend(QUERIES, KEYS, VALUES, Capture.ofTopKeys(1)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatIsMadeOfWeightsIsRefusedWhereAVariantHasNone() {
        MaterializedAttention attention =
                new MaterializedAttention(Mechanism.scaledDot().withVariant(new Straight()));
        for (Capture ofWeights : List.of(
                Capture.ofTopKeys(1), Capture.ofStatistics(), Capture.ofReceived(), Capture.ofRows(COUNT - 1))) {
            assertThatThrownBy(() -> attention.attend(QUERIES, KEYS, VALUES, ofWeights))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("the variant has no weights, so nothing can be said of them; choose");
            assertThatThrownBy(() -> attention.attendStepByStep(QUERIES, KEYS, VALUES, new AppendCache(), ofWeights))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    @Test
    void stagesThatAVariantDoesWithoutAreAbsent() {
        HeadedResult result = new MaterializedAttention(Mechanism.scaledDot().withVariant(new Straight()))
                .attend(QUERIES, KEYS, VALUES, Capture.of(Stage.WEIGHTS, Stage.VALUES));

        assertThat(result.heads().get(0).stage(Stage.WEIGHTS)).isEmpty();
        assertThat(result.heads().get(0).stage(Stage.VALUES)).hasValue(VALUES);
    }

    @Test
    void ofNoQueriesThereIsNothingToRefuse() {
        HeadedResult result = new MaterializedAttention(Mechanism.scaledDot().withVariant(new Straight()))
                .attend(Matrix.zeros(0, 4), Matrix.zeros(0, 4), Matrix.zeros(0, 6), Capture.ofStatistics());

        assertThat(result.heads().get(0).statistics().rows()).isZero();
    }
}
