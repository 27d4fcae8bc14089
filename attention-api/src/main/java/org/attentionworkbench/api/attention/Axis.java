package org.attentionworkbench.api.attention;

/** Along which axis of an n×m score matrix (rows are queries, columns are keys) a {@link Normalizer} works. */
public enum Axis {
    /** Over the keys of each query: each row is normalized. */
    KEYS,
    /** Over the queries of each key: each column is normalized. */
    QUERIES
}
