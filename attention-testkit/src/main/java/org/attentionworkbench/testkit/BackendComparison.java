package org.attentionworkbench.testkit;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * Two backends side by side: both must give the same products, but for rounding.
 *
 * <p>A sum of d products of 64-bit numbers, added in any order, is off by at most {@code d·u·(|A|·|B|)} to first order, with
 * {@code u = 2⁻⁵³} (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.5). Two such sums differ by at
 * most twice that; allowed here is four times that, {@code 4·d·ε·(|A|·|B|)} with {@code ε = 2⁻⁵²}, element by element, and
 * the least number {@code 2⁻¹⁰⁷⁴} for each product that may have underflowed.
 */
public final class BackendComparison {
    private static final double EPSILON = 0x1p-52;
    private static final int SLACK = 4;

    private final MatrixBackend trusted;
    private final MatrixBackend tested;

    /**
     * A comparison with the oracle.
     *
     * @param tested the backend to test
     */
    public BackendComparison(MatrixBackend tested) {
        this(tested, new ReferenceProduct());
    }

    /**
     * A comparison of two backends.
     *
     * @param tested the backend to test
     * @param trusted the backend to hold it against
     */
    public BackendComparison(MatrixBackend tested, MatrixBackend trusted) {
        this.tested = tested;
        this.trusted = trusted;
    }

    /**
     * Compares both products of random matrices.
     *
     * @param shape their sides
     * @param seed where their elements come from
     * @throws AssertionError if a product is further off than rounding explains
     */
    public void compare(ProductShape shape, long seed) {
        Matrix a = Matrices.random(shape.rows(), shape.inner(), seed);
        compareProduct(a, Matrices.random(shape.inner(), shape.columns(), seed + 1));
        compareTransposedProduct(a, Matrices.random(shape.columns(), shape.inner(), seed + 2));
    }

    /**
     * Compares {@code A·B}.
     *
     * @param a n×d
     * @param b d×m
     * @throws AssertionError if the product is further off than rounding explains
     */
    public void compareProduct(Matrix a, Matrix b) {
        Matrix expected = trusted.multiply(a, b);
        Matrix sizes = new ReferenceProduct().multiply(Matrices.magnitudes(a), Matrices.magnitudes(b));
        Matrices.assertClose(tested.multiply(a, b), expected, tolerance(sizes, a.columns()));
    }

    /**
     * Compares {@code A·Bᵀ}.
     *
     * @param a n×d
     * @param b m×d
     * @throws AssertionError if the product is further off than rounding explains
     */
    public void compareTransposedProduct(Matrix a, Matrix b) {
        Matrix expected = trusted.multiplyTransposed(a, b);
        Matrix sizes = new ReferenceProduct().multiplyTransposed(Matrices.magnitudes(a), Matrices.magnitudes(b));
        Matrices.assertClose(tested.multiplyTransposed(a, b), expected, tolerance(sizes, a.columns()));
    }

    private static Matrix tolerance(Matrix sizes, int terms) {
        double[] elements = sizes.elements();
        Matrix tolerance = Matrix.zeros(sizes.rows(), sizes.columns());
        for (int index = 0; index < elements.length; index++) {
            tolerance.elements()[index] = SLACK * terms * (EPSILON * elements[index] + Double.MIN_VALUE);
        }
        return tolerance;
    }
}
