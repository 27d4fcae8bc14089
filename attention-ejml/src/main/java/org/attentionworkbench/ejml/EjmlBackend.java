package org.attentionworkbench.ejml;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Matrix products on EJML, the Efficient Java Matrix Library. EJML's dense matrices are row-major as ours are, so it works on
 * our arrays without a copy, on the calling thread alone.
 */
public final class EjmlBackend implements MatrixBackend {

    /** The backend; it has no state and serves any number of threads. */
    public EjmlBackend() {}

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        CommonOps_DDRM.mult(view(a), view(b), view(product));
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        CommonOps_DDRM.multTransB(view(a), view(b), view(product));
    }

    private static DMatrixRMaj view(Matrix matrix) {
        return DMatrixRMaj.wrap(matrix.rows(), matrix.columns(), matrix.elements());
    }
}
