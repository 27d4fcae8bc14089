package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/** From embeddings to queries, keys and values, and from the joined heads to the output: {@code Q = X·W_Q + b_Q} and so on. */
public interface Projection {

    /**
     * The queries.
     *
     * @param embeddings X, n×d
     * @param backend the backend to multiply with
     * @return Q, n rows
     */
    Matrix queries(Matrix embeddings, MatrixBackend backend);

    /**
     * The keys.
     *
     * @param embeddings X, m×d
     * @param backend the backend to multiply with
     * @return K, m rows
     */
    Matrix keys(Matrix embeddings, MatrixBackend backend);

    /**
     * The values.
     *
     * @param embeddings X, m×d
     * @param backend the backend to multiply with
     * @return V, m rows
     */
    Matrix values(Matrix embeddings, MatrixBackend backend);

    /**
     * The output.
     *
     * @param joined the joined values of all heads, n rows
     * @param backend the backend to multiply with
     * @return n rows; the matrix itself unless overridden
     */
    default Matrix output(Matrix joined, MatrixBackend backend) {
        return joined;
    }

    /**
     * The output of a text whose embeddings have a certain width, for a projection that leads back to it.
     *
     * @param joined the joined values of all heads, n rows
     * @param width d, the width of the embeddings of the queries
     * @param backend the backend to multiply with
     * @return n rows; that of {@link #output(Matrix, MatrixBackend)} unless overridden
     */
    default Matrix output(Matrix joined, int width, MatrixBackend backend) {
        return output(joined, backend);
    }
}
