package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.variant.Attended.KEYS;
import static org.attentionworkbench.core.variant.Attended.QUERIES;
import static org.attentionworkbench.core.variant.Attended.VALUES;
import static org.attentionworkbench.core.variant.Attended.block;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class DifferentialTest {

    /** The maps of the quarters of Q and K, each as a single head. */
    private static Matrix map(int quarter, Stage stage) {
        return Attended.stage(
                Attended.by(new SingleHead(), block(QUERIES, quarter, 4), block(KEYS, quarter, 4), VALUES), 0, stage);
    }

    @Test
    void weightsAreTheDifferenceOfTwoMaps() {
        HeadedResult result = Attended.by(new Differential(2, 0.3, false));

        for (int head = 0; head < 2; head++) {
            Matrix weights = Attended.sum(map(2 * head, Stage.WEIGHTS), -0.3, map(2 * head + 1, Stage.WEIGHTS));
            Matrix values = Attended.product(weights, block(VALUES, head, 2));
            assertThat(Attended.stage(result, head, Stage.RAW)).isEqualTo(map(2 * head, Stage.RAW));
            assertThat(Attended.stage(result, head, Stage.MASKED)).isEqualTo(map(2 * head, Stage.MASKED));
            assertThat(result.heads().get(head).queries()).isEqualTo(block(QUERIES, 2 * head, 4));
            assertThat(result.heads().get(head).keys()).isEqualTo(block(KEYS, 2 * head, 4));
            Matrices.assertClose(Attended.stage(result, head, Stage.WEIGHTS), weights, 1e-15);
            Matrices.assertClose(block(result.joined(), head, 2), values, 1e-14);
            for (int query = 0; query < 5; query++) {
                double sum = 0;
                for (double weight : weights.row(query)) {
                    sum += weight;
                }
                assertThat(sum).isCloseTo(0.7, within(1e-14));
            }
        }
    }

    @Test
    void withoutASecondMapItIsTheFirstAlone() {
        Matrix first = Attended.joined(block(QUERIES, 0, 4), block(QUERIES, 2, 4));
        Matrix keys = Attended.joined(block(KEYS, 0, 4), block(KEYS, 2, 4));

        Matrices.assertClose(
                Attended.by(new Differential(2, 0, false)).joined(),
                Attended.by(new MultiHead(2), first, keys, VALUES).joined(),
                1e-15);
    }

    @Test
    void aNormedHeadHasTheRootMeanSquareOneMinusLambda() {
        HeadedResult plain = Attended.by(new Differential(1, 0.2, false));
        HeadedResult normed = Attended.by(new Differential(1, 0.2, true));

        assertThat(Attended.stage(normed, 0, Stage.VALUES)).isEqualTo(plain.joined());
        for (int query = 0; query < 5; query++) {
            double squares = 0;
            for (double value : plain.joined().row(query)) {
                squares += value * value;
            }
            for (int channel = 0; channel < 8; channel++) {
                assertThat(normed.joined().get(query, channel))
                        .isCloseTo(
                                0.8 * plain.joined().get(query, channel) / Math.sqrt(squares / 8 + 1e-5),
                                within(1e-14));
            }
        }
    }

    @Test
    void aQueryThatMayAttendToNothingHasNoWeightsAndNoValue() {
        HeadedResult result = Attended.by(new Differential(2, 0.8, true), (query, key) -> query != 3);

        for (int head = 0; head < 2; head++) {
            assertThat(Attended.stage(result, head, Stage.WEIGHTS).row(3)).containsOnly(0);
        }
        assertThat(result.joined().row(3)).containsOnly(0);
    }

    @Test
    void lambdaGrowsFromLayerToLayer() {
        assertThat(Differential.lambdaOfLayer(1)).isCloseTo(0.2, within(1e-15));
        // 0.8 − 0.6·e^(−0.3)
        assertThat(Differential.lambdaOfLayer(2)).isCloseTo(0.3555090675909693, within(1e-15));
        assertThat(Differential.lambdaOfLayer(100)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void widthsMustHoldTwoMapsPerHead() {
        assertThatThrownBy(() -> Attended.by(new Differential(2, 0.5, false), QUERIES.columns(0, 6), KEYS, VALUES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "differential: heads=2 with two maps each do not divide the width 6 of the queries; it would "
                                + "have to be a multiple of 4");
        assertThatThrownBy(() -> Attended.by(new Differential(2, 0.5, false), QUERIES, KEYS, VALUES.columns(0, 7)))
                .hasMessage("differential: heads=2 does not divide the width 7 of the values; 1 or 7 would");
    }

    @Test
    void lambdaIsAShare() {
        for (double lambda : new double[] {-0.1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> new Differential(2, lambda, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the second map is taken 0 to 1 times, not " + lambda + " times");
        }
        assertThatThrownBy(() -> new Differential(0, 0.5, false)).isInstanceOf(IllegalArgumentException.class);
    }
}
