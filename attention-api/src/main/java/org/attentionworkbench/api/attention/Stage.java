package org.attentionworkbench.api.attention;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stages of one head, in their order. Each can be captured; rows are queries, columns are keys (channels of V in the last). */
public enum Stage {
    /** What the score function returns, n×m. */
    RAW,
    /** The scores after the score modifiers, n×m. */
    MODIFIED,
    /** The scores with −∞ at every forbidden key, n×m. */
    MASKED,
    /** What the normalizer returns, n×m: how much each query takes of each key. */
    WEIGHTS,
    /** The weighted sums of the rows of V, n×dv. */
    VALUES;

    /**
     * The word for this stage in options and documents.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The stage with a word.
     *
     * @param word such as {@code weights}
     * @return the stage, or nothing if there is none
     */
    public static Optional<Stage> named(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst();
    }
}
