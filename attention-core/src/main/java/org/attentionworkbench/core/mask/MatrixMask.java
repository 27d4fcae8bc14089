package org.attentionworkbench.core.mask;

import java.util.BitSet;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;

/**
 * A mask that is given pair by pair: query i may attend to key j if {@code a[i,j]} is true. A matrix of a single row holds for
 * every query; keys beyond its columns are forbidden, as ONNX has it for short masks (Attention, opset 24), and so is everything
 * beyond its rows.
 */
public final class MatrixMask implements Mask {
    private static final BitSet NOTHING = new BitSet();

    private final BitSet[] allowed;
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
        this.allowed = new BitSet[allowed.length];
        columns = allowed[0].length;
        for (int row = 0; row < allowed.length; row++) {
            if (allowed[row].length != columns) {
                throw new IllegalArgumentException(
                        "the rows have " + columns + " and " + allowed[row].length + " columns");
            }
            this.allowed[row] = new BitSet(columns);
            for (int column = 0; column < columns; column++) {
                this.allowed[row].set(column, allowed[row][column]);
            }
        }
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
        return row(query).get(key);
    }

    /** Exact. */
    @Override
    public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        boolean some = false;
        boolean all = true;
        for (int query = firstQuery; query <= lastQuery; query++) {
            BitSet row = row(query);
            int next = row.nextSetBit(firstKey);
            some |= next >= 0 && next <= lastKey;
            all &= row.nextClearBit(firstKey) > lastKey;
            if (some && !all) {
                return Coverage.SOME;
            }
        }
        return some ? Coverage.ALL : Coverage.NONE;
    }

    private BitSet row(int query) {
        if (allowed.length == 1) {
            return allowed[0];
        }
        return query < allowed.length ? allowed[query] : NOTHING;
    }
}
