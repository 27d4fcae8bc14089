package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Leaves padding out: a query may attend to key j if {@code j < keys}. What comes after the first {@code keys} keys only fills
 * a sequence up to the length of others.
 */
public final class PaddingMask implements Mask {
    private final int keys;

    /**
     * A mask that allows the first keys.
     *
     * @param keys how many keys are no padding
     * @throws IllegalArgumentException if it is negative
     */
    public PaddingMask(int keys) {
        if (keys < 0) {
            throw new IllegalArgumentException("there cannot be " + keys + " keys");
        }
        this.keys = keys;
    }

    @Override
    public boolean allows(int query, int key) {
        return key < keys;
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        if (lastKey < keys) {
            return Coverage.ALL;
        }
        return firstKey < keys ? Coverage.SOME : Coverage.NONE;
    }

    @Override
    public void forbid(ScoreTile tile) {
        for (int key = Math.max(0, keys - tile.firstKey()); key < tile.keys(); key++) {
            Forbidding.all(tile, key);
        }
    }
}
