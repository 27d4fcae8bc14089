package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;

/**
 * Lets every query attend to itself and to what came before: query i may attend to key j if {@code j ≤ i + o}. The offset o is
 * 0 if the mask is aligned at the {@link CausalAlignment#TOP_LEFT}, and m − n for n queries over m keys if it is aligned at
 * the {@link CausalAlignment#BOTTOM_RIGHT}. A negative offset is not clamped: the first queries then see nothing. Vaswani et
 * al., <i>Attention Is All You Need</i> (2017), section 3.2.3.
 */
public final class CausalMask implements Mask {
    private final CausalAlignment alignment;
    private final int offset;

    /**
     * A causal mask. Until {@link #over} tells it the numbers of queries and keys, it takes them to be equal.
     *
     * @param alignment where its diagonal lies
     */
    public CausalMask(CausalAlignment alignment) {
        this(alignment, 0);
    }

    private CausalMask(CausalAlignment alignment, int offset) {
        this.alignment = alignment;
        this.offset = offset;
    }

    @Override
    public Mask over(int queries, int keys) {
        return switch (alignment) {
            case TOP_LEFT -> this;
            case BOTTOM_RIGHT -> new CausalMask(alignment, keys - queries);
        };
    }

    @Override
    public boolean allows(int query, int key) {
        return key <= lastKeyOf(query);
    }

    /** Exact: the first query of a block sees least of it, the last one sees most. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        if (lastKey <= lastKeyOf(firstQuery)) {
            return Coverage.ALL;
        }
        return firstKey <= lastKeyOf(lastQuery) ? Coverage.SOME : Coverage.NONE;
    }

    private long lastKeyOf(int query) {
        return (long) query + offset;
    }
}
