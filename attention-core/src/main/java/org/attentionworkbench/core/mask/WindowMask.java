package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Lets every query attend to its neighbours: query i may attend to key j if {@code i + o − j ≤ left} and
 * {@code j − (i + o) ≤ right}, with the offset o of its {@link Alignment}. Beltagy, Peters and Cohan, <i>Longformer: The
 * Long-Document Transformer</i> (2020), section 3.1, has a window of the same width on both sides.
 */
public final class WindowMask implements Mask {
    /** No limit on a side. */
    public static final int UNBOUNDED = -1;

    private final int left;
    private final int right;
    private final Diagonal diagonal;
    private final Band band;

    /**
     * A window. Until {@link #over} tells it the numbers of queries and keys, it takes them to be equal.
     *
     * @param left how many keys before its own position a query may attend to, or {@link #UNBOUNDED}
     * @param right how many keys after its own position a query may attend to, or {@link #UNBOUNDED}
     * @param alignment where the queries stand; {@link Alignment#OFFSET} is the offset 0
     * @throws IllegalArgumentException if a side is less than −1
     */
    public WindowMask(int left, int right, Alignment alignment) {
        this(left, right, alignment, 0);
    }

    /**
     * A window with an offset.
     *
     * @param left how many keys before its own position a query may attend to, or {@link #UNBOUNDED}
     * @param right how many keys after its own position a query may attend to, or {@link #UNBOUNDED}
     * @param alignment where the queries stand
     * @param offset o, where the alignment is {@link Alignment#OFFSET}; else 0
     * @throws IllegalArgumentException if a side is less than −1, or another alignment is given an offset
     */
    public WindowMask(int left, int right, Alignment alignment, int offset) {
        this(left, right, Diagonal.of(alignment, offset));
    }

    private WindowMask(int left, int right, Diagonal diagonal) {
        this.left = left;
        this.right = right;
        this.diagonal = diagonal;
        band = Band.around(diagonal.offset(), left, right);
    }

    @Override
    public Mask over(int queries, int keys) {
        return new WindowMask(left, right, diagonal.over(queries, keys));
    }

    @Override
    public boolean allows(int query, int key) {
        return band.contains(query, key);
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        return band.coverage(firstQuery, lastQuery, firstKey, lastKey);
    }

    @Override
    public void forbid(ScoreTile tile) {
        band.forbid(tile);
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }
}
