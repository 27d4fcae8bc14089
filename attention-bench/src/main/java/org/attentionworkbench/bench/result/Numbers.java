package org.attentionworkbench.bench.result;

import java.util.Locale;

/** Numbers as the tables show them; a dash for what is not known. */
final class Numbers {
    private static final int MEBIBYTE = 1 << 20;

    private Numbers() {}

    /** Three digits or more, so that a microsecond and a minute stand in one column. */
    static String milliseconds(double number) {
        if (Double.isNaN(number)) {
            return "-";
        }
        int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : number >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    static String ratio(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
    }

    static String gigaflops(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, number >= 10 ? "%.0f" : "%.2f", number);
    }

    static String percent(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }

    static String mebibytes(double bytes) {
        return Double.isNaN(bytes) ? "-" : String.format(Locale.ROOT, "%,.1f", bytes / MEBIBYTE);
    }

    static String difference(double number) {
        return Double.isNaN(number) ? "-" : String.format(Locale.ROOT, "%.0e", number);
    }
}
