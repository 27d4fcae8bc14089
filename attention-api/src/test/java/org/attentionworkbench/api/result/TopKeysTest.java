package org.attentionworkbench.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TopKeysTest {
    private final TopKeys top =
            new TopKeys(2, new int[] {4, 1, 0, 3, 2, 5}, new double[] {0.6, 0.2, 0.9, 0.1, 0.5, 0.4});

    @Test
    void eachQueryHasItsKeysAndWeightsByRank() {
        assertThat(top.count()).isEqualTo(2);
        assertThat(top.key(0, 0)).isEqualTo(4);
        assertThat(top.weight(0, 0)).isEqualTo(0.6);
        assertThat(top.key(1, 1)).isEqualTo(3);
        assertThat(top.weight(1, 1)).isEqualTo(0.1);
        assertThat(top.key(2, 0)).isEqualTo(2);
        assertThat(top.weight(2, 1)).isEqualTo(0.4);
    }

    @Test
    void aRankDoesNotReachIntoTheNextQuery() {
        assertThatThrownBy(() -> top.key(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> top.weight(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> top.key(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> top.weight(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> top.key(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void thereMayBeNoKeys() {
        assertThat(new TopKeys(0, new int[0], new double[0]).count()).isZero();
        assertThat(new TopKeys(3, new int[0], new double[0]).count()).isEqualTo(3);
    }

    @Test
    void arraysMustHoldWholeQueries() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopKeys(2, new int[3], new double[3]))
                .withMessage("3 keys and 3 weights do not make rows of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new TopKeys(2, new int[4], new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> new TopKeys(0, new int[1], new double[1]));
        assertThatIllegalArgumentException().isThrownBy(() -> new TopKeys(-1, new int[0], new double[0]));
    }
}
