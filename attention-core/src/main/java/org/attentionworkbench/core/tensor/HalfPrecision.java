package org.attentionworkbench.core.tensor;

/**
 * The floating-point formats of 16 bits: binary16 (IEEE 754: 1 sign, 5 exponent and 10 fraction bits) and bfloat16 (1, 8 and 7:
 * the upper half of a binary32). From 64 bits they are rounded in one step, ties to even; by way of 32 bits some numbers would
 * be rounded twice, in the same direction.
 */
final class HalfPrecision {
    private static final int F16_PRECISION = 11;
    private static final int F16_LEAST_EXPONENT = -14;
    private static final double F16_LARGEST = 65504;
    private static final int BF16_PRECISION = 8;
    private static final double BF16_LARGEST = 0x1.FEp127;

    private HalfPrecision() {}

    /** The binary16 number nearest to a number. */
    static double roundToF16(double number) {
        return round(number, F16_PRECISION, F16_LEAST_EXPONENT, F16_LARGEST);
    }

    /** The bfloat16 number nearest to a number. */
    static double roundToBf16(double number) {
        return round(number, BF16_PRECISION, Float.MIN_EXPONENT, BF16_LARGEST);
    }

    private static double round(double number, int precision, int leastExponent, double largest) {
        if (!Double.isFinite(number)) {
            return number;
        }
        int exponent = Math.max(Math.getExponent(number), leastExponent);
        // the distance of neighbours there; multiplying by powers of two is exact
        int spacing = exponent - (precision - 1);
        double rounded = Math.scalb(Math.rint(Math.scalb(number, -spacing)), spacing);
        return Math.abs(rounded) > largest ? Math.copySign(Double.POSITIVE_INFINITY, number) : rounded;
    }

    /** The number that 16 bits stand for in binary16. */
    static double ofF16(short bits) {
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude;
        if (exponent == 0x1F) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            magnitude = Math.scalb((double) fraction, F16_LEAST_EXPONENT - 10);
        } else {
            magnitude = Math.scalb((double) (0x400 | fraction), exponent - 15 - 10);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /** The 16 bits of the binary16 number nearest to a number. */
    static short bitsOfF16(double number) {
        double rounded = roundToF16(number);
        int sign = Double.doubleToRawLongBits(number) < 0 ? 0x8000 : 0;
        if (Double.isNaN(rounded)) {
            return (short) (sign | 0x7E00);
        }
        if (Double.isInfinite(rounded)) {
            return (short) (sign | 0x7C00);
        }
        double magnitude = Math.abs(rounded);
        int exponent = Math.getExponent(magnitude);
        if (exponent < F16_LEAST_EXPONENT) {
            return (short) (sign | (int) Math.scalb(magnitude, 10 - F16_LEAST_EXPONENT));
        }
        int fraction = (int) Math.scalb(magnitude, 10 - exponent) - 0x400;
        return (short) (sign | (exponent + 15) << 10 | fraction);
    }

    /** The number that 16 bits stand for in bfloat16. */
    static double ofBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The 16 bits of the bfloat16 number nearest to a number. */
    static short bitsOfBf16(double number) {
        // exact: every bfloat16 number is one of 32 bits
        return (short) (Float.floatToIntBits((float) roundToBf16(number)) >>> 16);
    }
}
