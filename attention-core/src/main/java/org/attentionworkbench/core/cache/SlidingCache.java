package org.attentionworkbench.core.cache;

import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Keeps the keys and values of the last positions only, in a ring: position p stands at place {@code p mod size}. For attention
 * that looks back no further, such as a sliding window. Jiang et al., <i>Mistral 7B</i> (2023), "rolling buffer cache".
 */
public final class SlidingCache implements CachePolicy {
    private static final int FIRST_ROOM = 16;

    private final int size;

    /**
     * A ring.
     *
     * @param size how many positions are remembered, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public SlidingCache(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a sliding cache remembers at least 1 position, not " + size);
        }
        this.size = size;
    }

    @Override
    public KeyValueCache open(int keyWidth, int valueWidth) {
        int room = Math.min(size, FIRST_ROOM);
        return new Ring(size, Matrix.zeros(room, keyWidth), Matrix.zeros(room, valueWidth));
    }

    @Override
    public int reach() {
        return size;
    }

    /** The ring and the next position. Places that were never written to take no memory. */
    private static final class Ring implements KeyValueCache {
        private final int size;
        private Matrix keys;
        private Matrix values;
        private int next;

        private Ring(int size, Matrix keys, Matrix values) {
            this.size = size;
            this.keys = keys;
            this.values = values;
        }

        @Override
        public void append(Matrix newKeys, Matrix newValues) {
            for (int row = 0; row < newKeys.rows(); row++, next++) {
                int place = next % size;
                if (place == keys.rows()) {
                    int room = (int) Math.min(size, 2L * place);
                    keys = widened(keys, room);
                    values = widened(values, room);
                }
                copyRow(newKeys, row, keys, place);
                copyRow(newValues, row, values, place);
            }
        }

        @Override
        public Matrix keys() {
            return inOrder(keys);
        }

        @Override
        public Matrix values() {
            return inOrder(values);
        }

        @Override
        public int firstPosition() {
            return Math.max(0, next - size);
        }

        private static Matrix widened(Matrix rows, int room) {
            Matrix wider = Matrix.zeros(room, rows.columns());
            System.arraycopy(rows.elements(), 0, wider.elements(), 0, rows.elements().length);
            return wider;
        }

        private Matrix inOrder(Matrix ring) {
            Matrix rows = Matrix.zeros(next - firstPosition(), ring.columns());
            for (int row = 0; row < rows.rows(); row++) {
                copyRow(ring, (firstPosition() + row) % size, rows, row);
            }
            return rows;
        }

        private static void copyRow(Matrix from, int row, Matrix to, int place) {
            System.arraycopy(from.elements(), row * from.columns(), to.elements(), place * to.columns(), to.columns());
        }
    }
}
