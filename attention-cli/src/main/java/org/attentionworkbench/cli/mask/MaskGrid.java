package org.attentionworkbench.cli.mask;

import org.attentionworkbench.api.attention.Mask;

/** A mask cut into cells, with how many pairs it allows in each: cells of one pair, or larger ones where it is large. */
final class MaskGrid {
    private final int queries;
    private final int keys;
    private final int cellQueries;
    private final int cellKeys;
    private final long[][] allowed;
    private final AllowedPairs pairs;

    /** A mask that has been laid over so many queries and keys, in cells of the given size. */
    MaskGrid(Mask mask, int queries, int keys, int cellQueries, int cellKeys) {
        this.queries = queries;
        this.keys = keys;
        this.cellQueries = cellQueries;
        this.cellKeys = cellKeys;
        this.pairs = new AllowedPairs(mask);
        allowed = new long[cells(queries, cellQueries)][cells(keys, cellKeys)];
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                allowed[row][column] = pairs.count(row * cellQueries, endQuery(row), column * cellKeys, endKey(column));
            }
        }
    }

    private static int cells(int positions, int size) {
        return (positions + size - 1) / size;
    }

    int queries() {
        return queries;
    }

    int keys() {
        return keys;
    }

    int cellQueries() {
        return cellQueries;
    }

    int cellKeys() {
        return cellKeys;
    }

    int rows() {
        return allowed.length;
    }

    int columns() {
        return allowed[0].length;
    }

    /** Whether every cell is one pair. */
    boolean single() {
        return cellQueries == 1 && cellKeys == 1;
    }

    private int endQuery(int row) {
        return Math.min(queries, (row + 1) * cellQueries);
    }

    private int endKey(int column) {
        return Math.min(keys, (column + 1) * cellKeys);
    }

    /** How many pairs of a cell are allowed. */
    long allowed(int row, int column) {
        return allowed[row][column];
    }

    /** Which part of a cell is allowed, from 0 to 1. */
    double share(int row, int column) {
        long size = (long) (endQuery(row) - row * cellQueries) * (endKey(column) - column * cellKeys);
        return (double) allowed[row][column] / size;
    }

    /** How many pairs are allowed. */
    long allowed() {
        long sum = 0;
        for (long[] row : allowed) {
            for (long cell : row) {
                sum += cell;
            }
        }
        return sum;
    }

    /** How many queries may attend to no key. */
    int queriesWithoutKey() {
        return queries - pairs.seeing().cardinality();
    }

    /** How many keys no query may attend to. */
    int keysNeverSeen() {
        return keys - pairs.seen().cardinality();
    }
}
