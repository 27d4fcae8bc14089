package org.attentionworkbench.core.mask;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/** A mask for each head. Until {@link #ofHead} tells it the head, it answers for the first. */
public final class HeadMask implements Mask {
    private final List<Mask> masks;

    /**
     * A mask for each head.
     *
     * @param masks the mask of head 0, of head 1 and so on
     * @throws IllegalArgumentException if there is none
     */
    public HeadMask(List<? extends Mask> masks) {
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("there is no mask");
        }
        this.masks = List.copyOf(masks);
    }

    /**
     * The mask of a head.
     *
     * @throws InvalidInputException if it has none
     */
    @Override
    public Mask ofHead(int head) {
        if (head >= masks.size()) {
            throw new InvalidInputException("there are masks for " + masks.size() + " heads and none for head "
                    + (head + 1) + "; give one mask for each head");
        }
        return masks.get(head).ofHead(head);
    }

    @Override
    public Mask over(int queries, int keys) {
        return new HeadMask(masks.stream().map(mask -> mask.over(queries, keys)).toList());
    }

    @Override
    public boolean allows(int query, int key) {
        return masks.get(0).allows(query, key);
    }

    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        return masks.get(0).coverage(firstQuery, lastQuery, firstKey, lastKey);
    }

    @Override
    public void forbid(ScoreTile tile) {
        masks.get(0).forbid(tile);
    }

    @Override
    public boolean comparesPositions() {
        return masks.stream().anyMatch(Mask::comparesPositions);
    }
}
