package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;

/**
 * How well each key answers each query: {@code raw[i,j] = score(qᵢ, kⱼ)}.
 *
 * <p>A score that is a dot product after a preparation of each row of Q and of K implements {@link DotProductScore} instead,
 * and gets every fast path.
 */
@FunctionalInterface
public interface ScoreFunction {

    /**
     * The raw scores of some queries against all keys.
     *
     * @param queries n×d, one query per row
     * @param keys m×d′, one key per row
     * @param context the head at work and the backend to multiply with
     * @return a new n×m matrix
     * @throws org.attentionworkbench.api.InvalidInputException if queries and keys cannot be scored against each other
     */
    Matrix score(Matrix queries, Matrix keys, HeadContext context);

    /**
     * Whether it depends on how the position of a query compares with that of a key, as rotary positions do. Such a score has no
     * meaning where queries and keys come from different texts.
     *
     * @return false unless overridden
     */
    default boolean comparesPositions() {
        return false;
    }
}
