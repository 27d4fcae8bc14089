package org.attentionworkbench.core.cache;

import java.util.Arrays;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.matrix.Matrix;

/** Rows one after the other, in arrays that double when they are full. */
final class AppendedRows implements KeyValueCache {
    private final int keyWidth;
    private final int valueWidth;
    private double[] keys = new double[0];
    private double[] values = new double[0];
    private int length;

    AppendedRows(int keyWidth, int valueWidth) {
        this.keyWidth = keyWidth;
        this.valueWidth = valueWidth;
    }

    @Override
    public void append(Matrix newKeys, Matrix newValues) {
        keys = appended(keys, length * keyWidth, newKeys);
        values = appended(values, length * valueWidth, newValues);
        length += newKeys.rows();
    }

    private static double[] appended(double[] rows, int used, Matrix more) {
        int needed = Math.addExact(used, more.elements().length);
        double[] room = needed <= rows.length ? rows : Arrays.copyOf(rows, Math.max(needed, 2 * rows.length));
        System.arraycopy(more.elements(), 0, room, used, more.elements().length);
        return room;
    }

    @Override
    public Matrix keys() {
        return Matrix.wrap(length, keyWidth, Arrays.copyOf(keys, length * keyWidth));
    }

    @Override
    public Matrix values() {
        return Matrix.wrap(length, valueWidth, Arrays.copyOf(values, length * valueWidth));
    }
}
