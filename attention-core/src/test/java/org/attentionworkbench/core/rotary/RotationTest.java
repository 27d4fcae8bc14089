package org.attentionworkbench.core.rotary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.data.Offset;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected numbers were computed with NumPy, interleaved pairs as complex numbers {@code z·exp(1j·p·θ)}. */
class RotationTest {
    private static final double[] FREQUENCIES = {1, 0.1};
    private static final Matrix ROW = Matrix.ofRows(new double[] {1, 2, 3, 4, 5, 6});

    private static void assertRotated(Matrix rotated, double... expected) {
        assertThat(rotated.elements()).containsExactly(expected, Offset.offset(4e-15));
    }

    @Test
    void halvesAreTurnedTogether() {
        assertRotated(
                new Rotation(FREQUENCIES, 1, ChannelPairs.HALF_SPLIT).rotated(ROW, 3),
                -1.413352520780047,
                0.7285921516058536,
                -2.828857481741469,
                4.412386369825104,
                5,
                6);
    }

    @Test
    void neighboursAreTurnedTogether() {
        assertRotated(
                new Rotation(FREQUENCIES, 1, ChannelPairs.INTERLEAVED).rotated(ROW, 3),
                -1.27223251272018,
                -1.8388649851410237,
                1.6839286407314595,
                4.707906576486443,
                5,
                6);
    }

    @Test
    void amplitudeIsAFactorOfTheTurnedChannelsAlone() {
        assertRotated(
                new Rotation(FREQUENCIES, 1.5, ChannelPairs.HALF_SPLIT).rotated(ROW, 3),
                -2.1200287811700704,
                1.0928882274087806,
                -4.243286222612204,
                6.618579554737655,
                5,
                6);
    }

    @ParameterizedTest
    @EnumSource(ChannelPairs.class)
    void everyRowIsTurnedByItsOwnPosition(ChannelPairs pairs) {
        Rotation rotation = new Rotation(FREQUENCIES, 1, pairs);
        Matrix rows = Matrix.ofRows(ROW.row(0), ROW.row(0));

        assertThat(rotation.rotated(rows, 7).rows(0, 1)).isEqualTo(rotation.rotated(ROW, 7));
        assertThat(rotation.rotated(rows, 7).rows(1, 2)).isEqualTo(rotation.rotated(ROW, 8));
    }

    /** A rotation that has turned no rows yet computes each angle; the other keeps those that it has needed, up to position 524,287. */
    @ParameterizedTest
    @EnumSource(ChannelPairs.class)
    void anglesThatAreKeptAreThoseThatAreComputed(ChannelPairs pairs) {
        Rotation keeping = new Rotation(FREQUENCIES, 1.5, pairs);
        for (int first : new int[] {0, 2, 40, 3, 524_286, 600_000, 1}) {
            Matrix turned = keeping.rotated(Matrix.ofRows(ROW.row(0), ROW.row(0), ROW.row(0)), first);
            for (int row = 0; row < turned.rows(); row++) {
                double[] alone = ROW.row(0);
                new Rotation(FREQUENCIES, 1.5, pairs).rotate(alone, 0, first + row);
                assertThat(turned.row(row)).containsExactly(alone);
            }
        }
    }

    @Test
    void aPositionBeforeTheFirstIsTurnedBackwards() {
        Rotation rotation = new Rotation(FREQUENCIES, 1, ChannelPairs.HALF_SPLIT);
        double[] row = rotation.rotated(ROW, 3).row(0);

        rotation.rotate(row, 0, -3);
        assertThat(row).containsExactly(new double[] {1, 2, 3, 4, 5, 6}, Offset.offset(1e-14));
    }

    @Test
    void theFirstPositionIsNotTurnedAndRowsAreLeftAsTheyAre() {
        Rotation rotation = new Rotation(FREQUENCIES, 1, ChannelPairs.HALF_SPLIT);

        assertThat(rotation.rotated(ROW, 0)).isEqualTo(ROW).isNotSameAs(ROW);
        rotation.rotated(ROW, 5);
        assertThat(ROW.row(0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(rotation.dimension()).isEqualTo(4);
    }

    @Test
    void rowsThatAreTooNarrowAreRefused() {
        Rotation rotation = new Rotation(FREQUENCIES, 1, ChannelPairs.HALF_SPLIT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rotation.rotated(Matrix.zeros(1, 3), 0))
                .withMessage("cannot turn 4 channels of a 1×3 matrix");
    }
}
