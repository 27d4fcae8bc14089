package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorsTest {

    private static TopKeys topKeys(int wanted, Matrix... blocks) {
        int queries = 0;
        for (Matrix block : blocks) {
            queries += block.rows();
        }
        TopKeysCollector collector = new TopKeysCollector(wanted, queries, blocks[0].columns());
        for (Matrix block : blocks) {
            collector.add(block);
        }
        return collector.result();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 21, 100})
    void topKeysAreTheFirstOfASortedRow(int wanted) {
        Random random = new Random(wanted);
        for (int round = 0; round < 50; round++) {
            Matrix weights = Matrix.zeros(3, 20);
            for (int index = 0; index < 60; index++) {
                weights.elements()[index] = random.nextInt(8) / 8.0; // many alike
            }

            TopKeys top = topKeys(wanted, weights.rows(0, 2), weights.rows(2, 3));

            assertThat(top.count()).isEqualTo(Math.min(wanted, 20));
            for (int query = 0; query < 3; query++) {
                double[] row = weights.row(query);
                int[] sorted = IntStream.range(0, 20)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer key) -> -row[key]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                for (int rank = 0; rank < top.count(); rank++) {
                    assertThat(top.key(query, rank)).isEqualTo(sorted[rank]);
                    assertThat(top.weight(query, rank)).isEqualTo(row[sorted[rank]]);
                }
            }
        }
    }

    @Test
    void ofEqualWeightsTheEarlierKeyComesFirst() {
        TopKeys top = topKeys(2, Matrix.ofRows(new double[] {0.25, 0.5, 0.5, 0.25, 0.5}));

        assertThat(top.key(0, 0)).isEqualTo(1);
        assertThat(top.key(0, 1)).isEqualTo(2);
    }

    @Test
    void whereThereIsNoKeyThereIsNoTopKey() {
        assertThat(topKeys(3, Matrix.zeros(2, 0)).count()).isZero();
    }

    private static RowStatistics statistics(double[]... rows) {
        RowStatisticsCollector collector =
                new RowStatisticsCollector(new Extent(rows.length, rows[0].length), Set.of());
        collector.add(Matrix.ofRows(rows), null, 0);
        return collector.result();
    }

    /** By hand: ln 4; ½·ln 2 + 2·¼·ln 4 = 1.5·ln 2; 0; and the first again, being 0.1 of each. */
    @Test
    void entropyMeasuresTheSpread() {
        RowStatistics statistics = statistics(
                new double[] {0.25, 0.25, 0.25, 0.25},
                new double[] {0.5, 0, 0.25, 0.25},
                new double[] {0, 1, 0, 0},
                new double[] {0.1, 0.1, 0.1, 0.1});

        assertThat(statistics.rows()).isEqualTo(4);
        assertThat(statistics.entropy(0)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(statistics.entropy(1)).isCloseTo(1.5 * Math.log(2), within(1e-15));
        assertThat(statistics.entropy(2)).isZero();
        assertThat(statistics.entropy(3)).isCloseTo(Math.log(4), within(1e-15));
    }

    @Test
    void selfShareIsThatOfTheDiagonal() {
        RowStatistics statistics =
                statistics(new double[] {0.5, 0.5}, new double[] {0.3, 0.1}, new double[] {0.5, 0.5});

        assertThat(statistics.selfShare(0)).isEqualTo(0.5);
        assertThat(statistics.selfShare(1)).isCloseTo(0.25, within(1e-15));
        assertThat(statistics.selfShare(2)).isZero(); // there is no third key
    }

    @Test
    void rowsOfZerosHaveNeitherSpreadNorShare() {
        RowStatistics statistics = statistics(new double[] {0, 0});

        assertThat(statistics.entropy(0)).isZero();
        assertThat(statistics.selfShare(0)).isZero();
    }

    @Test
    void weightsBelowZeroAreNoShares() {
        RowStatistics statistics = statistics(new double[] {1, 0}, new double[] {1.25, -0.25});

        assertThat(statistics.entropy(0)).isZero();
        assertThatThrownBy(() -> statistics.entropy(1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("query 2 gives some key a weight below 0, and entropies and shares can only");
        assertThatThrownBy(() -> statistics.selfShare(1)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void blocksStandAtTheirQueries() {
        RowStatisticsCollector collector = new RowStatisticsCollector(new Extent(3, 3), Set.of());
        collector.add(Matrix.ofRows(new double[] {0, 0.75, 0.25}, new double[] {0.5, 0, 0.5}), null, 1);

        RowStatistics statistics = collector.result();

        assertThat(statistics.entropy(0)).isZero();
        assertThat(statistics.selfShare(1)).isEqualTo(0.75);
        assertThat(statistics.selfShare(2)).isEqualTo(0.5);
        assertThat(statistics.entropy(2)).isCloseTo(Math.log(2), within(1e-15));
    }

    /** By hand: weights 2, 1 and 1 are shares ½, ¼ and ¼; the set {1, 2} has ½ of the first row and all of the second. */
    @Test
    void firstKeyAndKeySetHaveTheirShares() {
        RowStatisticsCollector collector = new RowStatisticsCollector(new Extent(3, 3), Set.of(2, 1));
        collector.add(Matrix.ofRows(new double[] {2, 1, 1}, new double[] {0, 0.25, 0.5}, new double[3]), null, 0);

        RowStatistics statistics = collector.result();

        assertThat(statistics.firstShare(0)).isEqualTo(0.5);
        assertThat(statistics.keySetShare(0)).isEqualTo(0.5);
        assertThat(statistics.firstShare(1)).isZero();
        assertThat(statistics.keySetShare(1)).isEqualTo(1);
        assertThat(statistics.firstShare(2)).isZero();
        assertThat(statistics.keySetShare(2)).isZero();
    }

    /** By hand: ln(e^ln 2 + e^ln 6) = ln 8; a score of 1000 alone is its own sum; ln(2·e^1e4) = 1e4 + ln 2. */
    @Test
    void scoresHaveAMaximumAndASumOfExponentials() {
        double none = Double.NEGATIVE_INFINITY;
        RowStatisticsCollector collector = new RowStatisticsCollector(new Extent(4, 3), Set.of());
        Matrix weights = Matrix.zeros(4, 3);
        collector.add(
                weights,
                Matrix.ofRows(
                        new double[] {Math.log(2), none, Math.log(6)},
                        new double[] {none, 1000, none},
                        new double[] {none, none, none},
                        new double[] {1e4, 1e4, -1e4}),
                0);

        RowStatistics statistics = collector.result();

        assertThat(statistics.maximum(0)).isEqualTo(Math.log(6));
        assertThat(statistics.logSumExp(0)).isCloseTo(Math.log(8), within(1e-15));
        assertThat(statistics.maximum(1)).isEqualTo(1000);
        assertThat(statistics.logSumExp(1)).isEqualTo(1000);
        assertThat(statistics.maximum(2)).isEqualTo(none);
        assertThat(statistics.logSumExp(2)).isEqualTo(none);
        assertThat(statistics.logSumExp(3)).isCloseTo(1e4 + Math.log(2), within(1e-11));
    }

    @Test
    void scoresThatNobodySawHaveNoMaximum() {
        assertThat(statistics(new double[] {0.5, 0.5}).maximum(0)).isNaN();
        assertThat(statistics(new double[] {0.5, 0.5}).logSumExp(0)).isNaN();
    }

    @Test
    void entropyIsNeverBelowZero() {
        Random random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            double rest = random.nextDouble() * 1e-17;

            assertThat(statistics(new double[] {1, rest}).entropy(0)).isNotNegative();
        }
    }
}
