package org.attentionworkbench.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    void arraysMustHaveTheSameLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowStatistics(new double[2], new double[3]))
                .withMessage("2 entropies do not go with 3 shares");
    }
}
