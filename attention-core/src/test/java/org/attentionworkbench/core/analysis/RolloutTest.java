package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {
    private static final Matrix UP = Matrix.ofRows(row(1, 0), row(1, 0));
    private static final Matrix EVEN = Matrix.ofRows(row(0.5, 0.5), row(3, 3));

    private static Matrix rollout(double residual, AttentionMaps maps) {
        return new Rollout(residual).analyse(maps).get(0).numbers();
    }

    @Test
    void oneLayerIsHalfItselfAndHalfTheMeanOfItsHeads() {
        // mean of the heads: (0.75 0.25; 0.75 0.25); with half of the unit matrix: (0.875 0.125; 0.375 0.625)
        assertThat(rollout(0.5, Maps.heads("a b", UP, EVEN)))
                .isEqualTo(Matrix.ofRows(row(0.875, 0.125), row(0.375, 0.625)));
    }

    @Test
    void layersAreMultipliedFromTheTop() {
        AttentionMaps maps = Maps.layers("a b", List.of(List.of(UP), List.of(EVEN)));

        // A′ of UP: (1 0; 0.5 0.5), A′ of EVEN: (0.75 0.25; 0.25 0.75)
        // (0.75 0.25; 0.25 0.75) · (1 0; 0.5 0.5) = (0.75 + 0.125, 0.125; 0.25 + 0.375, 0.375)
        assertThat(rollout(0.5, maps)).isEqualTo(Matrix.ofRows(row(0.875, 0.125), row(0.625, 0.375)));
    }

    @Test
    void withoutResidualConnectionTheWeightsAloneAreMultiplied() {
        AttentionMaps maps = Maps.layers("a b", List.of(List.of(UP), List.of(EVEN)));

        assertThat(rollout(0, maps)).isEqualTo(Matrix.ofRows(row(1, 0), row(1, 0)));
        assertThat(rollout(1, maps)).isEqualTo(Matrix.ofRows(row(1, 0), row(0, 1)));
    }

    @Test
    void aWordThatAttendsToNothingKeepsItself() {
        AttentionMaps maps = Maps.oneHead("a b", row(0, 0), row(0.5, 0.5));

        assertThat(rollout(0.5, maps)).isEqualTo(Matrix.ofRows(row(1, 0), row(0.25, 0.75)));
        assertThat(rollout(0, maps)).isEqualTo(Matrix.ofRows(row(0, 0), row(0.5, 0.5)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0.1", "3, 0.5", "4, 0.9"})
    void rowsSumToOne(long seed, double residual) {
        Finding rollout = new Rollout(residual)
                .analyse(Maps.random(new Random(seed), 11, 3, 6))
                .get(0);

        assertThat(rollout.rows()).isEqualTo("queries");
        assertThat(rollout.columns()).isEqualTo("keys");
        for (int query = 0; query < 11; query++) {
            double sum = 0;
            for (double share : rollout.numbers().row(query)) {
                assertThat(share).isNotNegative();
                sum += share;
            }
            assertThat(sum).isCloseTo(1, within(1e-13));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void whatIsNoPartIsRefused(double residual) {
        assertThatThrownBy(() -> new Rollout(residual)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Flow(residual)).isInstanceOf(IllegalArgumentException.class);
    }
}
