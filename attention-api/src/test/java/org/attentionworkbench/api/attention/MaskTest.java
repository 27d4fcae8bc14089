package org.attentionworkbench.api.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.attentionworkbench.api.attention.Mask.Coverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class MaskTest {
    private static final Mask CAUSAL = (query, key) -> key <= query;
    private static final Mask FIRST_KEY = (query, key) -> key == 0;

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void combinationsFollowTheirTruthTables(boolean first, boolean second) {
        Mask left = (query, key) -> first;
        Mask right = (query, key) -> second;
        assertThat(left.and(right).allows(0, 0)).isEqualTo(first && second);
        assertThat(left.or(right).allows(0, 0)).isEqualTo(first || second);
        assertThat(left.not().allows(0, 0)).isEqualTo(!first);
    }

    @Test
    void combinationsAskForTheSamePair() {
        assertThat(CAUSAL.and(FIRST_KEY).allows(2, 0)).isTrue();
        assertThat(CAUSAL.and(FIRST_KEY).allows(2, 1)).isFalse();
        assertThat(CAUSAL.or(FIRST_KEY).allows(2, 1)).isTrue();
        assertThat(CAUSAL.or(FIRST_KEY).allows(2, 3)).isFalse();
        assertThat(CAUSAL.not().allows(2, 3)).isTrue();
        assertThat(CAUSAL.not().allows(3, 2)).isFalse();
    }

    @Test
    void aPlainMaskKnowsNothingOfBlocksAndServesEverySize() {
        assertThat(CAUSAL.coverage(0, 9, 0, 0)).isEqualTo(Coverage.SOME);
        assertThat(CAUSAL.over(3, 4)).isSameAs(CAUSAL);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, NONE, NONE, NONE",
        "NONE, SOME, NONE, SOME",
        "NONE, ALL,  NONE, ALL",
        "SOME, NONE, NONE, SOME",
        "SOME, SOME, SOME, SOME",
        "SOME, ALL,  SOME, ALL",
        "ALL,  NONE, NONE, ALL",
        "ALL,  SOME, SOME, ALL",
        "ALL,  ALL,  ALL,  ALL"
    })
    void coveragesCombine(Coverage left, Coverage right, Coverage both, Coverage either) {
        assertThat(covering(left).and(covering(right)).coverage(1, 2, 3, 4)).isEqualTo(both);
        assertThat(covering(left).or(covering(right)).coverage(1, 2, 3, 4)).isEqualTo(either);
    }

    @ParameterizedTest
    @CsvSource({"NONE, ALL", "SOME, SOME", "ALL, NONE"})
    void aComplementTurnsItsCoverageRound(Coverage coverage, Coverage complement) {
        assertThat(covering(coverage).not().coverage(1, 2, 3, 4)).isEqualTo(complement);
    }

    @ParameterizedTest
    @EnumSource(Coverage.class)
    void complementsCancel(Coverage coverage) {
        assertThat(covering(coverage).not().not().coverage(1, 2, 3, 4)).isEqualTo(coverage);
    }

    @Test
    void theSecondMaskIsNotAskedWhereTheFirstDecides() {
        Mask unasked = new Mask() {
            @Override
            public boolean allows(int query, int key) {
                return fail("asked for a pair");
            }

            @Override
            public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
                return fail("asked for a block");
            }
        };
        assertThat(covering(Coverage.NONE).and(unasked).coverage(1, 2, 3, 4)).isEqualTo(Coverage.NONE);
        assertThat(covering(Coverage.ALL).or(unasked).coverage(1, 2, 3, 4)).isEqualTo(Coverage.ALL);
        assertThat(CAUSAL.and(unasked).allows(0, 1)).isFalse();
        assertThat(CAUSAL.or(unasked).allows(1, 0)).isTrue();
    }

    @Test
    void combinationsPassSizesOn() {
        Mask left = new LastKey(0);
        Mask right = (query, key) -> query == key;
        assertThat(left.and(right).over(5, 4).allows(3, 3)).isTrue();
        assertThat(left.and(right).over(5, 4).allows(2, 2)).isFalse();
        assertThat(right.and(left).over(5, 4).allows(3, 3)).isTrue();
        assertThat(right.and(left).over(5, 4).allows(2, 3)).isFalse();
        assertThat(left.or(right).over(5, 4).allows(0, 3)).isTrue();
        assertThat(right.or(left).over(5, 4).allows(0, 3)).isTrue();
        assertThat(right.or(left).over(5, 4).allows(0, 2)).isFalse();
        assertThat(left.not().over(5, 4).allows(0, 3)).isFalse();
        assertThat(left.not().over(5, 4).allows(0, 2)).isTrue();
    }

    /** A mask that has one coverage, for just one block. */
    private static Mask covering(Coverage coverage) {
        return new Mask() {
            @Override
            public boolean allows(int query, int key) {
                return fail("blocks are not asked pair by pair");
            }

            @Override
            public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
                assertThat(new int[] {firstQuery, lastQuery, firstKey, lastKey}).containsExactly(1, 2, 3, 4);
                return coverage;
            }
        };
    }

    /** Allows the last key alone, which it only knows over a given number of keys. */
    private record LastKey(int keys) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return key == keys - 1;
        }

        @Override
        public Mask over(int queries, int keys) {
            assertThat(queries).isEqualTo(5);
            return new LastKey(keys);
        }
    }

    /** Allows every pair to one head; compares positions if it says so. */
    private record OfOneHead(int allowed, int head, boolean comparesPositions) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return head == allowed;
        }

        @Override
        public Mask ofHead(int index) {
            return new OfOneHead(allowed, index, comparesPositions);
        }
    }

    @Test
    void combinationsAskEachMaskOfTheHead() {
        Mask first = new OfOneHead(1, 0, false);
        Mask second = new OfOneHead(2, 0, false);

        assertThat(first.or(second).ofHead(1).allows(0, 0)).isTrue();
        assertThat(first.or(second).ofHead(2).allows(0, 0)).isTrue();
        assertThat(first.or(second).ofHead(3).allows(0, 0)).isFalse();
        assertThat(first.and(second.not()).ofHead(1).allows(0, 0)).isTrue();
        assertThat(first.and(second.not()).ofHead(2).allows(0, 0)).isFalse();
        assertThat(first.not().ofHead(1).allows(0, 0)).isFalse();
        Mask everywhere = (query, key) -> true;
        assertThat(everywhere.ofHead(5)).isSameAs(everywhere);
    }

    @Test
    void combinationsComparePositionsIfOneOfTheirMasksDoes() {
        Mask comparing = new OfOneHead(0, 0, true);
        Mask other = (query, key) -> true;

        assertThat(other.comparesPositions()).isFalse();
        assertThat(comparing.and(other).comparesPositions()).isTrue();
        assertThat(other.and(comparing).comparesPositions()).isTrue();
        assertThat(other.and(other).comparesPositions()).isFalse();
        assertThat(comparing.or(other).comparesPositions()).isTrue();
        assertThat(other.or(comparing).comparesPositions()).isTrue();
        assertThat(other.or(other).comparesPositions()).isFalse();
        assertThat(comparing.not().comparesPositions()).isTrue();
        assertThat(other.not().comparesPositions()).isFalse();
    }
}
