package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.Matrix;

/** The keys and values of earlier steps of a run that computes its queries step by step. */
public interface KeyValueCache {

    /**
     * Takes the keys and values of the next positions.
     *
     * @param keys one row per position
     * @param values one row per position
     * @throws org.attentionworkbench.api.InvalidInputException if there is no room for them
     */
    void append(Matrix keys, Matrix values);

    /**
     * The keys that are kept, in the order of their positions.
     *
     * @return row j stands at position {@code firstPosition() + j}
     */
    Matrix keys();

    /**
     * The values that are kept, in the order of their positions.
     *
     * @return row j stands at position {@code firstPosition() + j}
     */
    Matrix values();

    /**
     * The position of the first key that is kept.
     *
     * @return 0 unless earlier ones were forgotten
     */
    default int firstPosition() {
        return 0;
    }
}
