package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedDecimalsTest {
    private static final FixedDecimals FOUR = new FixedDecimals(4);

    private static String exactly(int places, double number) {
        String sign = Double.doubleToRawLongBits(number) < 0 ? "-" : "";
        return sign
                + new BigDecimal(Math.abs(number))
                        .setScale(places, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static void assertExact(int places, double number) {
        assertThat(new FixedDecimals(places).format(number)).as("%s", number).isEqualTo(exactly(places, number));
    }

    /** Expected texts from {@code '%.4f' % number} in Python. */
    @ParameterizedTest
    @CsvSource({
        "0.12345, 0.1235",
        "5e-05, 0.0001",
        "0.00015, 0.0001",
        "0.00025, 0.0003",
        "0.00004999999999999999, 0.0000",
        "0.0, 0.0000",
        "-0.0, -0.0000",
        "-1e-09, -0.0000",
        "1e-300, 0.0000",
        "4.9E-324, 0.0000",
        "-5e-05, -0.0001",
        "0.99995, 1.0000",
        "0.999949999, 0.9999",
        "1.00005, 1.0001",
        "9.99995, 10.0000",
        "99.99995, 99.9999",
        "0.12065, 0.1206",
        "0.03125, 0.0312",
        "0.09375, 0.0938",
        "0.00390625, 0.0039",
        "-3.14159265, -3.1416",
        "123456.78905, 123456.7891",
        "1234567.00005, 1234567.0000",
        "850000000.00005, 850000000.0000",
        "123456789012345.678, 123456789012345.6719",
        "1e15, 1000000000000000.0000",
        "1e22, 10000000000000000000000.0000",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void printsAsPython(double number, String expected) {
        assertThat(FOUR.format(number)).isEqualTo(expected);
    }

    /** Expected texts from {@code '%.*f' % (places, number)} in Python. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5, 0",
        "0, 1.5, 2",
        "0, 2.5, 2",
        "0, 12345.678901, 12346",
        "0, -0.04, -0",
        "1, 0.25, 0.2",
        "1, 0.35, 0.3",
        "1, 0.375, 0.4",
        "1, -0.04, -0.0",
        "2, 0.125, 0.12",
        "2, 0.375, 0.38",
        "6, 1e-7, 0.000000",
        "6, 12345.678901, 12345.678901"
    })
    void printsAnyNumberOfPlaces(int places, double number, String expected) {
        assertThat(new FixedDecimals(places).format(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void weightsAreRoundedExactly(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < 2000; count++) {
            assertExact(4, random.nextDouble());
            assertExact(random.nextInt(10), random.nextGaussian() * Math.pow(10, random.nextInt(12)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void anyBitsAreRoundedExactly(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < 2000; count++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertExact(random.nextInt(10), number);
            }
        }
    }

    /** Numbers whose fifth decimal is a 5, and the doubles beside them. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void numbersBesideTiesAreRoundedExactly(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < 2000; count++) {
            double tie = (random.nextInt(1 << random.nextInt(1, 31)) + 0.5) / 1e4;
            assertExact(4, tie);
            assertExact(4, Math.nextUp(tie));
            assertExact(4, -Math.nextDown(tie));
        }
    }

    /** An odd multiple of 2⁻⁵ lies exactly between two numbers of four decimals. */
    @Test
    void exactTiesGoToTheEvenNeighbour() {
        for (int odd = 1; odd < 20_000; odd += 2) {
            assertExact(4, odd / 32.0);
        }
    }

    @Test
    void appendsAfterWhatIsThere() {
        StringBuilder out = new StringBuilder("x=");

        FOUR.append(out, 0.5);

        assertThat(out).hasToString("x=0.5000");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void placesHaveLimits(int places) {
        assertThatThrownBy(() -> new FixedDecimals(places))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot print " + places + " decimals, only 0 to 9");
    }
}
