package org.attentionworkbench.core.mask;

import java.util.List;
import org.attentionworkbench.api.attention.Mask;

/**
 * Keeps documents apart that are packed into one sequence: query i may attend to key j if both lie in the same document. Documents
 * follow each other without gaps; positions after the last belong to none and attend to nothing.
 */
public final class DocumentMask implements Mask {
    private final int[] ends;

    /**
     * Documents of some lengths.
     *
     * @param lengths how many positions each document has, each at least 1
     * @throws IllegalArgumentException if one has less, or there is none
     */
    public DocumentMask(List<Integer> lengths) {
        ends = new int[lengths.size()];
        int end = 0;
        for (int document = 0; document < ends.length; document++) {
            if (lengths.get(document) < 1) {
                throw new IllegalArgumentException("a document has at least 1 position");
            }
            end = Math.addExact(end, lengths.get(document));
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

    @Override
    public boolean comparesPositions() {
        return true;
    }

    private int document(int position) {
        int document = 0;
        while (document < ends.length && position >= ends[document]) {
            document++;
        }
        return document;
    }
}
