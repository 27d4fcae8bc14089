package org.attentionworkbench.core.mask;

import java.util.Arrays;
import java.util.BitSet;

/** Some blocks, kept as their numbers in order, or as a bit for every block where that is shorter. */
final class BlockSet {
    private final int[] few;
    private final BitSet many;

    private BlockSet(int[] few, BitSet many) {
        this.few = few;
        this.many = many;
    }

    /** The blocks whose bits are set; the bits must not change any more. */
    static BlockSet of(BitSet blocks) {
        return (long) blocks.cardinality() * Integer.SIZE <= blocks.length()
                ? new BlockSet(blocks.stream().toArray(), new BitSet())
                : new BlockSet(new int[0], blocks);
    }

    /** How many of the blocks lie from one to another, both included. */
    int count(int first, int last) {
        if (first > last) {
            return 0;
        }
        if (few.length > 0) {
            return place(last + 1) - place(first);
        }
        if (first == last) {
            return many.get(first) ? 1 : 0;
        }
        return many.get(first, last + 1).cardinality();
    }

    /** How many blocks come before a block. */
    private int place(int block) {
        int found = Arrays.binarySearch(few, block);
        return found < 0 ? -found - 1 : found;
    }
}
