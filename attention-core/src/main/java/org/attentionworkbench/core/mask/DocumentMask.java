package org.attentionworkbench.core.mask;

import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * Keeps documents apart that are packed into one sequence: query i may attend to key j if both lie in the same document. Documents
 * follow each other without gaps; positions after the last belong to none and attend to nothing. Krell et al., <i>Efficient
 * Sequence Packing without Cross-contamination</i> (2021).
 */
public final class DocumentMask implements Mask {
    private final long[] ends;

    /**
     * Documents of some lengths.
     *
     * @param lengths how many positions each document has, each at least 1
     * @throws IllegalArgumentException if one has less, or there is none
     */
    public DocumentMask(List<Integer> lengths) {
        ends = new long[lengths.size()];
        long end = 0;
        for (int document = 0; document < ends.length; document++) {
            if (lengths.get(document) < 1) {
                throw new IllegalArgumentException("a document has at least 1 position");
            }
            end += lengths.get(document);
            ends[document] = end;
        }
        if (ends.length == 0) {
            throw new IllegalArgumentException("there is no document");
        }
    }

    @Override
    public boolean allows(int query, int key) {
        int document = document(query);
        return document < ends.length && document == document(key);
    }

    /** Exact: no document is empty, so a block reaches every document from its first position to its last. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        int first = Math.max(document(firstQuery), document(firstKey));
        int last = Math.min(document(lastQuery), document(lastKey));
        if (first > last || first == ends.length) {
            return Coverage.NONE;
        }
        boolean one = document(firstQuery) == document(lastQuery) && document(firstKey) == document(lastKey);
        return one ? Coverage.ALL : Coverage.SOME;
    }

    @Override
    public void forbid(ScoreTile tile) {
        int document = document(tile.firstKey());
        for (int key = 0; key < tile.keys(); key++) {
            if (document < ends.length && tile.firstKey() + key == ends[document]) {
                document++;
            }
            if (document == ends.length) {
                Forbidding.all(tile, key);
            } else {
                Forbidding.outside(tile, key, document == 0 ? 0 : ends[document - 1], ends[document] - 1);
            }
        }
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }

    /** The document of a position, or how many documents there are if it has none. */
    private int document(int position) {
        int place = Arrays.binarySearch(ends, position);
        return place < 0 ? -place - 1 : place + 1;
    }
}
