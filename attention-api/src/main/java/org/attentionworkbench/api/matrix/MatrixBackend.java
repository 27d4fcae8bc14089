package org.attentionworkbench.api.matrix;

/**
 * The two matrix products of attention, computed by some linear-algebra library. A backend supplies the two {@code …Into}
 * methods and nothing more: shapes are checked and results allocated here, once for all backends.
 */
public interface MatrixBackend {

    /**
     * The product {@code A·B}: {@code c[i,j] = Σ_t a[i,t] · b[t,j]}.
     *
     * @param a an n×d matrix
     * @param b a d×m matrix
     * @return a new n×m matrix; zeros if d is 0
     * @throws IllegalArgumentException if the inner sides differ
     */
    default Matrix multiply(Matrix a, Matrix b) {
        if (a.columns() != b.rows()) {
            throw new IllegalArgumentException("cannot multiply a " + a + " by a " + b);
        }
        Matrix product = Matrix.zeros(a.rows(), b.columns());
        if (product.elements().length > 0 && a.columns() > 0) {
            multiplyInto(a, b, product);
        }
        return product;
    }

    /**
     * The product {@code A·Bᵀ} of every row of A with every row of B: {@code c[i,j] = Σ_t a[i,t] · b[j,t]}.
     *
     * @param a an n×d matrix
     * @param b an m×d matrix
     * @return a new n×m matrix; zeros if d is 0
     * @throws IllegalArgumentException if the rows of A and of B differ in length
     */
    default Matrix multiplyTransposed(Matrix a, Matrix b) {
        if (a.columns() != b.columns()) {
            throw new IllegalArgumentException("cannot multiply a " + a + " by the transpose of a " + b);
        }
        Matrix product = Matrix.zeros(a.rows(), b.rows());
        if (product.elements().length > 0 && a.columns() > 0) {
            multiplyTransposedInto(a, b, product);
        }
        return product;
    }

    /**
     * Writes {@code A·B} into a matrix of the right shape. No side is 0.
     *
     * @param a an n×d matrix
     * @param b a d×m matrix
     * @param product an n×m matrix of zeros, to be filled
     */
    void multiplyInto(Matrix a, Matrix b, Matrix product);

    /**
     * Writes {@code A·Bᵀ} into a matrix of the right shape. No side is 0.
     *
     * @param a an n×d matrix
     * @param b an m×d matrix
     * @param product an n×m matrix of zeros, to be filled
     */
    void multiplyTransposedInto(Matrix a, Matrix b, Matrix product);
}
