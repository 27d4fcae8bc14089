package org.attentionworkbench.api.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HeadArrayTest {
    // 2 entries, 3 heads, 4 positions, 5 channels
    private static final float[] ELEMENTS = new float[2 * 3 * 4 * 5];

    @Test
    void headsAreAnAxisOrLieSideBySide() {
        HeadArray axis = HeadArray.withHeadAxis(ELEMENTS, 2, 3, 4, 5);
        HeadArray sides = HeadArray.sideBySide(ELEMENTS, 2, 4, 3, 5);
        for (int entry = 0; entry < 2; entry++) {
            for (int head = 0; head < 3; head++) {
                for (int position = 0; position < 4; position++) {
                    assertThat(axis.place(entry, head, position)).isEqualTo(((entry * 3 + head) * 4 + position) * 5);
                    assertThat(sides.place(entry, head, position)).isEqualTo(((entry * 4 + position) * 3 + head) * 5);
                }
            }
        }
        assertThat(axis.positionStride()).isEqualTo(5);
        assertThat(sides.positionStride()).isEqualTo(15);
        assertThat(sides.elements()).isSameAs(ELEMENTS);
        assertThat(sides).hasToString("[2, 3, 4, 5]");
    }

    @Test
    void firstPositionsAreTheSameRows() {
        HeadArray first = HeadArray.withHeadAxis(ELEMENTS, 2, 3, 4, 5).first(2);
        assertThat(first).hasToString("[2, 3, 2, 5]");
        assertThat(first.place(1, 2, 1)).isEqualTo(((1 * 3 + 2) * 4 + 1) * 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> first.first(3))
                .withMessage("there are 2 positions, not 3");
    }

    @Test
    void rowsLieInsideTheArray() {
        assertThat(new HeadArray(ELEMENTS, 100, 1, 1, 4, 5, 0, 0, 5)).hasToString("[1, 1, 4, 5]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeadArray(ELEMENTS, 101, 1, 1, 4, 5, 0, 0, 5))
                .withMessage("rows up to 121 do not fit an array of 120");
        // 2³¹ rows further on: must not overflow
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeadArray(ELEMENTS, 0, 3, 1, 1, 1, Integer.MAX_VALUE, 1, 1))
                .withMessage("rows up to 4294967295 do not fit an array of 120");
        assertThat(new HeadArray(new float[0], 0, 3, 2, 0, 5, 9, 9, 9).positions())
                .isZero();
    }

    @Test
    void numbersAreNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeadArray.withHeadAxis(ELEMENTS, 1, -1, 4, 5))
                .withMessage("offset 0, batch 1, heads -1, positions 4 and width 5 are at least 0 each");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeadArray(ELEMENTS, 0, 1, 1, 1, 1, 0, 0, -1))
                .withMessage("the strides 0, 0 and -1 are at least 0 each");
    }
}
