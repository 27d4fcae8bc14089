package org.attentionworkbench.testkit;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * The oracle: both products written exactly as their formulas, one sum after the other from the first term to the last.
 */
public final class ReferenceProduct implements MatrixBackend {

    /** The oracle; it has no state. */
    public ReferenceProduct() {}

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        double[] sums = product.elements();
        int index = 0;
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.columns(); column++) {
                double sum = 0;
                for (int term = 0; term < a.columns(); term++) {
                    sum += a.get(row, term) * b.get(term, column);
                }
                sums[index++] = sum;
            }
        }
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        double[] sums = product.elements();
        int index = 0;
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.rows(); column++) {
                double sum = 0;
                for (int term = 0; term < a.columns(); term++) {
                    sum += a.get(row, term) * b.get(column, term);
                }
                sums[index++] = sum;
            }
        }
    }
}
