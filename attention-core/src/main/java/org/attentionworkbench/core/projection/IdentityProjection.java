package org.attentionworkbench.core.projection;

import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/** No projection: {@code Q = K = V = X}, and the output is what the heads return. */
public final class IdentityProjection implements Projection {

    /** No projection. */
    public IdentityProjection() {}

    @Override
    public Matrix queries(Matrix embeddings, MatrixBackend backend) {
        return embeddings;
    }

    @Override
    public Matrix keys(Matrix embeddings, MatrixBackend backend) {
        return embeddings;
    }

    @Override
    public Matrix values(Matrix embeddings, MatrixBackend backend) {
        return embeddings;
    }
}
