package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * A window with gaps: query i may attend to key j if {@code i − j} is a multiple of the step, {@code i − j ≤ left} and
 * {@code j − i ≤ right}. Beltagy, Peters and Cohan, <i>Longformer: The Long-Document Transformer</i> (2020), section 3.1, dilate
 * windows so; without limits and joined with a window it is the strided pattern of Child et al., <i>Generating Long Sequences with
 * Sparse Transformers</i> (2019), section 4.3.
 */
public final class DilatedMask implements Mask {
    private final int step;
    private final Band band;

    /**
     * A window with gaps.
     *
     * @param step how far the keys are apart that a query may attend to, at least 1; 1 leaves no gaps
     * @param left how many positions before its own a query sees, or {@link WindowMask#UNBOUNDED}
     * @param right how many positions after its own a query sees, or {@link WindowMask#UNBOUNDED}
     * @throws IllegalArgumentException if the step is less than 1, or a side less than −1
     */
    public DilatedMask(int step, int left, int right) {
        if (step < 1) {
            throw new IllegalArgumentException("a step is at least 1, not " + step);
        }
        this.step = step;
        band = Band.around(0, left, right);
    }

    @Override
    public boolean allows(int query, int key) {
        return (query - key) % step == 0 && band.contains(query, key);
    }

    /** Exact: between its two corners a block has every difference. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        Coverage window = band.coverage(firstQuery, lastQuery, firstKey, lastKey);
        if (window == Coverage.NONE || step == 1) {
            return window;
        }
        long least = Math.max(band.lowest(), (long) firstKey - lastQuery);
        long greatest = Math.min(band.highest(), (long) lastKey - firstQuery);
        if (Math.floorDiv(greatest, step) * step < least) {
            return Coverage.NONE;
        }
        boolean onePair = firstQuery == lastQuery && firstKey == lastKey;
        return onePair ? Coverage.ALL : Coverage.SOME;
    }

    @Override
    public void forbid(ScoreTile tile) {
        band.forbid(tile);
        for (int key = 0; key < tile.keys() && step > 1; key++) {
            forbidGaps(tile, key);
        }
    }

    private void forbidGaps(ScoreTile tile, int key) {
        float[] scores = tile.scores();
        int end = tile.place(tile.queries(), key);
        int past = Math.floorMod(tile.firstQuery() - (tile.firstKey() + key), step);
        for (int place = tile.place(0, key); place < end; place++) {
            if (past != 0) {
                scores[place] = Float.NEGATIVE_INFINITY;
            }
            past = past + 1 == step ? 0 : past + 1;
        }
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }
}
