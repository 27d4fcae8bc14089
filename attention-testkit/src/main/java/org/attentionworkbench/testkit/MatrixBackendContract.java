package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link MatrixBackend} must do. A backend is tested by a class that says which one it is:
 *
 * <pre>{@code
 * final class MyBackendTest implements MatrixBackendContract {
 *     @Override
 *     public MatrixBackend backend() {
 *         return new MyBackend();
 *     }
 * }
 * }</pre>
 *
 * <p>Expected values come from {@link ReferenceProduct}; how far a product may be off is derived in
 * {@link BackendComparison}. The sign of a zero is free where some of its terms are negative zeros.
 */
public interface MatrixBackendContract {

    /**
     * The backend to test.
     *
     * @return a backend, new or always the same
     */
    MatrixBackend backend();

    /**
     * Products of random matrices are those of the oracle, but for rounding.
     *
     * @return a test for each shape and seed
     */
    @TestFactory
    default Stream<DynamicTest> productsAreThoseOfTheReference() {
        BackendComparison comparison = new BackendComparison(backend());
        return ProductShape.all().stream()
                .flatMap(shape -> LongStream.of(1, 20, 300)
                        .mapToObj(seed -> DynamicTest.dynamicTest(
                                shape + " from seed " + seed, () -> comparison.compare(shape, seed))));
    }

    /**
     * Products of small integers need no rounding and so are exact.
     *
     * @return a test for each shape
     */
    @TestFactory
    default Stream<DynamicTest> productsOfSmallIntegersAreExact() {
        MatrixBackend oracle = new ReferenceProduct();
        return ProductShape.all().stream()
                .map(shape -> DynamicTest.dynamicTest(shape.toString(), () -> {
                    Matrix a = Matrices.randomIntegers(shape.rows(), shape.inner(), 9, 4);
                    Matrix b = Matrices.randomIntegers(shape.inner(), shape.columns(), 9, 5);
                    Matrix c = Matrices.randomIntegers(shape.columns(), shape.inner(), 9, 6);
                    Matrices.assertClose(backend().multiply(a, b), oracle.multiply(a, b), 0);
                    Matrices.assertClose(backend().multiplyTransposed(a, c), oracle.multiplyTransposed(a, c), 0);
                }));
    }

    /** A matrix may be multiplied by itself, as a text attends to itself. */
    @Test
    default void aMatrixCanBeMultipliedByItself() {
        BackendComparison comparison = new BackendComparison(backend());
        Matrix square = Matrices.random(17, 17, 7);
        comparison.compareProduct(square, square);
        Matrix tall = Matrices.random(33, 9, 8);
        comparison.compareTransposedProduct(tall, tall);
    }

    /** Sums of no terms are zero. */
    @Test
    default void anEmptyInnerSideGivesZeros() {
        Matrix zeros = Matrix.zeros(2, 3);
        Matrices.assertIdentical(backend().multiply(Matrix.zeros(2, 0), Matrix.zeros(0, 3)), zeros);
        Matrices.assertIdentical(backend().multiplyTransposed(Matrix.zeros(2, 0), Matrix.zeros(3, 0)), zeros);
    }

    /** Zero times zero is zero, not −0. */
    @Test
    default void zerosGivePositiveZeros() {
        Matrix zeros = Matrix.zeros(5, 5);
        Matrices.assertIdentical(backend().multiply(zeros, zeros), zeros);
        Matrices.assertIdentical(backend().multiplyTransposed(zeros, zeros), zeros);
    }

    /** A backend never writes to a matrix that it was given. */
    @Test
    default void factorsAreLeftUntouched() {
        for (ProductShape shape : ProductShape.all()) {
            Matrix a = Matrices.random(shape.rows(), shape.inner(), 9);
            Matrix b = Matrices.random(shape.inner(), shape.columns(), 10);
            Matrix c = Matrices.random(shape.columns(), shape.inner(), 11);
            backend().multiply(a, b);
            backend().multiplyTransposed(a, c);
            Matrices.assertIdentical(a, Matrices.random(shape.rows(), shape.inner(), 9));
            Matrices.assertIdentical(b, Matrices.random(shape.inner(), shape.columns(), 10));
            Matrices.assertIdentical(c, Matrices.random(shape.columns(), shape.inner(), 11));
        }
    }

    /** Each product is a matrix of its own: neither a factor nor an earlier product, nor changed by a later one. */
    @Test
    default void everyProductIsNew() {
        MatrixBackend backend = backend();
        Matrix identity = Matrix.ofRows(new double[] {1, 0}, new double[] {0, 1});
        Matrix first = backend.multiply(identity, identity);
        Matrix second = backend.multiplyTransposed(identity, identity);
        backend.multiply(Matrices.filled(2, 2, 7), identity);
        backend.multiplyTransposed(Matrices.filled(2, 2, 7), identity);
        assertThat(first.elements()).isNotSameAs(second.elements()).isNotSameAs(identity.elements());
        assertThat(second.elements()).isNotSameAs(identity.elements());
        Matrices.assertClose(first, identity, 0);
        Matrices.assertClose(second, identity, 0);
    }

    /** Factors that do not fit each other are refused. */
    @Test
    default void factorsThatDoNotFitAreRejected() {
        Matrix a = Matrix.zeros(2, 3);
        assertThatThrownBy(() -> backend().multiply(a, Matrix.zeros(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2×3");
        assertThatThrownBy(() -> backend().multiplyTransposed(a, Matrix.zeros(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3×2");
        assertThatThrownBy(() -> backend().multiply(Matrix.zeros(0, 3), Matrix.zeros(0, 3)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> backend().multiplyTransposed(Matrix.zeros(0, 3), Matrix.zeros(3, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Very large and very small numbers come out as 64-bit floating point has them: large where the product still fits,
     * infinite where it does not, subnormal where it is nearly nothing.
     *
     * @return a test for each pair of magnitudes
     */
    @TestFactory
    default Stream<DynamicTest> extremeMagnitudesAreThoseOfTheReference() {
        return Stream.of(
                        new double[] {1e150, 1e150},
                        new double[] {1e300, 1e300},
                        new double[] {-1e300, 1e300},
                        new double[] {1e300, 1e-300},
                        new double[] {1e-160, 1e-160},
                        new double[] {Double.MIN_VALUE, 1},
                        new double[] {1e-300, 1e-300})
                .map(pair -> DynamicTest.dynamicTest(pair[0] + " times " + pair[1], () -> {
                    BackendComparison comparison = new BackendComparison(backend());
                    for (int side : new int[] {1, 2, 5, 9, 40}) {
                        Matrix a = Matrices.filled(side, side, pair[0]);
                        Matrix b = Matrices.filled(side, side, pair[1]);
                        comparison.compareProduct(a, b);
                        comparison.compareTransposedProduct(a, b);
                    }
                }));
    }

    /** The same factors give the same bits, every time. */
    @Test
    default void repeatedCallsGiveTheSameBits() {
        for (ProductShape shape : ProductShape.large()) {
            Products first = Products.of(backend(), shape);
            for (int time = 0; time < 5; time++) {
                Products.of(backend(), shape).assertIdentical(first);
            }
        }
    }

    /**
     * One backend used by several threads at once gives each the bits that it would get alone.
     *
     * @throws Exception if a thread is interrupted or fails
     */
    @Test
    default void threadsDoNotDisturbEachOther() throws Exception {
        MatrixBackend backend = backend();
        List<Callable<Products>> calls = new ArrayList<>();
        List<Products> alone = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (ProductShape shape : ProductShape.large()) {
                alone.add(Products.of(backend, shape));
                calls.add(() -> Products.of(backend, shape));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Products>> together = threads.invokeAll(calls);
            for (int index = 0; index < alone.size(); index++) {
                together.get(index).get().assertIdentical(alone.get(index));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
