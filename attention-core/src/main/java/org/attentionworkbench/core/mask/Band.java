package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask.Coverage;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * The pairs whose key comes at least so far and at most so far after the query: {@code lowest ≤ j − i ≤ highest}.
 *
 * @param lowest the least difference, negative for keys before the query
 * @param highest the greatest difference, not less than the least
 */
record Band(long lowest, long highest) {
    /** Farther than any two positions are apart. */
    private static final long FAR = 1L << 40;

    /** At most {@code left} keys before and {@code right} keys after {@code i + offset}; −1 is no limit. */
    static Band around(int offset, int left, int right) {
        if (left < WindowMask.UNBOUNDED || right < WindowMask.UNBOUNDED) {
            throw new IllegalArgumentException(
                    "a side of a window is at least 0, or -1 for no limit, not " + Math.min(left, right));
        }
        return new Band(
                offset - (left == WindowMask.UNBOUNDED ? FAR : left),
                offset + (right == WindowMask.UNBOUNDED ? FAR : right));
    }

    boolean contains(int query, int key) {
        long difference = (long) key - query;
        return lowest <= difference && difference <= highest;
    }

    /** Exact: between its two corners a block has every difference. */
    Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        long least = (long) firstKey - lastQuery;
        long greatest = (long) lastKey - firstQuery;
        if (lowest <= least && greatest <= highest) {
            return Coverage.ALL;
        }
        return greatest < lowest || highest < least ? Coverage.NONE : Coverage.SOME;
    }

    /** Forbids each key to the queries that it comes too far before or after. */
    void forbid(ScoreTile tile) {
        for (int key = 0; key < tile.keys(); key++) {
            long position = (long) tile.firstKey() + key;
            Forbidding.outside(tile, key, position - highest, position - lowest);
        }
    }
}
