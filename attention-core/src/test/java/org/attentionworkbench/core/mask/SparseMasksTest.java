package org.attentionworkbench.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.core.mask.BlockSparseMask.Drawn;
import org.attentionworkbench.core.mask.BlockSparseMask.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparseMasksTest {
    private static final int SIDE = 7;

    @ParameterizedTest
    @CsvSource({
        "0, x... xx.. xxx. xxxx",
        "1, x... xx.. xxx. xxxx",
        "2, xx.. xx.. xxx. xxxx",
        "3, xxx. xxx. xxx. xxxx",
        "9, xxxx xxxx xxxx xxxx"
    })
    void aPrefixIsSeenByAll(int length, String expected) {
        assertThat(Drawing.of(new PrefixMask(length), 4, 4)).isEqualTo(expected);
        Drawing.assertCoverageIsExact(new PrefixMask(length), SIDE, SIDE);
        assertThat(new PrefixMask(length).comparesPositions()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2, -1, -1, x.x.x .x.x. x.x.x .x.x. x.x.x",
        "2, 2, 0, x.... .x... x.x.. .x.x. ..x.x",
        "2, 3, 1, x.... .x... x.x.. .x.x. ..x.x",
        "3, -1, -1, x..x. .x..x ..x.. x..x. .x..x",
        "1, 1, 0, x.... xx... .xx.. ..xx. ...xx",
        "9, -1, -1, x.... .x... ..x.. ...x. ....x"
    })
    void aDilatedWindowHasGaps(int step, int left, int right, String expected) {
        assertThat(Drawing.of(new DilatedMask(step, left, right), 5, 5)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9})
    void coverageOfDilatedWindowsIsExact(int step) {
        for (int left : new int[] {-1, 0, 1, 2, 4}) {
            for (int right : new int[] {-1, 0, 3}) {
                Drawing.assertCoverageIsExact(new DilatedMask(step, left, right), SIDE, SIDE);
            }
        }
    }

    /** Child et al. 2019: the last s positions, and every s-th before them. */
    @Test
    void theStridedPatternIsAWindowOrADilatedOne() {
        Mask strided = new WindowMask(1, -1, Alignment.TOP_LEFT)
                .or(new DilatedMask(2, -1, -1))
                .and(new CausalMask(Alignment.TOP_LEFT));

        assertThat(Drawing.of(strided, 5, 5)).isEqualTo("x.... xx... xxx.. .xxx. x.xxx");
    }

    @Test
    void globalTokensSeeAllAndAreSeenByAll() {
        assertThat(Drawing.of(new GlobalMask(List.of(3, 0, 3)), 5, 5)).isEqualTo("xxxxx x..x. x..x. xxxxx x..x.");
        assertThat(Drawing.of(new GlobalMask(List.of()), 2, 2)).isEqualTo(".. ..");
        for (List<Integer> tokens : List.of(List.of(0), List.of(0, 1, 2, 5), List.<Integer>of(), List.of(6, 99))) {
            Drawing.assertCoverageIsExact(new GlobalMask(tokens), SIDE, SIDE);
        }
    }

    /** Longformer's pattern is symmetric, and each query sees the window and the global tokens and nothing else. */
    @Test
    void longformerIsAWindowOrGlobalTokens() {
        Mask mask = new WindowMask(1, 1, Alignment.TOP_LEFT).or(new GlobalMask(List.of(0)));

        assertThat(Drawing.of(mask, 6, 6)).isEqualTo("xxxxxx xxx... xxxx.. x.xxx. x..xxx x...xx");
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 50; j++) {
                assertThat(mask.allows(i, j))
                        .isEqualTo(mask.allows(j, i))
                        .isEqualTo(Math.abs(i - j) <= 1 || i * j == 0);
            }
        }
        Drawing.assertCoverageIsTrue(mask, SIDE, SIDE);
    }

    @Test
    void blocksAlongTheDiagonalSeeThemselves() {
        assertThat(Drawing.of(new BlockDiagonalMask(2), 5, 6)).isEqualTo("xx.... xx.... ..xx.. ..xx.. ....xx");
        for (int size = 1; size <= SIDE + 1; size++) {
            Drawing.assertCoverageIsExact(new BlockDiagonalMask(size), SIDE, SIDE);
        }
    }

    /** Blocks of one position without random ones: row and column 0, and the three diagonals. */
    @Test
    void bigBirdWithoutRandomBlocksIsAWindowAndGlobalBlocks() {
        Mask mask = new BlockSparseMask(new Pattern(1, 3, 1, 0), Drawn.PER_HEAD, 1).over(6, 6);

        assertThat(Drawing.of(mask, 6, 6)).isEqualTo("xxxxxx xxx... xxxx.. x.xxx. x..xxx x...xx");
        assertThat(Drawing.of(new BlockSparseMask(new Pattern(2, 1, 0, 0), Drawn.PER_HEAD, 1).over(5, 5), 5, 5))
                .as("the window of one block alone")
                .isEqualTo(Drawing.of(new BlockDiagonalMask(2), 5, 5));
    }

    /** Of 10 blocks of keys, most see 2 global ones and 3 in the window and draw from the other 5. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "100"})
    void everyBlockDrawsSoManyFurtherBlocks(int random) {
        int blocks = 10;
        int size = 3;
        Pattern pattern = new Pattern(size, 3, 2, random);
        Mask mask = new BlockSparseMask(pattern, Drawn.PER_HEAD, 7).over(blocks * size, blocks * size);
        for (int a = 0; a < blocks; a++) {
            int seen = 0;
            int fixed = 0;
            for (int b = 0; b < blocks; b++) {
                boolean known = Math.min(a, b) < 2 || Math.abs(a - b) <= 1;
                fixed += known ? 1 : 0;
                seen += mask.allows(a * size, b * size) ? 1 : 0;
                assertThat(known && !mask.allows(a * size + 1, b * size + 2)).isFalse();
                assertThat(mask.coverage(a * size, a * size + size - 1, b * size, b * size + size - 1))
                        .as("blocks are allowed as a whole")
                        .isNotEqualTo(Mask.Coverage.SOME);
            }
            assertThat(seen).as("block %d", a).isEqualTo(Math.min(blocks, fixed + random));
        }
        Drawing.assertCoverageIsExact(mask, 10, 10);
    }

    @Test
    void everyFurtherBlockIsDrawnBySomeSeed() {
        Set<Integer> drawn = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            Mask mask = new BlockSparseMask(new Pattern(1, 3, 1, 1), Drawn.PER_HEAD, seed).over(9, 9);
            for (int key = 0; key < 9; key++) {
                if (mask.allows(5, key)) {
                    drawn.add(key);
                }
            }
        }

        assertThat(drawn).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void theSameSeedAndHeadDrawTheSameBlocks() {
        Pattern pattern = new Pattern(2, 3, 1, 2);
        Mask perHead = new BlockSparseMask(pattern, Drawn.PER_HEAD, 7);
        Mask shared = new BlockSparseMask(pattern, Drawn.SHARED, 7);
        String first = Drawing.of(perHead.over(40, 40).ofHead(0), 40, 40);

        assertThat(Drawing.of(
                        new BlockSparseMask(pattern, Drawn.PER_HEAD, 7)
                                .ofHead(0)
                                .over(40, 40),
                        40,
                        40))
                .isEqualTo(first);
        assertThat(Drawing.of(perHead.over(40, 40).ofHead(1), 40, 40)).isNotEqualTo(first);
        assertThat(Drawing.of(perHead.over(40, 40).ofHead(1).ofHead(0), 40, 40)).isEqualTo(first);
        assertThat(Drawing.of(shared.over(40, 40).ofHead(1), 40, 40)).isEqualTo(first);
        assertThat(Drawing.of(new BlockSparseMask(pattern, Drawn.PER_HEAD, 8).over(40, 40), 40, 40))
                .isNotEqualTo(first);
        assertThat(Drawing.of(perHead.over(20, 40), 20, 40))
                .as("what a block draws does not depend on the number of queries")
                .isEqualTo(first.substring(0, 20 * 41 - 1));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0, 2", "2, 3, 1, 1", "2, 5, 2, 1", "3, 1, 0, 1", "9, 3, 1, 1", "1, 3, 9, 1"})
    void coverageOfBlockSparseMasksIsExact(int size, int window, int global, int random) {
        Mask mask = new BlockSparseMask(new Pattern(size, window, global, random), Drawn.PER_HEAD, 3);

        Drawing.assertCoverageIsExact(mask.over(SIDE, SIDE), SIDE, SIDE);
        Drawing.assertCoverageIsExact(mask.over(SIDE, 4).ofHead(2), SIDE, 4);
        Drawing.assertCoverageIsExact(mask.over(4, SIDE + 2).ofHead(1), 4, SIDE + 2);
        Drawing.assertCoverageIsExact(mask, SIDE, SIDE);
        assertThat(mask.comparesPositions()).isTrue();
    }

    /** Rows away from the edges see the global block, three neighbours, and what they drew; no row draws before it is asked. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5000, 9900})
    void manyBlocksDrawMany(int random) {
        int side = 10_000;
        Mask mask = new BlockSparseMask(new Pattern(1, 3, 1, random), Drawn.PER_HEAD, 3).over(side, side);
        for (int query : new int[] {5, 777, 9990}) {
            int seen = 0;
            for (int key = 0; key < side; key++) {
                boolean allowed = mask.allows(query, key);
                seen += allowed ? 1 : 0;
                assertThat(mask.coverage(query, query, key, key))
                        .isEqualTo(allowed ? Mask.Coverage.ALL : Mask.Coverage.NONE);
            }
            assertThat(seen).isEqualTo(1 + 3 + random);
        }
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThatThrownBy(() -> new PrefixMask(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DilatedMask(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DilatedMask(1, -2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GlobalMask(List.of(1, -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions begin at 0, and a token is at -1");
        assertThatThrownBy(() -> new BlockDiagonalMask(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(0, 3, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(1, 2, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(1, -1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(1, 3, -1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(1, 3, 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
