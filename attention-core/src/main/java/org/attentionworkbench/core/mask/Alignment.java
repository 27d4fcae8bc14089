package org.attentionworkbench.core.mask;

/**
 * Where queries stand among the keys, for masks that compare their positions: query i stands at key {@code i + o}. The offset o
 * matters if there are not as many queries as keys, or if keys of earlier steps come first.
 */
public enum Alignment {
    /** The first query stands at the first key: {@code o = 0}. */
    TOP_LEFT,
    /** The last query stands at the last key: {@code o = m − n} for n queries over m keys, negative if there are more queries. */
    BOTTOM_RIGHT,
    /** The offset is given; it may be negative. */
    OFFSET
}
