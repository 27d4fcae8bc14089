package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Lets every query attend to itself and to what came before: query i may attend to key j if {@code j ≤ i + o}. The offset o is
 * 0 if the mask is aligned at the {@link Alignment#TOP_LEFT}, m − n for n queries over m keys if it is aligned at the
 * {@link Alignment#BOTTOM_RIGHT}, and given with {@link Alignment#OFFSET}. A negative offset is not clamped: the first queries
 * then see nothing. Vaswani et al., <i>Attention Is All You Need</i> (2017), section 3.2.3.
 */
public final class CausalMask implements Mask {
    private final Diagonal diagonal;
    private final Band band;

    /**
     * A causal mask. Until {@link #over} tells it the numbers of queries and keys, it takes them to be equal.
     *
     * @param alignment where its diagonal lies; {@link Alignment#OFFSET} is the offset 0
     */
    public CausalMask(Alignment alignment) {
        this(alignment, 0);
    }

    /**
     * A causal mask with an offset.
     *
     * @param alignment where its diagonal lies
     * @param offset o, where the alignment is {@link Alignment#OFFSET}; else 0
     * @throws IllegalArgumentException if another alignment is given an offset
     */
    public CausalMask(Alignment alignment, int offset) {
        this(Diagonal.of(alignment, offset));
    }

    private CausalMask(Diagonal diagonal) {
        this.diagonal = diagonal;
        band = Band.around(diagonal.offset(), WindowMask.UNBOUNDED, 0);
    }

    @Override
    public Mask over(int queries, int keys) {
        return new CausalMask(diagonal.over(queries, keys));
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
