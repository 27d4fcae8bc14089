package org.attentionworkbench.core.variant;

import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.matrix.Matrix;

/** One head over all of Q, K and V. */
public final class SingleHead implements AttentionVariant {

    /** One head. */
    public SingleHead() {}

    @Override
    public boolean headByHead() {
        return true;
    }

    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        return stages.attend(0, queries, keys, values);
    }
}
