package org.attentionworkbench.core.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Prints numbers with a fixed number of decimals, as {@code '%.4f'} of Python and C does: the exact value of the double,
 * rounded half to even, with the sign of a negative number kept even where only zeros remain ({@code -0.0000}). What is not
 * finite is printed as {@code inf}, {@code -inf} and {@code nan}.
 */
public final class FixedDecimals {
    private static final double LARGEST_FAST = 1e9;
    private static final double FAR_FROM_TIE = 0.5 - 0x1p-20;

    private final int places;
    private final long power;

    /**
     * A way to print numbers.
     *
     * @param places how many decimals, from 0 to 9
     * @throws IllegalArgumentException if it is not within these limits
     */
    public FixedDecimals(int places) {
        if (places < 0 || places > 9) {
            throw new IllegalArgumentException("cannot print " + places + " decimals, only 0 to 9");
        }
        this.places = places;
        this.power = (long) Math.pow(10, places);
    }

    /**
     * Prints a number.
     *
     * @param number any number
     * @return its text
     */
    public String format(double number) {
        StringBuilder out = new StringBuilder();
        append(out, number);
        return out.toString();
    }

    /**
     * Prints a number after what is already there.
     *
     * <p>Most numbers are multiplied by 10ᵖ and rounded to the nearest integer. The product is wrong by at most 2⁻⁵³ of itself,
     * which below 10⁹ is less than 2⁻²³. Where it lies at least 2⁻²⁰ away from a tie, the exact product therefore has the same
     * nearest integer, and there is no tie to break; all other numbers are rounded as exact decimals.
     *
     * @param out where to print
     * @param number any number
     */
    public void append(StringBuilder out, double number) {
        if (Double.isNaN(number)) {
            out.append("nan");
            return;
        }
        if (Double.doubleToRawLongBits(number) < 0) {
            out.append('-');
        }
        double magnitude = Math.abs(number);
        if (magnitude == Double.POSITIVE_INFINITY) {
            out.append("inf");
            return;
        }
        double scaled = magnitude * power;
        double nearest = Math.rint(scaled);
        if (scaled < LARGEST_FAST && Math.abs(scaled - nearest) < FAR_FROM_TIE) {
            appendScaled(out, (long) nearest);
        } else {
            BigDecimal rounded = new BigDecimal(magnitude).setScale(places, RoundingMode.HALF_EVEN);
            out.append(rounded.toPlainString());
        }
    }

    private void appendScaled(StringBuilder out, long scaled) {
        out.append(scaled / power);
        if (places > 0) {
            out.append('.');
        }
        long decimals = scaled % power;
        for (long place = power / 10; place > 0; place /= 10) {
            out.append((char) ('0' + decimals / place % 10));
        }
    }
}
