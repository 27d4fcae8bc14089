package org.attentionworkbench.simd;

/**
 * Some keys of a tile and some of its queries. The score of a key and a query of the tile is at {@code key·width + query}.
 *
 * @param firstKey the first key
 * @param keys how many keys
 * @param firstQuery the first query, the beginning of a vector of queries
 * @param queries how many queries; what does not fill the last vector may be computed, too, and means nothing
 * @param width how many queries a row of the tile has room for, wide or narrow
 */
record TilePart(int firstKey, int keys, int firstQuery, int queries, int width) {

    /** The first keys of a tile, and all queries of a block. */
    static TilePart of(Block block, int keys) {
        return new TilePart(0, keys, 0, block.rows(), block.width());
    }

    /** Where the first score is. */
    int first() {
        return firstKey * width + firstQuery;
    }

    /** Behind the last key. */
    int lastKey() {
        return firstKey + keys;
    }

    /** Whether keys from one on and up to another are in it. */
    boolean has(int from, int to) {
        return firstKey <= from && to <= lastKey();
    }

    /** Behind the last query. */
    int lastQuery() {
        return firstQuery + queries;
    }
}
