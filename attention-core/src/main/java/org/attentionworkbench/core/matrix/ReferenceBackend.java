package org.attentionworkbench.core.matrix;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * The two products as plain loops, without any library: the readable truth that other backends are compared with. Every sum
 * runs over {@code t = 0, 1, …} in this order, so that results are the same on every machine.
 */
public final class ReferenceBackend implements MatrixBackend {

    /** Plain loops. */
    public ReferenceBackend() {}

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        double[] left = a.elements();
        double[] right = b.elements();
        double[] sums = product.elements();
        int inner = a.columns();
        int columns = b.columns();
        for (int i = 0; i < a.rows(); i++) {
            for (int t = 0; t < inner; t++) {
                double factor = left[i * inner + t];
                // the row of B innermost: both arrays are then walked through from left to right
                for (int j = 0; j < columns; j++) {
                    sums[i * columns + j] += factor * right[t * columns + j];
                }
            }
        }
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        double[] left = a.elements();
        double[] right = b.elements();
        double[] sums = product.elements();
        int inner = a.columns();
        int columns = b.rows();
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int t = 0; t < inner; t++) {
                    sum += left[i * inner + t] * right[j * inner + t];
                }
                sums[i * columns + j] = sum;
            }
        }
    }
}
