package org.attentionworkbench.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.comparison.Measured.matrix;
import static org.attentionworkbench.core.comparison.Measured.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {

    private static AttentionResult weights(Matrix... heads) {
        return Measured.result(Stage.WEIGHTS, heads);
    }

    private static double between(double[] first, double[] second) {
        return Divergence.between(weights(matrix(first)), weights(matrix(second)))
                .rows()
                .get(0);
    }

    @Test
    void theSameWeightsDoNotDiverge() {
        AttentionResult result = weights(matrix(row(0.2, 0.8), row(0, 1)));

        Divergence divergence = Divergence.between(result, result);

        assertThat(divergence.rows()).containsExactly(0.0, 0.0);
        assertThat(divergence.mean()).isZero();
        assertThat(divergence.changedTopWords()).isZero();
    }

    @Test
    void nothingInCommonIsTheLogarithmOfTwo() {
        assertThat(between(row(1, 0), row(0, 1))).isEqualTo(Math.log(2));
        assertThat(between(row(0.5, 0.5, 0, 0), row(0, 0, 0.25, 0.75))).isCloseTo(Math.log(2), within(1e-15));
    }

    /** SciPy's formula in NumPy 2.4: m = (p+q)/2; (sum(p·log(p/m)) + sum(q·log(q/m)))/2 for p = .5 .25 .25, q = .1 .6 .3. */
    @Test
    void valueIsThatOfNumPy() {
        assertThat(between(row(0.5, 0.25, 0.25), row(0.1, 0.6, 0.3))).isCloseTo(0.11103734008574362, within(1e-15));
        assertThat(between(row(0.1, 0.6, 0.3), row(0.5, 0.25, 0.25))).isCloseTo(0.11103734008574362, within(1e-15));
    }

    /** By hand: p = 1 0, q = ½ ½, m = ¾ ¼: ½·ln(4/3) + ½·(½·ln(2/3) + ½·ln 2). */
    @Test
    void valueIsThatOfPaper() {
        double expected = Math.log(4 / 3.0) / 2 + Math.log(2 / 3.0) / 4 + Math.log(2) / 4;

        assertThat(between(row(1, 0), row(0.5, 0.5))).isCloseTo(expected, within(1e-15));
    }

    @Test
    void rowsAreDividedByTheirSums() {
        assertThat(between(row(2, 1, 1), row(0.05, 0.3, 0.15))).isCloseTo(0.11103734008574362, within(1e-15));
        assertThat(between(row(0.1, 0.3), row(0.5, 1.5))).isCloseTo(0, within(1e-15));
    }

    @Test
    void rowsOfZerosStayZeros() {
        assertThat(between(row(0, 0), row(0, 0))).isZero();
        assertThat(between(row(0, 0), row(0, 1))).isCloseTo(Math.log(2) / 2, within(1e-15));
    }

    @Test
    void ofSeveralHeadsTheMeanIsTaken() {
        AttentionResult heads = weights(matrix(row(1, 0, 0)), matrix(row(0, 0.5, 0.5)));
        AttentionResult mean = weights(matrix(row(0.5, 0.25, 0.25)));
        AttentionResult other = weights(matrix(row(0.1, 0.6, 0.3)));

        assertThat(Divergence.between(heads, mean).rows()).containsExactly(0.0);
        assertThat(Divergence.between(heads, other).rows().get(0)).isCloseTo(0.11103734008574362, within(1e-15));
        assertThat(heads.head(0).weights()).isEqualTo(matrix(row(1, 0, 0)));
    }

    @Test
    void wordsWithAnotherWordOnTopAreCounted() {
        AttentionResult first = weights(matrix(row(0.6, 0.4), row(0.5, 0.5), row(0.1, 0.9), row(0.9, 0.1)));
        AttentionResult second = weights(matrix(row(0.4, 0.6), row(0.6, 0.4), row(0.2, 0.8), row(0.5, 0.5)));

        Divergence divergence = Divergence.between(first, second);

        assertThat(divergence.changedTopWords()).isEqualTo(1);
        assertThat(divergence.rows()).hasSize(4);
    }

    @Test
    void meanIsThatOfTheRows() {
        assertThat(new Divergence(List.of(0.5, 0.25, 0.0), 0).mean()).isEqualTo(0.25);
        assertThat(new Divergence(List.of(), 0).mean()).isZero();
    }

    @Test
    void rowsAreCopied() {
        List<Double> rows = new ArrayList<>(List.of(0.5));
        Divergence divergence = new Divergence(rows, 0);
        rows.clear();

        assertThat(divergence.rows()).containsExactly(0.5);
    }

    @Test
    void weightsStayAsTheyAre() {
        Matrix weights = matrix(row(2, 2));

        Divergence.between(weights(weights), weights(weights));

        assertThat(weights).isEqualTo(matrix(row(2, 2)));
    }

    @Test
    void shapesMustAgree() {
        AttentionResult square = weights(matrix(row(1, 0), row(1, 0)));

        assertThatThrownBy(() -> Divergence.between(square, weights(matrix(row(1, 0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a 2×2 matrix has no divergence from a 1×2 matrix");
        assertThatThrownBy(() -> Divergence.between(square, weights(matrix(row(1), row(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a 2×2 matrix has no divergence from a 2×1 matrix");
    }

    @Test
    void leastWeightsOfAllDoNotMatter() {
        assertThat(between(row(1, Double.MIN_VALUE), row(1, 0))).isCloseTo(0, within(1e-300));
        assertThat(between(row(1, 0), row(1, Double.MIN_VALUE))).isCloseTo(0, within(1e-300));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void liesBetweenZeroAndTheLogarithmOfTwo(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            int length = 1 + random.nextInt(12);
            double[] first = new double[length];
            double[] second = new double[length];
            boolean disjoint = random.nextBoolean();
            for (int key = 0; key < length; key++) {
                first[key] = disjoint && key % 2 == 0 ? 0 : random.nextDouble();
                second[key] = disjoint && key % 2 == 1 ? 0 : random.nextDouble();
            }

            assertThat(between(first, second)).isBetween(0.0, Math.log(2));
            assertThat(between(first, first)).isZero();
        }
    }
}
