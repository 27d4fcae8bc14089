package org.attentionworkbench.core.cache;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * A buffer of a fixed number of positions that stands outside the attention: rows are written at the next free position (ONNX
 * {@code TensorScatter}, opset 24), and only the valid ones, those before the first free position, are attended to (ONNX {@code
 * Attention}, input {@code nonpad_kv_seqlen}).
 */
public final class BufferCache implements CachePolicy {
    private final int size;

    /**
     * A buffer.
     *
     * @param size how many positions it has, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public BufferCache(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a buffer has at least 1 position, not " + size);
        }
        this.size = size;
    }

    @Override
    public KeyValueCache open(int keyWidth, int valueWidth) {
        return new Buffer(Matrix.zeros(size, keyWidth), Matrix.zeros(size, valueWidth));
    }

    /** The buffer and how many of its positions are valid. */
    private static final class Buffer implements KeyValueCache {
        private final Matrix keys;
        private final Matrix values;
        private int valid;

        private Buffer(Matrix keys, Matrix values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        public void append(Matrix newKeys, Matrix newValues) {
            if (newKeys.rows() > keys.rows() - valid) {
                throw new InvalidInputException("the cache buffer:size=" + keys.rows() + " has no room for position "
                        + (keys.rows() + 1) + "; give it the size of the text, or choose the cache append");
            }
            write(newKeys, keys);
            write(newValues, values);
            valid += newKeys.rows();
        }

        private void write(Matrix rows, Matrix buffer) {
            System.arraycopy(rows.elements(), 0, buffer.elements(), valid * buffer.columns(), rows.elements().length);
        }

        @Override
        public Matrix keys() {
            return keys.rows(0, valid);
        }

        @Override
        public Matrix values() {
            return values.rows(0, valid);
        }
    }
}
