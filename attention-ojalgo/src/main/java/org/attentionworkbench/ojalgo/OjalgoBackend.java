package org.attentionworkbench.ojalgo;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.ojalgo.matrix.store.R064Store;

/**
 * Matrix products on ojAlgo. Its dense matrices are column-major, so an array of ours is, to ojAlgo, the matrix transposed;
 * computed is therefore {@code Cᵀ = Bᵀ·Aᵀ}, without a copy.
 *
 * <p>ojAlgo divides a large product among threads by rows or columns of the result. Each element is still summed by one
 * thread in one order, so the same factors give the same bits; and its threads are daemons, which keep no program running.
 */
public final class OjalgoBackend implements MatrixBackend {

    /** The backend; it has no state and serves any number of threads. */
    public OjalgoBackend() {}

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        transposed(product).fillByMultiplying(transposed(b), transposed(a));
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        transposed(product).fillByMultiplying(transposed(b).transpose(), transposed(a));
    }

    private static R064Store transposed(Matrix matrix) {
        return R064Store.wrap(matrix.elements(), matrix.columns());
    }
}
