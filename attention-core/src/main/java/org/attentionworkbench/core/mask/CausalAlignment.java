package org.attentionworkbench.core.mask;

/** Where the diagonal of a {@link CausalMask} lies if there are not as many queries as keys. */
public enum CausalAlignment {
    /** The first query stands at the first key: query i may attend to key j if {@code j ≤ i}. */
    TOP_LEFT,
    /** The last query stands at the last key: query i may attend to key j if {@code j ≤ i + m − n}. */
    BOTTOM_RIGHT
}
