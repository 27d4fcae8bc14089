package org.example.sign;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/** Both products by their formulas, so that the tests need nothing but the API. */
final class PlainBackend implements MatrixBackend {

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.columns(); column++) {
                double sum = 0;
                for (int term = 0; term < a.columns(); term++) {
                    sum += a.get(row, term) * b.get(term, column);
                }
                product.elements()[row * b.columns() + column] = sum;
            }
        }
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        for (int row = 0; row < a.rows(); row++) {
            for (int column = 0; column < b.rows(); column++) {
                double sum = 0;
                for (int term = 0; term < a.columns(); term++) {
                    sum += a.get(row, term) * b.get(column, term);
                }
                product.elements()[row * b.rows() + column] = sum;
            }
        }
    }
}
