package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Lets every query attend to a prefix and to what came before it: query i may attend to key j if {@code j < length} or
 * {@code j ≤ i}. Within the prefix attention goes both ways, after it backwards only. Raffel et al., <i>Exploring the Limits of
 * Transfer Learning with a Unified Text-to-Text Transformer</i> (2020), section 3.2.1, "prefix LM".
 */
public final class PrefixMask implements Mask {
    private final int length;

    /**
     * A causal mask with a prefix.
     *
     * @param length how many positions the prefix has; 0 is a causal mask
     * @throws IllegalArgumentException if it is negative
     */
    public PrefixMask(int length) {
        if (length < 0) {
            throw new IllegalArgumentException("a prefix cannot have " + length + " positions");
        }
        this.length = length;
    }

    @Override
    public boolean allows(int query, int key) {
        return key < length || key <= query;
    }

    /** Exact: the first query of a block sees least of it, the last one sees most. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        if (allows(firstQuery, lastKey)) {
            return Coverage.ALL;
        }
        return allows(lastQuery, firstKey) ? Coverage.SOME : Coverage.NONE;
    }

    @Override
    public void forbid(ScoreTile tile) {
        for (int key = Math.max(0, length - tile.firstKey()); key < tile.keys(); key++) {
            Forbidding.outside(tile, key, (long) tile.firstKey() + key, Integer.MAX_VALUE);
        }
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }
}
