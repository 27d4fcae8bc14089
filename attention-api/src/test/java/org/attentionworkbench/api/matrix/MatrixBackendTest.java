package org.attentionworkbench.api.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is settled for all backends: shapes, allocation, and that a backend never sees an empty side. */
final class MatrixBackendTest {
    private final List<String> calls = new ArrayList<>();

    private final MatrixBackend backend = new MatrixBackend() {
        @Override
        public void multiplyInto(Matrix a, Matrix b, Matrix product) {
            calls.add("A·B: " + a + ", " + b + ", " + product);
            product.elements()[0] = 7;
        }

        @Override
        public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
            calls.add("A·Bᵀ: " + a + ", " + b + ", " + product);
            product.elements()[0] = 8;
        }
    };

    @Test
    void aProductIsAllocatedAndFilledByTheBackend() {
        Matrix product = backend.multiply(Matrix.zeros(2, 3), Matrix.zeros(3, 4));
        assertThat(product).hasToString("2×4 matrix");
        assertThat(product.get(0, 0)).isEqualTo(7);
        assertThat(calls).containsExactly("A·B: 2×3 matrix, 3×4 matrix, 2×4 matrix");
    }

    @Test
    void aTransposedProductIsAllocatedAndFilledByTheBackend() {
        Matrix product = backend.multiplyTransposed(Matrix.zeros(2, 3), Matrix.zeros(4, 3));
        assertThat(product).hasToString("2×4 matrix");
        assertThat(product.get(0, 0)).isEqualTo(8);
        assertThat(calls).containsExactly("A·Bᵀ: 2×3 matrix, 4×3 matrix, 2×4 matrix");
    }

    @Test
    void theSmallestProductIsLeftToTheBackend() {
        assertThat(backend.multiply(Matrix.zeros(1, 1), Matrix.zeros(1, 1)).get(0, 0))
                .isEqualTo(7);
        assertThat(backend.multiplyTransposed(Matrix.zeros(1, 1), Matrix.zeros(1, 1))
                        .get(0, 0))
                .isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 4", "2, 0, 4", "2, 3, 0", "0, 0, 0"})
    void anEmptySideGivesZerosWithoutTheBackend(int rows, int inner, int columns) {
        Matrix a = Matrix.zeros(rows, inner);
        assertThat(backend.multiply(a, Matrix.zeros(inner, columns))).isEqualTo(Matrix.zeros(rows, columns));
        assertThat(backend.multiplyTransposed(a, Matrix.zeros(columns, inner))).isEqualTo(Matrix.zeros(rows, columns));
        assertThat(calls).isEmpty();
    }

    @Test
    void innerSidesMustAgree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.multiply(Matrix.zeros(2, 3), Matrix.zeros(2, 3)))
                .withMessage("cannot multiply a 2×3 matrix by a 2×3 matrix");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend.multiplyTransposed(Matrix.zeros(2, 3), Matrix.zeros(3, 2)))
                .withMessage("cannot multiply a 2×3 matrix by the transpose of a 3×2 matrix");
        assertThat(calls).isEmpty();
    }
}
