package org.attentionworkbench.core.mask;

/**
 * The line of pairs in which a query stands at a key, {@code j = i + o}.
 *
 * @param alignment where the queries stand
 * @param offset o
 */
record Diagonal(Alignment alignment, int offset) {

    /** Of an alignment with a given offset, which is 0 unless the alignment takes one. */
    static Diagonal of(Alignment alignment, int offset) {
        if (offset != 0 && alignment != Alignment.OFFSET) {
            throw new IllegalArgumentException(
                    "the alignment " + alignment + " takes no offset, and " + offset + " is given");
        }
        return new Diagonal(alignment, offset);
    }

    /** Of n queries over m keys. */
    Diagonal over(int queries, int keys) {
        return alignment == Alignment.BOTTOM_RIGHT ? new Diagonal(alignment, keys - queries) : this;
    }
}
