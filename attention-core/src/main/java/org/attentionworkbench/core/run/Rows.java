package org.attentionworkbench.core.run;

import org.attentionworkbench.api.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** The rows of a matrix as they come, block by block. */
final class Rows {
    private final int count;
    private @Nullable Matrix whole;

    /** Room for a number of rows; how wide they are is seen from the first block. */
    Rows(int count) {
        this.count = count;
    }

    /** Puts a block at its place. A block that is all there is becomes the matrix itself. */
    void set(int from, Matrix block) {
        if (from == 0 && block.rows() == count) {
            whole = block;
            return;
        }
        if (whole == null) {
            whole = Matrix.zeros(count, block.columns());
        }
        System.arraycopy(block.elements(), 0, whole.elements(), from * block.columns(), block.elements().length);
    }

    /** All rows; no columns if there was no block. */
    Matrix matrix() {
        return whole == null ? Matrix.zeros(count, 0) : whole;
    }
}
