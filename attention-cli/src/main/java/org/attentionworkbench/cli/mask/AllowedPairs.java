package org.attentionworkbench.cli.mask;

import java.util.BitSet;
import org.attentionworkbench.api.attention.Mask;

/** Counts what a mask allows, block by block, asking for single pairs only where the mask cannot tell of a whole block. */
final class AllowedPairs {
    private static final int FEW_PAIRS = 64;

    private final Mask mask;
    private final BitSet seeing = new BitSet();
    private final BitSet seen = new BitSet();

    AllowedPairs(Mask mask) {
        this.mask = mask;
    }

    /** Queries of the blocks counted so far that may attend to a key. */
    BitSet seeing() {
        return seeing;
    }

    /** Keys of the blocks counted so far that a query may attend to. */
    BitSet seen() {
        return seen;
    }

    /** How many pairs of a block are allowed; the last query and key are the first that do not belong to it. */
    long count(int firstQuery, int endQuery, int firstKey, int endKey) {
        int queries = endQuery - firstQuery;
        int keys = endKey - firstKey;
        long pairs = (long) queries * keys;
        Mask.Coverage coverage = mask.coverage(firstQuery, endQuery - 1, firstKey, endKey - 1);
        if (coverage == Mask.Coverage.NONE) {
            return 0;
        }
        if (coverage == Mask.Coverage.ALL) {
            seeing.set(firstQuery, endQuery);
            seen.set(firstKey, endKey);
            return pairs;
        }
        if (pairs <= FEW_PAIRS) {
            return pairByPair(firstQuery, endQuery, firstKey, endKey);
        }
        if (queries > keys) {
            int middle = firstQuery + queries / 2;
            return count(firstQuery, middle, firstKey, endKey) + count(middle, endQuery, firstKey, endKey);
        }
        int middle = firstKey + keys / 2;
        return count(firstQuery, endQuery, firstKey, middle) + count(firstQuery, endQuery, middle, endKey);
    }

    private long pairByPair(int firstQuery, int endQuery, int firstKey, int endKey) {
        long allowed = 0;
        for (int query = firstQuery; query < endQuery; query++) {
            for (int key = firstKey; key < endKey; key++) {
                if (mask.allows(query, key)) {
                    seeing.set(query);
                    seen.set(key);
                    allowed++;
                }
            }
        }
        return allowed;
    }
}
