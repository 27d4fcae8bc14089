package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;

/**
 * Arranges heads: splits queries, keys and values, has each head computed by the {@link AttentionStages}, and joins what comes
 * out. A variant treats every query by itself, so that long inputs can be computed in blocks of queries.
 */
public interface AttentionVariant {

    /**
     * How many heads there are.
     *
     * @return at least 1
     */
    default int heads() {
        return 1;
    }

    /**
     * Attention of some queries over all keys.
     *
     * @param queries Q, n×d
     * @param keys K, m×d
     * @param values V, m×dv
     * @param stages the stages of a head, as the user composed them
     * @return the joined values, n rows
     * @throws org.attentionworkbench.api.InvalidInputException if the shapes do not suit this variant
     */
    Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages);
}
