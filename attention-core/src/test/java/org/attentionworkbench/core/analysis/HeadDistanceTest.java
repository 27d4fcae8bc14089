package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadDistanceTest {
    private static final Matrix LEFT = Matrix.ofRows(row(1, 0), row(1, 0));
    private static final Matrix RIGHT = Matrix.ofRows(row(0, 1), row(1, 1));
    private static final Matrix NOTHING = Matrix.zeros(2, 2);

    @Test
    void distanceIsSummedOverTheQueries() {
        Finding distance = new HeadDistance(LogarithmBase.BITS)
                .analyse(Maps.heads("a b", LEFT, RIGHT))
                .get(0);

        assertThat(distance.unit()).isEqualTo("bits");
        assertThat(distance.rowLabels()).containsExactly("head 1", "head 2");
        // first row: nothing in common, 1 bit; second: (1 0) and (0.5 0.5), whose mean is (0.75 0.25):
        // H(0.75, 0.25) − (H(1, 0) + H(0.5, 0.5)) / 2 = 0.8112781244591328 − 0.5 bits
        assertThat(distance.numbers().get(0, 1)).isCloseTo(1.3112781244591327, within(1e-15));
        assertThat(distance.numbers().get(1, 0)).isEqualTo(distance.numbers().get(0, 1));
        assertThat(distance.numbers().get(0, 0)).isZero();
        assertThat(distance.note()).endsWith("heads with nothing in common are 2.0000 apart");
    }

    @Test
    void natsAreBitsTimesTheLogarithmOfTwo() {
        Matrix nats = new HeadDistance(LogarithmBase.NATS)
                .analyse(Maps.heads("a b", LEFT, RIGHT))
                .get(0)
                .numbers();

        assertThat(nats.get(0, 1)).isCloseTo(1.3112781244591327 * Math.log(2), within(1e-15));
    }

    @Test
    void rowsOfZerosAreAloneTogether() {
        Matrix nats = new HeadDistance(LogarithmBase.NATS)
                .analyse(Maps.heads("a b", NOTHING, NOTHING, LEFT))
                .get(0)
                .numbers();

        assertThat(nats.get(0, 1)).isZero();
        assertThat(nats.get(0, 2)).isCloseTo(Math.log(2), within(1e-15)); // two rows, ln 2 / 2 each
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void distanceIsSymmetricAndBounded(long seed) {
        Finding distance = new HeadDistance(LogarithmBase.NATS)
                .analyse(Maps.random(new Random(seed), 7, 3, 2))
                .get(0);

        assertThat(distance.rowLabels())
                .contains("layer 1 head 1", "layer 2 head 3")
                .hasSize(6);
        for (int first = 0; first < 6; first++) {
            assertThat(distance.numbers().get(first, first)).isZero();
            for (int second = 0; second < 6; second++) {
                double apart = distance.numbers().get(first, second);
                assertThat(apart).isEqualTo(distance.numbers().get(second, first));
                assertThat(apart).isBetween(0.0, 7 * Math.log(2));
                assertThat(apart > 0).isEqualTo(first != second);
            }
        }
    }

    @Test
    void aSingleHeadHasNoOther() {
        assertThatThrownBy(
                        () -> new HeadDistance(LogarithmBase.NATS).analyse(Maps.layers("a b", List.of(List.of(LEFT)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("head-distance: there is one head, and no other to compare it with; choose a variant with "
                        + "several, such as multi-head");
    }
}
