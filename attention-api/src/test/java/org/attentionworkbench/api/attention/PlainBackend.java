package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/** Both products by their formulas. */
final class PlainBackend implements MatrixBackend {

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.columns(); column++) {
                for (int term = 0; term < a.columns(); term++) {
                    product.elements()[row * b.columns() + column] += a.get(row, term) * b.get(term, column);
                }
            }
        }
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.rows(); column++) {
                for (int term = 0; term < a.columns(); term++) {
                    product.elements()[row * b.rows() + column] += a.get(row, term) * b.get(column, term);
                }
            }
        }
    }
}
