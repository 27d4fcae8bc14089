package org.attentionworkbench.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ElementTypeTest {

    /** Values of {@code numpy.float16} and, for BF16, of the upper half of {@code numpy.float32}. */
    @ParameterizedTest
    @CsvSource({
        "F16, 0x3C00, 1.0",
        "F16, 0xC000, -2.0",
        "F16, 0x7BFF, 65504.0",
        "F16, 0x0001, 5.960464477539063e-08",
        "F16, 0x03FF, 6.097555160522461e-05",
        "F16, 0x0400, 6.103515625e-05",
        "F16, 0x3555, 0.333251953125",
        "F16, 0x7C00, Infinity",
        "F16, 0xFC00, -Infinity",
        "F16, 0x8000, -0.0",
        "BF16, 0x3F80, 1.0",
        "BF16, 0x3EAB, 0.333984375",
        "BF16, 0x7F7F, 3.3895313892515355e+38",
        "BF16, 0x0001, 9.183549615799121e-41",
        "BF16, 0xFF80, -Infinity"
    })
    void halfPrecisionBitsStandForTheirNumbers(ElementType type, String hexadecimal, double number) {
        short bits = (short) Integer.decode(hexadecimal).intValue();

        assertThat(number(type, bits)).isEqualTo(number);
        assertThat(bits(type, number)).isEqualTo(bits);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void halfPrecisionNumbersGoToBitsAndBack(ElementType type) {
        for (int bits = 0; bits < 1 << 16; bits++) {
            double number = number(type, (short) bits);
            if (Double.isNaN(number)) {
                assertThat(number(type, bits(type, number))).isNaN();
            } else {
                assertThat(bits(type, number)).isEqualTo((short) bits);
                assertThat(type.round(number)).isEqualTo(number);
            }
        }
    }

    /** All pairs of neighbours: what lies halfway goes to the one with an even fraction, what is a little off to the nearer. */
    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void halfPrecisionRoundsToTheNearestAndTiesToEven(ElementType type) {
        int infinity = type == ElementType.F16 ? 0x7C00 : 0x7F80;
        for (int bits = 0; bits < infinity; bits++) {
            double lower = number(type, (short) bits);
            double upper = number(type, (short) (bits + 1));
            double below = number(type, (short) (bits - 1));
            // beyond the largest number, as if there were another one
            double halfway = upper == Double.POSITIVE_INFINITY ? lower + (lower - below) / 2 : (lower + upper) / 2;

            assertThat(type.round(halfway)).isEqualTo(bits % 2 == 0 ? lower : upper);
            assertThat(type.round(Math.nextDown(halfway))).isEqualTo(lower);
            assertThat(type.round(Math.nextUp(halfway))).isEqualTo(upper);
            assertThat(type.round(-Math.nextUp(halfway))).isEqualTo(-upper);
        }
    }

    @Test
    void halfPrecisionIsNotRoundedTwice() {
        // 1 + 2⁻¹¹ + 2⁻³⁰: in 32 bits it would first become the tie 1 + 2⁻¹¹, and then 1
        assertThat(ElementType.F16.round(1 + 0x1p-11 + 0x1p-30)).isEqualTo(1 + 0x1p-10);
        assertThat(ElementType.BF16.round(1 + 0x1p-8 + 0x1p-30)).isEqualTo(1 + 0x1p-7);
    }

    @ParameterizedTest
    @CsvSource({
        "F32, 0.1, 0.10000000149011612",
        "F64, 0.1, 0.1",
        "F16, NaN, NaN",
        "I8, 127.4, 127",
        "I8, 500, 127",
        "I8, -500, -128",
        "I16, -0.4, 0",
        "I32, 2.5, 2",
        "I64, 1e300, 9223372036854774784",
        "I64, -1e300, -9223372036854775808",
        "U8, -1, 0",
        "U8, 256, 255",
        "U64, 1e300, 18446744073709549568",
        "I32, NaN, 0",
        "BOOL, 0, 0",
        "BOOL, -0.5, 1"
    })
    void everyTypeRoundsToItsNumbers(ElementType type, double number, double expected) {
        assertThat(type.round(number)).isEqualTo(Double.valueOf(expected));
    }

    private static double number(ElementType type, short bits) {
        return type == ElementType.F16 ? HalfPrecision.ofF16(bits) : HalfPrecision.ofBf16(bits);
    }

    private static short bits(ElementType type, double number) {
        return type == ElementType.F16 ? HalfPrecision.bitsOfF16(number) : HalfPrecision.bitsOfBf16(number);
    }
}
