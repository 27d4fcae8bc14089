package org.attentionworkbench.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.attentionworkbench.api.InvalidInputException;
import org.junit.jupiter.api.Test;

final class RowStatisticsTest {

    @Test
    void eachQueryHasItsNumbers() {
        RowStatistics statistics = new RowStatistics(new double[] {0.5, 1.5, 0}, new double[] {0.25, 0.75, 1});
        assertThat(statistics.rows()).isEqualTo(3);
        assertThat(statistics.entropy(1)).isEqualTo(1.5);
        assertThat(statistics.selfShare(1)).isEqualTo(0.75);
        assertThat(statistics.entropy(0)).isEqualTo(0.5);
        assertThat(statistics.selfShare(2)).isEqualTo(1);
    }

    @Test
    void sharesOfOtherKeysAndScoresAreThereToo() {
        RowStatistics statistics = new RowStatistics(
                new double[] {0.5, 0},
                new double[] {0.25, 0},
                new double[] {0.125, 0},
                new double[] {0.75, 0},
                new double[] {3, Double.NEGATIVE_INFINITY},
                new double[] {3.5, Double.NEGATIVE_INFINITY});
        assertThat(statistics.firstShare(0)).isEqualTo(0.125);
        assertThat(statistics.keySetShare(0)).isEqualTo(0.75);
        assertThat(statistics.maximum(0)).isEqualTo(3);
        assertThat(statistics.logSumExp(0)).isEqualTo(3.5);
        assertThat(statistics.firstShare(1)).isZero();
        assertThat(statistics.maximum(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(statistics.logSumExp(1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aRowWithAWeightBelowZeroHasNoShares() {
        double[] none = {RowStatistics.NONE};
        RowStatistics statistics = new RowStatistics(none, none, none, none, new double[] {2}, new double[] {2.5});
        assertThat(statistics.hasShares(0)).isFalse();
        for (IntToDoubleFunction number : List.<IntToDoubleFunction>of(
                statistics::entropy, statistics::selfShare, statistics::firstShare, statistics::keySetShare)) {
            assertThatThrownBy(() -> number.applyAsDouble(0))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("query 1 gives some key a weight below 0");
        }
        assertThat(statistics.maximum(0)).isEqualTo(2);
        assertThat(statistics.logSumExp(0)).isEqualTo(2.5);
    }

    @Test
    void whatWasNotGivenIsNotThere() {
        RowStatistics statistics = new RowStatistics(new double[] {0.5}, new double[] {0.25});
        assertThat(statistics.hasShares(0)).isTrue();
        assertThat(statistics.maximum(0)).isNaN();
        assertThat(statistics.logSumExp(0)).isNaN();
        assertThatIllegalStateException()
                .isThrownBy(() -> statistics.firstShare(0))
                .withMessage("these statistics hold entropies and shares on the diagonal alone");
        assertThatIllegalStateException().isThrownBy(() -> statistics.keySetShare(0));
    }

    @Test
    void arraysMustHaveTheSameLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowStatistics(new double[2], new double[3]))
                .withMessage("2 entropies do not go with 3 other numbers");
        for (int wrong = 1; wrong < 6; wrong++) {
            double[][] arrays = new double[6][2];
            arrays[wrong] = new double[4];
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new RowStatistics(arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5]))
                    .withMessage("2 entropies do not go with 4 other numbers");
        }
    }
}
