package org.attentionworkbench.core.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks that say for themselves which positions go together: causal, window, padding, document, matrix. */
class PositionMasksTest {
    private static final int SIDE = 6;

    @Test
    void noMaskAllowsEverything() {
        assertThat(Drawing.of(new NoMask(), 2, 3)).isEqualTo("xxx xxx");
        Drawing.assertCoverageIsExact(new NoMask(), SIDE, SIDE);
        assertThat(new NoMask().comparesPositions()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "TOP_LEFT, 3, 3, x.. xx. xxx",
        "TOP_LEFT, 2, 5, x.... xx...",
        "TOP_LEFT, 4, 2, x. xx xx xx",
        "BOTTOM_RIGHT, 3, 3, x.. xx. xxx",
        "BOTTOM_RIGHT, 2, 5, xxxx. xxxxx",
        "BOTTOM_RIGHT, 4, 2, .. .. x. xx",
        "OFFSET, 2, 3, x.. xx."
    })
    void causalMaskForbidsWhatComesLater(Alignment alignment, int queries, int keys, String expected) {
        assertThat(Drawing.of(new CausalMask(alignment).over(queries, keys), queries, keys))
                .isEqualTo(expected);
    }

    /** The second row is the fully masked case of SEMANTICS: n = 2 valid keys, 4 queries, o = 2 − 4. */
    @ParameterizedTest
    @CsvSource({
        "3, 1, 8, xxxx....",
        "-2, 4, 2, .. .. x. xx",
        "0, 3, 3, x.. xx. xxx",
        "-9, 2, 2, .. ..",
        "9, 2, 2, xx xx"
    })
    void anOffsetMovesTheDiagonalAndIsNotClamped(int offset, int queries, int keys, String expected) {
        assertThat(Drawing.of(new CausalMask(Alignment.OFFSET, offset).over(queries, keys), queries, keys))
                .isEqualTo(expected);
    }

    @Test
    void causalMaskTakesQueriesAndKeysToBeEqualUntilItIsTold() {
        assertThat(Drawing.of(new CausalMask(Alignment.BOTTOM_RIGHT), 2, 3)).isEqualTo("x.. xx.");
    }

    @Test
    void masksCanBeLaidOverAnotherShapeAgain() {
        assertThat(Drawing.of(new CausalMask(Alignment.BOTTOM_RIGHT).over(2, 5).over(2, 3), 2, 3))
                .isEqualTo("xx. xxx");
        assertThat(Drawing.of(
                        new WindowMask(0, 0, Alignment.BOTTOM_RIGHT).over(2, 5).over(2, 3), 2, 3))
                .isEqualTo(".x. ..x");
    }

    @ParameterizedTest
    @CsvSource({
        "TOP_LEFT, 0, 6, 6",
        "BOTTOM_RIGHT, 0, 6, 6",
        "BOTTOM_RIGHT, 0, 6, 8",
        "BOTTOM_RIGHT, 0, 6, 3",
        "BOTTOM_RIGHT, 0, 6, 1",
        "OFFSET, 3, 6, 6",
        "OFFSET, -2, 6, 6"
    })
    void coverageOfCausalMasksIsExact(Alignment alignment, int offset, int queries, int keys) {
        Drawing.assertCoverageIsExact(new CausalMask(alignment, offset).over(queries, keys), SIDE, SIDE);
    }

    /** The first row is an example of SEMANTICS, section 5. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, TOP_LEFT, 0, 4, 6, xx.... xxx... xxxx.. .xxxx.",
        "0, 0, TOP_LEFT, 0, 3, 3, x.. .x. ..x",
        "-1, 0, TOP_LEFT, 0, 3, 3, x.. xx. xxx",
        "0, -1, TOP_LEFT, 0, 3, 3, xxx .xx ..x",
        "-1, -1, TOP_LEFT, 0, 2, 3, xxx xxx",
        "1, 0, BOTTOM_RIGHT, 0, 2, 4, .xx. ..xx",
        "1, 0, BOTTOM_RIGHT, 0, 3, 1, . . x",
        "1, 0, OFFSET, 3, 2, 5, ..xx. ...xx",
        "1, 0, OFFSET, -1, 3, 3, ... x.. xx."
    })
    void windowAllowsTheNeighbours(
            int left, int right, Alignment alignment, int offset, int queries, int keys, String expected) {
        Mask window = new WindowMask(left, right, alignment, offset).over(queries, keys);

        assertThat(Drawing.of(window, queries, keys)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 2, 7})
    void coverageOfWindowsIsExact(int left) {
        for (int right : new int[] {-1, 0, 1, 3}) {
            Drawing.assertCoverageIsExact(new WindowMask(left, right, Alignment.TOP_LEFT), SIDE, SIDE);
            Drawing.assertCoverageIsExact(new WindowMask(left, right, Alignment.OFFSET, -2), SIDE, SIDE);
            Drawing.assertCoverageIsExact(new WindowMask(left, right, Alignment.BOTTOM_RIGHT).over(4, 7), SIDE, SIDE);
        }
    }

    @Test
    void largePositionsDoNotOverflow() {
        Mask causal = new CausalMask(Alignment.BOTTOM_RIGHT).over(1, Integer.MAX_VALUE);
        Mask window = new WindowMask(Integer.MAX_VALUE, Integer.MAX_VALUE, Alignment.OFFSET, Integer.MAX_VALUE);

        assertThat(causal.allows(Integer.MAX_VALUE, 5)).isTrue();
        assertThat(window.allows(0, 0)).isTrue();
        assertThat(window.allows(1, 0)).isFalse();
        assertThat(new WindowMask(-1, -1, Alignment.TOP_LEFT).allows(0, Integer.MAX_VALUE))
                .isTrue();
    }

    @Test
    void impossibleArgumentsAreRefused() {
        assertThatThrownBy(() -> new CausalMask(Alignment.TOP_LEFT, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the alignment TOP_LEFT takes no offset, and 1 is given");
        assertThatThrownBy(() -> new WindowMask(0, 0, Alignment.BOTTOM_RIGHT, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WindowMask(3, -2, Alignment.TOP_LEFT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a side of a window is at least 0, or -1 for no limit, not -2");
        assertThatThrownBy(() -> new PaddingMask(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MatrixMask(new boolean[0][])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MatrixMask(new boolean[][] {{true}, {true, false}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the rows have 1 and 2 columns");
        assertThatThrownBy(() -> new HeadMask(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DocumentMask(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DocumentMask(List.of(2, 0))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 9})
    void paddingAllowsTheFirstKeysToEveryQuery(int keys) {
        Mask mask = new PaddingMask(keys);

        assertThat(Drawing.of(mask, 2, SIDE))
                .isEqualTo(("x".repeat(Math.min(keys, SIDE)) + ".".repeat(Math.max(0, SIDE - keys)) + " ")
                        .repeat(2)
                        .strip());
        Drawing.assertCoverageIsExact(mask, SIDE, SIDE);
        assertThat(mask.comparesPositions()).isFalse();
    }

    @Test
    void documentsSeeOnlyThemselves() {
        Mask mask = new DocumentMask(List.of(1, 3, 2));

        assertThat(Drawing.of(mask, 7, 7)).isEqualTo("x...... .xxx... .xxx... .xxx... ....xx. ....xx. .......");
        Drawing.assertCoverageIsExact(mask, 9, 9);
        Drawing.assertCoverageIsExact(new DocumentMask(List.of(2)), SIDE, SIDE);
    }

    @Test
    void documentsMayReachBeyondAllPositions() {
        Mask mask = new DocumentMask(List.of(2, Integer.MAX_VALUE, Integer.MAX_VALUE));

        assertThat(Drawing.of(mask, 4, 4)).isEqualTo("xx.. xx.. ..xx ..xx");
        Drawing.assertCoverageIsExact(mask, SIDE, SIDE);
    }

    @Test
    void aMatrixSaysItPairByPair() {
        Mask mask = new MatrixMask(new boolean[][] {{true, false, true}, {false, false, false}, {true, true, true}});

        assertThat(Drawing.of(mask.over(3, 3), 3, 3)).isEqualTo("x.x ... xxx");
        assertThat(Drawing.of(mask.over(3, 5), 3, 5))
                .as("keys beyond the matrix are forbidden")
                .isEqualTo("x.x.. ..... xxx..");
        Drawing.assertCoverageIsExact(mask, 3, 5);
        assertThat(mask.comparesPositions()).isFalse();
    }

    @Test
    void aMatrixOfOneRowHoldsForEveryQuery() {
        Mask mask = new MatrixMask(new boolean[][] {{true, false, true}});

        assertThat(Drawing.of(mask.over(2, 3), 2, 3)).isEqualTo("x.x x.x");
        Drawing.assertCoverageIsExact(mask, SIDE, SIDE);
    }

    @Test
    void aMatrixDoesNotChangeWithTheArrayItWasMadeOf() {
        boolean[][] allowed = {{true}};
        Mask mask = new MatrixMask(allowed);

        allowed[0][0] = false;

        assertThat(mask.allows(0, 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "1, 3", "2, 2", "2, 0"})
    void aMatrixOfTheWrongSizeIsRefused(int queries, int keys) {
        Mask mask = new MatrixMask(new boolean[2][3]);

        assertThatThrownBy(() -> mask.over(queries, keys))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the mask is a matrix of 2×3 for " + queries + " queries × " + keys
                        + " keys; give a row for each query, or a single one, and a column for each key");
    }

    @Test
    void headsMayHaveMasksOfTheirOwn() {
        Mask mask = new HeadMask(List.of(new CausalMask(Alignment.BOTTOM_RIGHT), new PaddingMask(1))).over(2, 3);

        assertThat(Drawing.of(mask.ofHead(0), 2, 3)).isEqualTo("xx. xxx");
        assertThat(Drawing.of(mask.ofHead(1), 2, 3)).isEqualTo("x.. x..");
        assertThat(Drawing.of(mask, 2, 3)).as("the first, until it knows").isEqualTo("xx. xxx");
        Drawing.assertCoverageIsExact(mask, 2, 3);
        assertThat(mask.comparesPositions()).isTrue();
        assertThat(new HeadMask(List.of(new NoMask())).comparesPositions()).isFalse();
        assertThatThrownBy(() -> mask.ofHead(2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there are masks for 2 heads and none for head 3; give one mask for each head");
    }

    @Test
    void masksThatCompareQueriesWithKeysSaySo() {
        assertThat(new CausalMask(Alignment.TOP_LEFT).comparesPositions()).isTrue();
        assertThat(new WindowMask(1, 1, Alignment.TOP_LEFT).comparesPositions()).isTrue();
        assertThat(new DocumentMask(List.of(1)).comparesPositions()).isTrue();
    }
}
