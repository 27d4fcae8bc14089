package org.attentionworkbench.simd;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.fused.HeadArray;

/**
 * The rows of one tile: some queries of one head, or all queries, where there are few, of several heads that share their keys.
 *
 * @param entry which entry of the batch
 * @param keyHead the head of K and V
 * @param firstHead the first head of Q
 * @param heads how many heads of Q; each has its queries side by side, those of the next after them
 * @param firstQuery the first query of each head
 * @param queries how many queries of each head
 * @param width how many queries the tile has room for
 */
record Block(int entry, int keyHead, int firstHead, int heads, int firstQuery, int queries, int width) {

    int rows() {
        return heads * queries;
    }

    /**
     * All rows of Q in tiles; neighbours share keys, and of those the ones that come last in a causal mask, and so are longest, come
     * first.
     */
    static List<Block> of(HeadArray queries, int keyHeads, TileMath math) {
        List<Block> blocks = new ArrayList<>();
        if (queries.positions() == 0) {
            return blocks;
        }
        int group = keyHeads == 0 ? 0 : queries.heads() / keyHeads;
        for (int entry = 0; entry < queries.batch(); entry++) {
            for (int keyHead = 0; keyHead < keyHeads; keyHead++) {
                if (queries.positions() <= math.narrow()) {
                    ofHeads(blocks, entry, keyHead, group, queries.positions(), math);
                } else {
                    for (int head = keyHead * group; head < (keyHead + 1) * group; head++) {
                        ofHead(blocks, entry, keyHead, head, queries.positions(), math);
                    }
                }
            }
        }
        return blocks;
    }

    /** All queries of several heads in each tile. */
    private static void ofHeads(List<Block> blocks, int entry, int keyHead, int group, int queries, TileMath math) {
        int most = math.wide() / queries;
        for (int head = 0; head < group; head += most) {
            int heads = Math.min(most, group - head);
            int width = heads * queries <= math.narrow() ? math.narrow() : math.wide();
            blocks.add(new Block(entry, keyHead, keyHead * group + head, heads, 0, queries, width));
        }
    }

    /** Some queries of one head in each tile; what is left over in narrow tiles, if they are less work than a wide one. */
    private static void ofHead(List<Block> blocks, int entry, int keyHead, int head, int queries, TileMath math) {
        int wide = math.wide();
        int narrow = math.narrow();
        int first = queries / wide * wide;
        if (queries - first > 2 * narrow) {
            blocks.add(new Block(entry, keyHead, head, 1, first, queries - first, wide));
        } else {
            for (int from = first + (queries - first) / narrow * narrow; from >= first; from -= narrow) {
                if (from < queries) {
                    blocks.add(new Block(entry, keyHead, head, 1, from, Math.min(narrow, queries - from), narrow));
                }
            }
        }
        for (int from = first - wide; from >= 0; from -= wide) {
            blocks.add(new Block(entry, keyHead, head, 1, from, wide, wide));
        }
    }
}
