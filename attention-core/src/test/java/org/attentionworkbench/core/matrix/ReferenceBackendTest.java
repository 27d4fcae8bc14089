package org.attentionworkbench.core.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceBackendTest {
    private final MatrixBackend backend = new ReferenceBackend();

    private static Matrix random(Random random, int rows, int columns) {
        return Matrix.wrap(
                rows, columns, random.doubles((long) rows * columns, -1, 1).toArray());
    }

    private static Matrix transposed(Matrix matrix) {
        Matrix transposed = Matrix.zeros(matrix.columns(), matrix.rows());
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                transposed.elements()[column * matrix.rows() + row] = matrix.get(row, column);
            }
        }
        return transposed;
    }

    @Test
    void multipliesAsByHand() {
        Matrix a = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        Matrix b = Matrix.ofRows(new double[] {7, 8}, new double[] {9, 10}, new double[] {11, 12});

        assertThat(backend.multiply(a, b)).isEqualTo(Matrix.ofRows(new double[] {58, 64}, new double[] {139, 154}));
        assertThat(backend.multiplyTransposed(a, transposed(b)))
                .isEqualTo(Matrix.ofRows(new double[] {58, 64}, new double[] {139, 154}));
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "2,3,4,2", "5,1,7,3", "1,9,1,4", "16,17,15,5", "33,8,2,6"})
    void everyElementIsTheSumInItsOrder(int rows, int inner, int columns, long seed) {
        Random random = new Random(seed);
        Matrix a = random(random, rows, inner);
        Matrix b = random(random, inner, columns);
        Matrix expected = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int t = 0; t < inner; t++) {
                    sum += a.get(i, t) * b.get(t, j);
                }
                expected.elements()[i * columns + j] = sum;
            }
        }

        assertThat(backend.multiply(a, b)).isEqualTo(expected);
        assertThat(backend.multiplyTransposed(a, transposed(b))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,3,2", "2,0,3", "3,2,0", "0,0,0"})
    void emptySidesGiveZeros(int rows, int inner, int columns) {
        assertThat(backend.multiply(Matrix.zeros(rows, inner), Matrix.zeros(inner, columns)))
                .isEqualTo(Matrix.zeros(rows, columns));
        assertThat(backend.multiplyTransposed(Matrix.zeros(rows, inner), Matrix.zeros(columns, inner)))
                .isEqualTo(Matrix.zeros(rows, columns));
    }

    @Test
    void shapesThatDoNotMeetAreRefused() {
        assertThatThrownBy(() -> backend.multiply(Matrix.zeros(2, 3), Matrix.zeros(2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backend.multiplyTransposed(Matrix.zeros(2, 3), Matrix.zeros(3, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nameIsReference() {
        List<Strategy<MatrixBackend>> strategies = new ReferencePlugin().matrixBackends();

        assertThat(strategies).extracting(Strategy::name).containsExactly("reference");
        assertThat(strategies.get(0).options()).isEmpty();
        assertThat(strategies.get(0).create(GivenOptions.NONE)).isInstanceOf(ReferenceBackend.class);
    }
}
