package org.attentionworkbench.testkit;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * Both products of the same random matrices.
 *
 * @param product {@code A·B}
 * @param transposed {@code A·Bᵀ}
 */
record Products(Matrix product, Matrix transposed) {

    static Products of(MatrixBackend backend, ProductShape shape) {
        Matrix a = Matrices.random(shape.rows(), shape.inner(), 12);
        return new Products(
                backend.multiply(a, Matrices.random(shape.inner(), shape.columns(), 13)),
                backend.multiplyTransposed(a, Matrices.random(shape.columns(), shape.inner(), 14)));
    }

    void assertIdentical(Products expected) {
        Matrices.assertIdentical(product, expected.product);
        Matrices.assertIdentical(transposed, expected.transposed);
    }
}
