package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * The stages of a head as the user composed them, for an {@link AttentionVariant} to call. Each stage notes its result for
 * whoever captures it; a variant that changes something between two stages notes it with {@link #note}.
 */
public interface AttentionStages {

    /**
     * The raw scores of a head: {@code score(Q, K)}.
     *
     * @param head the index of the head, from 0
     * @param queries the queries of this head, n×d
     * @param keys the keys of this head, m×d
     * @return n×m
     */
    Matrix raw(int head, Matrix queries, Matrix keys);

    /**
     * The scores after all modifiers.
     *
     * @param head the index of the head, from 0
     * @param raw n×m
     * @return n×m
     */
    Matrix modified(int head, Matrix raw);

    /**
     * The scores with −∞ at every forbidden key.
     *
     * @param head the index of the head, from 0
     * @param modified n×m
     * @return n×m
     */
    Matrix masked(int head, Matrix modified);

    /**
     * The weights.
     *
     * @param head the index of the head, from 0
     * @param masked n×m
     * @return n×m
     */
    Matrix weights(int head, Matrix masked);

    /**
     * The weighted sums of the values: {@code weights · V}.
     *
     * @param head the index of the head, from 0
     * @param weights n×m
     * @param values the values of this head, m×dv
     * @return n×dv
     */
    Matrix values(int head, Matrix weights, Matrix values);

    /**
     * The position of row 0 of the queries at hand.
     *
     * @return 0 unless the queries are computed in blocks or step by step
     */
    default int firstQuery() {
        return 0;
    }

    /**
     * The position of row 0 of the keys at hand.
     *
     * @return 0 unless a cache has forgotten what came before
     */
    default int firstKey() {
        return 0;
    }

    /**
     * Whether anybody looks at a stage. A variant that comes to its values by another way need not compute what nobody looks at, and
     * notes what it has of the rest. A run that is to keep something made of weights is refused where a variant has noted none.
     *
     * @param stage the stage
     * @return true unless the run captures nothing of it
     */
    default boolean wants(Stage stage) {
        return true;
    }

    /**
     * The backend to multiply matrices with.
     *
     * @return the backend of the run
     */
    MatrixBackend backend();

    /**
     * Replaces what is noted of a stage, after a variant has changed it.
     *
     * @param stage the stage that was changed
     * @param head the index of the head, from 0
     * @param matrix what it is now
     */
    void note(Stage stage, int head, Matrix matrix);

    /**
     * Notes what a head takes in, for a variant that does not hand it to {@link #raw} and {@link #values}.
     *
     * @param head the index of the head, from 0
     * @param queries the queries of this head, n×d
     * @param keys the keys of this head, m×d
     * @param values the values of this head, m×dv
     */
    default void noteInputs(int head, Matrix queries, Matrix keys, Matrix values) {}

    /**
     * All stages of a head one after the other.
     *
     * @param head the index of the head, from 0
     * @param queries the queries of this head, n×d
     * @param keys the keys of this head, m×d
     * @param values the values of this head, m×dv
     * @return n×dv
     */
    default Matrix attend(int head, Matrix queries, Matrix keys, Matrix values) {
        Matrix raw = raw(head, queries, keys);
        Matrix modified = modified(head, raw);
        Matrix masked = masked(head, modified);
        Matrix weights = weights(head, masked);
        return values(head, weights, values);
    }
}
