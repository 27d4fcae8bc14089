package org.attentionworkbench.api.attention;

/** Where the keys and values of an {@link AttentionVariant} may come from. */
public enum KeySource {
    /** From the text of the queries (self-attention) or from another (cross-attention). */
    EITHER,
    /** From the text of the queries only: positions of queries and keys are compared. */
    SAME_TEXT,
    /** From another text only. */
    OTHER_TEXT
}
