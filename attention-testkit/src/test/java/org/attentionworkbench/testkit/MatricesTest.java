package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

final class MatricesTest {
    private static final Matrix MATRIX = Matrix.ofRows(new double[] {1, -2, 3}, new double[] {4, 5, -6});

    @Test
    void aSeedGivesTheSameMatrixEveryTime() {
        assertThat(Matrices.random(3, 4, 1)).isEqualTo(Matrices.random(3, 4, 1)).isNotEqualTo(Matrices.random(3, 4, 2));
        assertThat(Matrices.randomIntegers(3, 4, 9, 1)).isEqualTo(Matrices.randomIntegers(3, 4, 9, 1));
        assertThat(Matrices.randomOrder(9, 1)).containsExactly(Matrices.randomOrder(9, 1));
    }

    @Test
    void randomNumbersLieBetweenMinusOneAndOne() {
        DoubleSummaryStatistics numbers =
                Arrays.stream(Matrices.random(100, 100, 3).elements()).summaryStatistics();
        assertThat(numbers.getMin()).isBetween(-1.0, -0.99);
        assertThat(numbers.getMax()).isBetween(0.99, 1.0);
    }

    @Test
    void randomIntegersReachTheirBounds() {
        assertThat(Matrices.randomIntegers(20, 20, 2, 4).elements()).containsOnly(-2, -1, 0, 1, 2);
    }

    @Test
    void aRandomOrderHasEachNumberOnce() {
        int[] order = Matrices.randomOrder(50, 5);
        assertThat(Arrays.stream(order).sorted())
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
        assertThat(order).isNotEqualTo(Matrices.randomOrder(50, 6));
        assertThat(Matrices.randomOrder(0, 5)).isEmpty();
    }

    @Test
    void matricesAreTurnedAndReordered() {
        assertThat(Matrices.transpose(MATRIX))
                .isEqualTo(Matrix.ofRows(new double[] {1, 4}, new double[] {-2, 5}, new double[] {3, -6}));
        assertThat(Matrices.reorderRows(MATRIX, new int[] {1, 0}))
                .isEqualTo(Matrix.ofRows(new double[] {4, 5, -6}, new double[] {1, -2, 3}));
        assertThat(Matrices.reorderColumns(MATRIX, new int[] {2, 0, 1}))
                .isEqualTo(Matrix.ofRows(new double[] {3, 1, -2}, new double[] {-6, 4, 5}));
        assertThat(Matrices.magnitudes(MATRIX))
                .isEqualTo(Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
        assertThat(Matrices.filled(1, 2, 7)).isEqualTo(Matrix.ofRows(new double[] {7, 7}));
    }

    @Test
    void aCopyHasItsOwnArray() {
        Matrix copy = Matrices.copy(MATRIX);
        assertThat(copy).isEqualTo(MATRIX);
        assertThat(copy.elements()).isNotSameAs(MATRIX.elements());
    }

    @Test
    void whatIsWithinTheToleranceIsClose() {
        Matrix near = Matrix.ofRows(new double[] {1.5, -2, 3}, new double[] {4, 5, -6});
        assertThatCode(() -> Matrices.assertClose(near, MATRIX, 0.5)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Matrices.assertClose(near, MATRIX, 0.25)).isInstanceOf(AssertionError.class);
    }

    @Test
    void theFirstPlaceThatDiffersIsNamed() {
        Matrix other = Matrix.ofRows(new double[] {1, -2, 3}, new double[] {4, 7, 0});
        assertThatThrownBy(() -> Matrices.assertClose(other, MATRIX, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "element (1, 1) of the 2×3 matrix: expected 5.0 but got 7.0; a difference of 1.0 is allowed");
        assertThatThrownBy(() -> Matrices.assertIdentical(other, MATRIX))
                .isInstanceOf(AssertionError.class)
                .hasMessage("element (1, 1) of the 2×3 matrix: expected exactly 5.0 but got 7.0");
    }

    @Test
    void shapesMustBeEqual() {
        assertThatThrownBy(() -> Matrices.assertClose(Matrix.zeros(3, 2), MATRIX, 100))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected a 2×3 matrix but got a 3×2 matrix");
        assertThatThrownBy(() -> Matrices.assertClose(Matrix.zeros(2, 2), MATRIX, 100))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Matrices.assertIdentical(Matrix.zeros(0, 2), Matrix.zeros(2, 0)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void infinityAndNaNAreCloseToThemselvesAlone() {
        Matrix special = Matrix.ofRows(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN});
        assertThatCode(() -> Matrices.assertClose(special, Matrices.copy(special), 0))
                .doesNotThrowAnyException();
        for (int column = 0; column < 3; column++) {
            Matrix one = special.columns(column, column + 1);
            assertThatThrownBy(() -> Matrices.assertClose(one, Matrix.zeros(1, 1), Double.MAX_VALUE))
                    .isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> Matrices.assertClose(Matrix.zeros(1, 1), one, Double.MAX_VALUE))
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void zerosOfEitherSignAreCloseButNotIdentical() {
        Matrix zero = Matrix.zeros(1, 1);
        Matrix negative = Matrices.filled(1, 1, -0.0);
        assertThatCode(() -> Matrices.assertClose(negative, zero, 0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Matrices.assertIdentical(negative, zero)).isInstanceOf(AssertionError.class);
    }
}
