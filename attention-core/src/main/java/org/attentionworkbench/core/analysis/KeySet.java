package org.attentionworkbench.core.analysis;

/** Which keys a {@link KeyShare} is on. */
public enum KeySet {
    /** The key that is the query itself. */
    SELF,
    /** The first key. */
    FIRST,
    /** Punctuation marks, and tokens in brackets such as {@code [SEP]} and {@code <s>}. */
    SEPARATORS
}
