package org.attentionworkbench.core.mask;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * A mask that is given pair by pair: query i may attend to key j if {@code a[i,j]} is true. A matrix of a single row holds for
 * every query; keys beyond its columns are forbidden, as ONNX has it for short masks (Attention, opset 24), and so is everything
 * beyond its rows.
 */
public final class MatrixMask implements Mask {
    private static final long[] NOTHING = {};

    /** A bit for each key, 64 in a word. */
    private final long[][] allowed;

    private final int columns;

    /**
     * A mask of a matrix.
     *
     * @param allowed a, n×m, or 1×m for all queries alike; it is copied
     * @throws IllegalArgumentException if there is no row, or rows differ in length
     */
    public MatrixMask(boolean[][] allowed) {
        if (allowed.length == 0) {
            throw new IllegalArgumentException("there is no row");
        }
        columns = allowed[0].length;
        this.allowed = new long[allowed.length][];
        for (int row = 0; row < allowed.length; row++) {
            if (allowed[row].length != columns) {
                throw new IllegalArgumentException(
                        "the rows have " + columns + " and " + allowed[row].length + " columns");
            }
            this.allowed[row] = bits(allowed[row]);
        }
    }

    private static long[] bits(boolean[] row) {
        long[] bits = new long[(row.length + Long.SIZE - 1) / Long.SIZE];
        for (int key = 0; key < row.length; key++) {
            if (row[key]) {
                bits[key / Long.SIZE] |= 1L << key;
            }
        }
        return bits;
    }

    /**
     * This mask, if it is of the right size.
     *
     * @throws InvalidInputException if it has neither one row nor one for each query, or more columns than there are keys
     */
    @Override
    public Mask over(int queries, int keys) {
        if ((allowed.length != 1 && allowed.length != queries) || columns > keys) {
            throw new InvalidInputException("the mask is a matrix of " + allowed.length + "×" + columns + " for "
                    + queries + " queries × " + keys
                    + " keys; give a row for each query, or a single one, and a column "
                    + "for each key");
        }
        return this;
    }

    @Override
    public boolean allows(int query, int key) {
        return (word(row(query), key / Long.SIZE) >>> key & 1) == 1;
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        boolean some = false;
        boolean all = true;
        int last = allowed.length == 1 ? firstQuery : lastQuery;
        for (int query = firstQuery; query <= last; query++) {
            long[] row = row(query);
            for (int index = firstKey / Long.SIZE; index <= lastKey / Long.SIZE; index++) {
                long asked = asked(index, firstKey, lastKey);
                long found = word(row, index) & asked;
                some |= found != 0;
                all &= found == asked;
            }
            if (some && !all) {
                return Coverage.SOME;
            }
        }
        return some ? Coverage.ALL : Coverage.NONE;
    }

    @Override
    public void forbid(ScoreTile tile) {
        int lastKey = tile.firstKey() + tile.keys() - 1;
        for (int query = 0; query < tile.queries(); query++) {
            long[] row = row(tile.firstQuery() + query);
            for (int index = tile.firstKey() / Long.SIZE; index <= lastKey / Long.SIZE; index++) {
                long forbidden = ~word(row, index) & asked(index, tile.firstKey(), lastKey);
                int firstOfWord = index * Long.SIZE - tile.firstKey();
                for (; forbidden != 0; forbidden &= forbidden - 1) {
                    int key = firstOfWord + Long.numberOfTrailingZeros(forbidden);
                    tile.scores()[tile.place(query, key)] = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /** The bits of a word that stand for keys from the first to the last, both included. */
    private static long asked(int index, int firstKey, int lastKey) {
        long from = index == firstKey / Long.SIZE ? -1L << firstKey : -1L;
        long to = index == lastKey / Long.SIZE ? -1L >>> (Long.SIZE - 1 - lastKey % Long.SIZE) : -1L;
        return from & to;
    }

    private long[] row(int query) {
        if (allowed.length == 1) {
            return allowed[0];
        }
        return query < allowed.length ? allowed[query] : NOTHING;
    }

    private static long word(long[] row, int index) {
        return index < row.length ? row[index] : 0;
    }
}
