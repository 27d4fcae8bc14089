package org.attentionworkbench.core.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/** The elements of a tensor as bytes, and back. */
final class Elements {
    /** A multiple of every element's length; large enough that reading a disk is not slowed down. */
    private static final int CHUNK = 1 << 16;

    private Elements() {}

    /**
     * Reads elements, a piece at a time.
     *
     * @param channel where they come next
     * @param type what they are
     * @param order the order of the bytes of each
     * @param elements is filled
     * @throws EOFException if there are fewer
     * @throws IOException if they cannot be read
     */
    static void read(ReadableByteChannel channel, ElementType type, ByteOrder order, double[] elements)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(order);
        int done = 0;
        while (done < elements.length) {
            int count = Math.min(elements.length - done, CHUNK / type.bytes());
            buffer.clear().limit(count * type.bytes());
            fill(channel, buffer);
            decode(buffer.flip(), type, elements, done, count);
            done += count;
        }
    }

    /** Reads until a buffer is full. */
    static void fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("it ends too early");
            }
        }
    }

    private static void decode(ByteBuffer buffer, ElementType type, double[] elements, int start, int count) {
        int end = start + count;
        switch (type) {
            case F16 -> {
                for (int index = start; index < end; index++) {
                    elements[index] = HalfPrecision.ofF16(buffer.getShort());
                }
            }
            case BF16 -> {
                for (int index = start; index < end; index++) {
                    elements[index] = HalfPrecision.ofBf16(buffer.getShort());
                }
            }
            case F32 -> {
                for (int index = start; index < end; index++) {
                    elements[index] = buffer.getFloat();
                }
            }
            case F64 -> buffer.asDoubleBuffer().get(elements, start, count);
            default -> {
                for (int index = start; index < end; index++) {
                    elements[index] = integer(buffer, type);
                }
            }
        }
    }

    private static double integer(ByteBuffer buffer, ElementType type) {
        return switch (type) {
            case I8 -> buffer.get();
            case U8 -> Byte.toUnsignedInt(buffer.get());
            case I16 -> buffer.getShort();
            case U16 -> Short.toUnsignedInt(buffer.getShort());
            case I32 -> buffer.getInt();
            case U32 -> Integer.toUnsignedLong(buffer.getInt());
            case I64 -> buffer.getLong();
            case U64 -> unsigned(buffer.getLong());
            case BOOL -> buffer.get() == 0 ? 0 : 1;
            default -> throw new IllegalArgumentException(type + " is no integer");
        };
    }

    private static double unsigned(long bits) {
        // halved, with the lost bit kept so that rounding comes out the same
        return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
    }

    /** Puts elements into a buffer, little-endian, each rounded to the type. */
    static void encode(ElementType type, double[] elements, int start, int end, ByteBuffer buffer) {
        for (int index = start; index < end; index++) {
            double element = type.round(elements[index]);
            switch (type) {
                case F16 -> buffer.putShort(HalfPrecision.bitsOfF16(element));
                case BF16 -> buffer.putShort(HalfPrecision.bitsOfBf16(element));
                case F32 -> buffer.putFloat((float) element);
                case F64 -> buffer.putDouble(element);
                case I8, U8, BOOL -> buffer.put((byte) (int) element);
                case I16, U16 -> buffer.putShort((short) (int) element);
                case I32, U32 -> buffer.putInt((int) (long) element);
                case I64 -> buffer.putLong((long) element);
                case U64 -> buffer.putLong(unsignedBits(element));
            }
        }
    }

    private static long unsignedBits(double element) {
        return element < 0x1p63 ? (long) element : (long) (element - 0x1p63) ^ Long.MIN_VALUE;
    }
}
