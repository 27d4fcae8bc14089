package org.attentionworkbench.core.tensor;

/** What the elements of a {@link Tensor} are in a file; the names are those of safetensors. */
public enum ElementType {
    /** 16-bit floating point, IEEE 754 binary16. */
    F16(2),
    /** The upper half of an {@link #F32}: bfloat16. */
    BF16(2),
    /** 32-bit floating point. */
    F32(4),
    /** 64-bit floating point. */
    F64(8),
    /** 8-bit integer. */
    I8(1),
    /** 16-bit integer. */
    I16(2),
    /** 32-bit integer. */
    I32(4),
    /** 64-bit integer; exact up to 2⁵³. */
    I64(8),
    /** Unsigned 8-bit integer. */
    U8(1),
    /** Unsigned 16-bit integer. */
    U16(2),
    /** Unsigned 32-bit integer. */
    U32(4),
    /** Unsigned 64-bit integer; exact up to 2⁵³. */
    U64(8),
    /** True (1) or false (0), one byte. */
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /**
     * How many bytes an element takes in a file.
     *
     * @return 1, 2, 4 or 8
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Whether the elements are floating-point numbers.
     *
     * @return true for F16, BF16, F32 and F64
     */
    public boolean isFloatingPoint() {
        return this == F16 || this == BF16 || this == F32 || this == F64;
    }

    /**
     * The number of this type that is nearest to a given one; of two equally near ones the even one (IEEE 754
     * roundTiesToEven), in one step from 64 bits. Beyond the largest number, a floating-point type has infinity and an integer
     * type its limit. NaN stays NaN, and is 0 as an integer. As a truth value every number but 0 is 1.
     *
     * @param number any number
     * @return a number of this type
     */
    public double round(double number) {
        return switch (this) {
            case F16 -> HalfPrecision.roundToF16(number);
            case BF16 -> HalfPrecision.roundToBf16(number);
            case F32 -> (float) number;
            case F64 -> number;
            case I8, I16, I32, I64 -> limited(number, -Math.scalb(1.0, 8 * bytes - 1), Math.scalb(1.0, 8 * bytes - 1));
            case U8, U16, U32, U64 -> limited(number, 0, Math.scalb(1.0, 8 * bytes));
            case BOOL -> number == 0 ? 0 : 1;
        };
    }

    /** The integer nearest to a number from a lower limit up to, but without, an upper one. */
    private static double limited(double number, double lower, double upper) {
        if (Double.isNaN(number)) {
            return 0;
        }
        // beyond 2⁵³ the largest integer itself is no number of 64 bits
        double largest = upper <= 0x1p53 ? upper - 1 : Math.nextDown(upper);
        // adding 0 turns −0 into 0
        return Math.max(lower, Math.min(largest, Math.rint(number))) + 0.0;
    }
}
