package org.attentionworkbench.core.cache;

import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Keeps the keys and values of the last positions only, in a ring: position p stands at place {@code p mod size}. For attention
 * that looks back no further, such as a sliding window. Jiang et al., <i>Mistral 7B</i> (2023), "rolling buffer cache".
 */
public final class SlidingCache implements CachePolicy {
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
        return new Ring(Matrix.zeros(size, keyWidth), Matrix.zeros(size, valueWidth));
    }

    @Override
    public int reach() {
        return size;
    }

    /** The ring and the next position. */
    private static final class Ring implements KeyValueCache {
        private final Matrix keys;
        private final Matrix values;
        private int next;

        private Ring(Matrix keys, Matrix values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        public void append(Matrix newKeys, Matrix newValues) {
            for (int row = 0; row < newKeys.rows(); row++, next++) {
                int place = next % keys.rows();
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
            return Math.max(0, next - keys.rows());
        }

        private Matrix inOrder(Matrix ring) {
            Matrix rows = Matrix.zeros(next - firstPosition(), ring.columns());
            for (int row = 0; row < rows.rows(); row++) {
                copyRow(ring, (firstPosition() + row) % ring.rows(), rows, row);
            }
            return rows;
        }

        private static void copyRow(Matrix from, int row, Matrix to, int place) {
            System.arraycopy(from.elements(), row * from.columns(), to.elements(), place * to.columns(), to.columns());
        }
    }
}
