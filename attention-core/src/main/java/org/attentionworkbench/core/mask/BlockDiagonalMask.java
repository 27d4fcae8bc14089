package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Cuts a text into blocks of equal size that see only themselves: query i may attend to key j if {@code ⌊i / size⌋ = ⌊j / size⌋}.
 * Qiu et al., <i>Blockwise Self-Attention for Long Document Understanding</i> (2020), section 3, with the identity permutation.
 */
public final class BlockDiagonalMask implements Mask {
    private final int size;

    /**
     * A mask of blocks along the diagonal.
     *
     * @param size how many positions a block has, at least 1
     * @throws IllegalArgumentException if it has less
     */
    public BlockDiagonalMask(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a block has at least 1 position, not " + size);
        }
        this.size = size;
    }

    @Override
    public boolean allows(int query, int key) {
        return query / size == key / size;
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        if (lastQuery / size < firstKey / size || lastKey / size < firstQuery / size) {
            return Coverage.NONE;
        }
        boolean one = firstQuery / size == lastQuery / size && firstKey / size == lastKey / size;
        return one ? Coverage.ALL : Coverage.SOME;
    }

    @Override
    public void forbid(ScoreTile tile) {
        for (int key = 0; key < tile.keys(); key++) {
            long first = (tile.firstKey() + key) / size * (long) size;
            Forbidding.outside(tile, key, first, first + size - 1);
        }
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }
}
