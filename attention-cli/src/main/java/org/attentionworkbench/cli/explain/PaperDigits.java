package org.attentionworkbench.cli.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.IntPredicate;
import org.attentionworkbench.core.explanation.Explanation;

/**
 * Numbers as one would write them on paper. A result is rounded to a few decimals; what it is computed from is written with as
 * many more as it takes for the written numbers to give the written result, so that a reader who adds up what is printed
 * finds what is printed.
 */
final class PaperDigits {
    /** A double has 15 to 17 significant digits; more decimals say nothing more. */
    private static final int MEANINGFUL = 17;

    /** A float has 6 to 9. */
    private static final int MEANINGFUL_IN_32_BITS = 9;

    /** But they can settle which way a product is rounded that lies very near a half. */
    private static final int MOST = 30;

    private static final double LARGE = 1e9;
    private static final double ROUNDING = 1e-12;

    private PaperDigits() {}

    /** A number rounded to some decimals: its exact value, half to even. */
    static BigDecimal round(double number, int decimals) {
        return round(new BigDecimal(number), decimals);
    }

    /** A number rounded to some decimals, half to even. */
    static BigDecimal round(BigDecimal number, int decimals) {
        return number.setScale(decimals, RoundingMode.HALF_EVEN);
    }

    /** Whether two numbers differ by rounding alone. */
    static boolean same(double one, double other) {
        return one == other || Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }

    /** Whether a number rounded on paper is the number printed. */
    static boolean gives(BigDecimal computed, double printed, int decimals) {
        return gives(computed, new BigDecimal(printed), decimals);
    }

    /** Whether a number rounded on paper is the number printed. */
    static boolean gives(BigDecimal computed, BigDecimal printed, int decimals) {
        return round(computed, decimals).compareTo(round(printed, decimals)) == 0;
    }

    /** How many decimals say something of numbers that were computed in 32 bits, or in 64. */
    static int meaningful(Explanation explanation) {
        return explanation.fused() ? MEANINGFUL_IN_32_BITS : MEANINGFUL;
    }

    /**
     * The least number of decimals beyond those of the result with which the inputs give the result. Where none do, as may be
     * where the result was computed in 32 bits, as many as say something.
     */
    static int decimals(int result, int meaningful, IntPredicate inputsGiveResult) {
        for (int decimals = result + 1; decimals <= MOST; decimals++) {
            if (inputsGiveResult.test(decimals)) {
                return decimals;
            }
        }
        return Math.max(result, meaningful);
    }

    /** A number as it is printed. */
    static String print(double number, int decimals) {
        if (number == Double.NEGATIVE_INFINITY) {
            return "−∞";
        }
        if (!Double.isFinite(number) || Math.abs(number) >= LARGE) {
            return String.valueOf(number);
        }
        return print(new BigDecimal(number), decimals);
    }

    /** A number as it is printed. */
    static String print(BigDecimal number, int decimals) {
        return round(number, decimals).toPlainString();
    }

    /** Whether all numbers are of a size that can be written out. */
    static boolean writable(double... numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number) || Math.abs(number) >= LARGE) {
                return false;
            }
        }
        return true;
    }
}
