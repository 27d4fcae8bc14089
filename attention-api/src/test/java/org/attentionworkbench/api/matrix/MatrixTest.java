package org.attentionworkbench.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatrixTest {
    private static final Matrix MATRIX = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});

    @Test
    void elementsStandRowAfterRow() {
        assertThat(MATRIX.rows()).isEqualTo(2);
        assertThat(MATRIX.columns()).isEqualTo(3);
        assertThat(MATRIX.elements()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(MATRIX.get(0, 0)).isEqualTo(1);
        assertThat(MATRIX.get(0, 2)).isEqualTo(3);
        assertThat(MATRIX.get(1, 0)).isEqualTo(4);
        assertThat(MATRIX.get(1, 2)).isEqualTo(6);
    }

    @Test
    void wrapSharesTheArray() {
        double[] elements = {1, 2, 3, 4};
        Matrix matrix = Matrix.wrap(2, 2, elements);
        assertThat(matrix.elements()).isSameAs(elements);
        elements[3] = 9;
        assertThat(matrix.get(1, 1)).isEqualTo(9);
    }

    @Test
    void wrapChecksTheLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.wrap(2, 3, new double[5]))
                .withMessage("a 2×3 matrix does not have 5 elements");
    }

    @Test
    void zerosAreZero() {
        Matrix zeros = Matrix.zeros(2, 3);
        assertThat(zeros.elements()).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(zeros).hasToString("2×3 matrix");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 3", "3, 0"})
    void sidesMayBeEmpty(int rows, int columns) {
        Matrix empty = Matrix.zeros(rows, columns);
        assertThat(empty.rows()).isEqualTo(rows);
        assertThat(empty.columns()).isEqualTo(columns);
        assertThat(empty.elements()).isEmpty();
        assertThat(Matrix.wrap(rows, columns, new double[0])).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, -1", "-1, -1", "-1, 0", "0, -1", "65536, 65536", "1, 2147483640", "2147483640, 1"})
    void impossibleSidesAreRejected(int rows, int columns) {
        String message = "a matrix cannot have " + rows + "×" + columns + " elements";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.zeros(rows, columns))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.wrap(rows, columns, new double[1]))
                .withMessage(message);
    }

    @Test
    void theLargestArrayIsNotRejectedForItsSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.wrap(1, Integer.MAX_VALUE - 8, new double[0]))
                .withMessage("a 1×2147483639 matrix does not have 0 elements");
    }

    @Test
    void rowsAreCopiedIn() {
        double[] row = {1, 2};
        Matrix matrix = Matrix.ofRows(row, row);
        row[0] = 9;
        assertThat(matrix.elements()).containsExactly(1, 2, 1, 2);
        assertThat(Matrix.ofRows()).isEqualTo(Matrix.zeros(0, 0));
        assertThat(Matrix.ofRows(new double[0], new double[0])).isEqualTo(Matrix.zeros(2, 0));
    }

    @Test
    void rowsOfDifferentLengthsAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5}))
                .withMessage("row 2 has 1 elements, row 0 has 2");
    }

    @Test
    void columnsAreJoinedFromLeftToRight() {
        Matrix one = Matrix.ofRows(new double[] {7}, new double[] {8});
        assertThat(Matrix.joinColumns(List.of(MATRIX, Matrix.zeros(2, 0), one, MATRIX)))
                .isEqualTo(Matrix.ofRows(new double[] {1, 2, 3, 7, 1, 2, 3}, new double[] {4, 5, 6, 8, 4, 5, 6}));
    }

    @Test
    void joiningOneMatrixCopiesIt() {
        Matrix joined = Matrix.joinColumns(List.of(MATRIX));
        assertThat(joined).isEqualTo(MATRIX).isNotSameAs(MATRIX);
        assertThat(joined.elements()).isNotSameAs(MATRIX.elements());
    }

    @Test
    void matricesThatDoNotFitSideBySideAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.joinColumns(List.of(MATRIX, Matrix.zeros(3, 1))))
                .withMessage("cannot join 2×3 matrix and 3×1 matrix side by side");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.joinColumns(List.of()))
                .withMessage("no matrices to join");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "2, 0", "0, -1", "0, 3"})
    void placesOutsideAreRejected(int row, int column) {
        assertThatThrownBy(() -> MATRIX.get(row, column)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void oneRowIsACopy() {
        double[] row = MATRIX.row(1);
        assertThat(row).containsExactly(4, 5, 6);
        row[0] = 9;
        assertThat(MATRIX.get(1, 0)).isEqualTo(4);
        assertThatThrownBy(() -> MATRIX.row(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MATRIX.row(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void someRowsAreACopy() {
        Matrix tall = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6}, new double[] {7, 8});
        assertThat(tall.rows(1, 3)).isEqualTo(Matrix.ofRows(new double[] {3, 4}, new double[] {5, 6}));
        assertThat(tall.rows(0, 3).elements()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(tall.rows(2, 2)).isEqualTo(Matrix.zeros(0, 2));
        assertThat(tall.rows(0, 4)).isSameAs(tall);
    }

    @Test
    void someColumnsAreACopy() {
        assertThat(MATRIX.columns(1, 3)).isEqualTo(Matrix.ofRows(new double[] {2, 3}, new double[] {5, 6}));
        assertThat(MATRIX.columns(0, 1)).isEqualTo(Matrix.ofRows(new double[] {1}, new double[] {4}));
        assertThat(MATRIX.columns(1, 2)).isEqualTo(Matrix.ofRows(new double[] {2}, new double[] {5}));
        assertThat(MATRIX.columns(2, 2)).isEqualTo(Matrix.zeros(2, 0));
        assertThat(MATRIX.columns(0, 3)).isSameAs(MATRIX);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 4", "2, 1"})
    void rangesOutsideAreRejected(int from, int to) {
        assertThatThrownBy(() -> MATRIX.rows(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> MATRIX.columns(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equalMatricesHaveEqualShapesAndElements() {
        assertThat(Matrix.wrap(2, 3, new double[] {1, 2, 3, 4, 5, 6}))
                .isEqualTo(MATRIX)
                .hasSameHashCodeAs(MATRIX)
                .isNotEqualTo(Matrix.wrap(3, 2, MATRIX.elements()))
                .isNotEqualTo(Matrix.wrap(1, 6, MATRIX.elements()))
                .isNotEqualTo(Matrix.wrap(2, 3, new double[] {1, 2, 3, 4, 5, 7}))
                .isNotEqualTo("2×3 matrix");
        assertThat(Matrix.zeros(0, 3)).isNotEqualTo(Matrix.zeros(0, 2)).isNotEqualTo(Matrix.zeros(3, 0));
    }

    @Test
    void elementsAreComparedByTheirBits() {
        assertThat(Matrix.ofRows(new double[] {Double.NaN})).isEqualTo(Matrix.ofRows(new double[] {Double.NaN}));
        assertThat(Matrix.ofRows(new double[] {0.0})).isNotEqualTo(Matrix.ofRows(new double[] {-0.0}));
    }

    @Test
    void hashCodesTellShapesAndElementsApart() {
        assertThat(MATRIX.hashCode())
                .isNotEqualTo(Matrix.wrap(3, 2, MATRIX.elements()).hashCode())
                .isNotEqualTo(Matrix.zeros(2, 3).hashCode());
        assertThat(Matrix.zeros(0, 2).hashCode())
                .isEqualTo(31 * 2 + 1)
                .isNotEqualTo(Matrix.zeros(2, 0).hashCode());
    }

    @Test
    void partsAreJoinedBelowEachOther() {
        Matrix first = Matrix.ofRows(new double[] {1, 2});
        Matrix second = Matrix.ofRows(new double[] {3, 4}, new double[] {5, 6});

        assertThat(Matrix.joinRows(List.of(first, Matrix.zeros(0, 2), second)))
                .isEqualTo(Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6}));
        assertThat(Matrix.joinRows(List.of(first))).isEqualTo(first).isNotSameAs(first);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.joinRows(List.of(first, Matrix.zeros(1, 3))))
                .withMessage("cannot join 1×2 matrix and 1×3 matrix below each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.joinRows(List.of()))
                .withMessage("no matrices to join");
    }
}
