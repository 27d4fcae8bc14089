package org.attentionworkbench.core.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attentionworkbench.api.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The header of an array of NumPy: a magic text, a version, a length, and a Python dictionary such as
 * {@code {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }}.
 */
final class NumpyHeader {
    static final int MAGIC_LENGTH = 6;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Longer ones are refused by NumPy too. */
    private static final int LONGEST = 10_000;

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f2", ElementType.F16),
            Map.entry("f4", ElementType.F32),
            Map.entry("f8", ElementType.F64),
            Map.entry("i1", ElementType.I8),
            Map.entry("i2", ElementType.I16),
            Map.entry("i4", ElementType.I32),
            Map.entry("i8", ElementType.I64),
            Map.entry("u1", ElementType.U8),
            Map.entry("u2", ElementType.U16),
            Map.entry("u4", ElementType.U32),
            Map.entry("u8", ElementType.U64),
            Map.entry("b1", ElementType.BOOL));
    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|[^,}]*)");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");

    private final ElementType type;
    private final ByteOrder order;
    private final boolean columnMajor;
    private final int[] shape;
    private final int count;
    private final int dataStart;

    private NumpyHeader(ElementType type, ByteOrder order, boolean columnMajor, int[] shape, int count, int dataStart) {
        this.type = type;
        this.order = order;
        this.columnMajor = columnMajor;
        this.shape = shape;
        this.count = count;
        this.dataStart = dataStart;
    }

    static boolean beginsWith(byte[] bytes) {
        return beginsWith(bytes, MAGIC);
    }

    static boolean beginsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /**
     * Reads a header from the beginning of an array.
     *
     * @param stream the array
     * @param where what it is, for messages
     * @throws InvalidInputException if it is not of the format or of a type that is not read
     */
    static NumpyHeader read(InputStream stream, String where) throws IOException {
        byte[] beginning = stream.readNBytes(MAGIC_LENGTH + 2);
        if (beginning.length < MAGIC_LENGTH + 2 || !beginsWith(beginning)) {
            throw new InvalidInputException(where + ": it does not begin as an array of NumPy does");
        }
        int version = beginning[MAGIC_LENGTH];
        if (version < 1 || version > 3) {
            throw new InvalidInputException(
                    where + ": it is of version " + version + " of the format; 1 to 3 are read");
        }
        byte[] lengthBytes = stream.readNBytes(version == 1 ? 2 : 4);
        long length = littleEndian(lengthBytes);
        if (length > LONGEST) {
            throw new InvalidInputException(
                    where + ": its header has " + length + " bytes; one of an array has at most " + LONGEST);
        }
        byte[] text = stream.readNBytes((int) length);
        if (text.length < length) {
            throw new InvalidInputException(where + ": it ends within its header; it is cut off");
        }
        String dictionary = new String(text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return parse(dictionary, beginning.length + lengthBytes.length + text.length, where);
    }

    private static long littleEndian(byte[] bytes) {
        long number = 0;
        for (int index = bytes.length - 1; index >= 0; index--) {
            number = number << 8 | Byte.toUnsignedInt(bytes[index]);
        }
        return number;
    }

    private static NumpyHeader parse(String dictionary, int dataStart, String where) {
        Matcher description = DESCRIPTION.matcher(dictionary);
        Matcher order = ORDER.matcher(dictionary);
        Matcher shape = SHAPE.matcher(dictionary);
        if (!description.find() || !order.find() || !shape.find()) {
            throw new InvalidInputException(
                    where + ": its header is not {'descr': …, 'fortran_order': …, 'shape': …}: " + dictionary.strip());
        }
        String descr = description.group(2);
        @Nullable ElementType type = descr == null || descr.length() < 2 ? null : TYPES.get(descr.substring(1));
        if (descr == null || type == null || "<>|=".indexOf(descr.charAt(0)) < 0) {
            throw new InvalidInputException(
                    where + ": its elements are of type " + description.group(1)
                            + "; read are truth values, integers and floating-point numbers (b1, i1 to i8, u1 to u8, f2, f4, f8)");
        }
        int[] lengths = lengths(shape.group(1), where);
        return new NumpyHeader(
                type,
                descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                order.group(1).equals("True"),
                lengths,
                count(lengths, where),
                dataStart);
    }

    private static int[] lengths(String tuple, String where) {
        // Python 2 wrote an L after long numbers
        String numbers = tuple.replace("L", "").replace(" ", "").replaceFirst(",$", "");
        if (numbers.isEmpty()) {
            return new int[0];
        }
        String[] parts = numbers.split(",", -1);
        int[] lengths = new int[parts.length];
        try {
            for (int axis = 0; axis < lengths.length; axis++) {
                lengths[axis] = Integer.parseInt(parts[axis]);
            }
        } catch (NumberFormatException malformed) {
            throw new InvalidInputException(
                    where + ": it has the shape (" + tuple + "), which cannot be held", malformed);
        }
        return lengths;
    }

    private static int count(int[] shape, String where) {
        long count = 1;
        for (int length : shape) {
            count *= length;
            if (count > Integer.MAX_VALUE - 8) {
                throw new InvalidInputException(where + ": an array of shape " + Arrays.toString(shape)
                        + " cannot be held; up to 2147483639 elements can");
            }
        }
        return (int) count;
    }

    /**
     * Checks that the array is whole.
     *
     * @param size how many bytes header and elements have
     * @param where what it is, for messages
     * @throws InvalidInputException if they are more or fewer
     */
    void checkSize(long size, String where) {
        long needed = dataStart + (long) count * type.bytes();
        if (size != needed) {
            throw new InvalidInputException(where + ": an array of shape " + Arrays.toString(shape) + " and type "
                    + type + " takes " + needed + " bytes with its header, but there are " + size);
        }
    }

    ElementType type() {
        return type;
    }

    ByteOrder order() {
        return order;
    }

    int[] shape() {
        return shape.clone();
    }

    int count() {
        return count;
    }

    int dataStart() {
        return dataStart;
    }

    /** The elements of the file in row-major order. */
    double[] rowMajor(double[] elements) {
        if (!columnMajor || shape.length < 2) {
            return elements;
        }
        int[] stride = new int[shape.length];
        int step = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            stride[axis] = step;
            step *= shape[axis];
        }
        double[] result = new double[elements.length];
        int[] index = new int[shape.length];
        int from = 0;
        for (int to = 0; to < result.length; to++) {
            result[to] = elements[from];
            // one place on: the last axis runs fastest, and carries over
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from += stride[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                from -= stride[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return result;
    }
}
