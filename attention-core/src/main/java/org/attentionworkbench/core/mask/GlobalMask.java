package org.attentionworkbench.core.mask;

import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Lets some positions attend to all and all attend to them: query i may attend to key j if i or j is one of the tokens. Usually
 * joined with a window. Beltagy, Peters and Cohan, <i>Longformer: The Long-Document Transformer</i> (2020), section 3.1, "global
 * attention".
 */
public final class GlobalMask implements Mask {
    private final int[] tokens;

    /**
     * A mask of global tokens.
     *
     * @param tokens their positions, from 0, in any order
     * @throws IllegalArgumentException if one is negative
     */
    public GlobalMask(List<Integer> tokens) {
        this.tokens =
                tokens.stream().mapToInt(Integer::intValue).distinct().sorted().toArray();
        if (this.tokens.length > 0 && this.tokens[0] < 0) {
            throw new IllegalArgumentException("positions begin at 0, and a token is at " + this.tokens[0]);
        }
    }

    @Override
    public boolean allows(int query, int key) {
        return Arrays.binarySearch(tokens, query) >= 0 || Arrays.binarySearch(tokens, key) >= 0;
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        int queries = count(firstQuery, lastQuery);
        int keys = count(firstKey, lastKey);
        if (queries == lastQuery - firstQuery + 1 || keys == lastKey - firstKey + 1) {
            return Coverage.ALL;
        }
        return queries + keys > 0 ? Coverage.SOME : Coverage.NONE;
    }

    @Override
    public void forbid(ScoreTile tile) {
        for (int key = 0; key < tile.keys(); key++) {
            if (Arrays.binarySearch(tokens, tile.firstKey() + key) < 0) {
                forbidBetweenTokens(tile, key);
            }
        }
    }

    private void forbidBetweenTokens(ScoreTile tile, int key) {
        int from = tile.place(0, key);
        int end = from + tile.queries();
        for (int token = before(tile.firstQuery()); token < tokens.length; token++) {
            int place = tile.place(tokens[token] - tile.firstQuery(), key);
            if (place >= end) {
                break;
            }
            Forbidding.fill(tile, from, place);
            from = place + 1;
        }
        Forbidding.fill(tile, from, end);
    }

    /** True: the tokens stand in one text. */
    @Override
    public boolean comparesPositions() {
        return true;
    }

    /** How many tokens stand from one position to another. */
    private int count(int first, int last) {
        return before(last + 1) - before(first);
    }

    private int before(int position) {
        int place = Arrays.binarySearch(tokens, position);
        return place < 0 ? -place - 1 : place;
    }
}
