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
        return new Buffer(size, new AppendedRows(keyWidth, valueWidth));
    }

    /** The positions that are valid; those that are free take no memory. */
    private static final class Buffer implements KeyValueCache {
        private final int size;
        private final AppendedRows valid;
        private int count;

        private Buffer(int size, AppendedRows valid) {
            this.size = size;
            this.valid = valid;
        }

        @Override
        public void append(Matrix newKeys, Matrix newValues) {
            if (newKeys.rows() > size - count) {
                throw new InvalidInputException("the cache buffer:size=" + size + " has no room for position "
                        + (size + 1L) + "; give it the size of the text, or choose the cache append");
            }
            valid.append(newKeys, newValues);
            count += newKeys.rows();
        }

        @Override
        public Matrix keys() {
            return valid.keys();
        }

        @Override
        public Matrix values() {
            return valid.values();
        }
    }
}
