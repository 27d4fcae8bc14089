package org.attentionworkbench.core.embedding;

/**
 * Tells the numbers among the fields of a line, as a state machine over bytes that is walked with one table look-up per
 * byte. A number is what {@link Double#parseDouble} takes, in decimal and without a suffix:
 *
 * <pre>{@code
 * number   = [sign] ( digits [ "." [digits] ] | "." digits ) [ ("e" | "E") [sign] digits ]
 * sign     = "+" | "-"
 * }</pre>
 *
 * <p>so that {@code nan}, {@code 1.2.3}, {@code --1} and {@code 1f} are none. A field ends at a space, a tab, a carriage
 * return or a line feed.
 */
final class NumberSyntax {
    /** Before the first byte of a field. */
    static final int START = 0;

    private static final int SIGN = 1 << 8;
    private static final int DIGITS = 2 << 8;
    private static final int BARE_POINT = 3 << 8;
    private static final int FRACTION = 4 << 8;
    private static final int EXPONENT = 5 << 8;
    private static final int EXPONENT_SIGN = 6 << 8;
    private static final int EXPONENT_DIGITS = 7 << 8;
    private static final int OTHER = 8 << 8;

    /** The field ended and was empty. */
    static final int EMPTY = 9 << 8;
    /** The field ended and was a number. */
    static final int NUMBER = 10 << 8;
    /** The field ended and was no number. */
    static final int WORD = 11 << 8;

    /** The state after each state and byte; states count in steps of 256, so that the two only need to be joined. */
    private static final short[] NEXT = table();

    private NumberSyntax() {}

    /** The state after one more byte: {@link #EMPTY} or more if that byte ended the field. */
    static int next(int state, byte value) {
        return NEXT[state | (value & 0xFF)];
    }

    private static short[] table() {
        short[] next = new short[EMPTY];
        for (int index = 0; index < next.length; index++) {
            next[index] = (short) successor(index & ~0xFF, (char) (index & 0xFF));
        }
        return next;
    }

    private static int successor(int state, char value) {
        if (value == ' ' || value == '\t' || value == '\r' || value == '\n') {
            return switch (state) {
                case START -> EMPTY;
                case DIGITS, FRACTION, EXPONENT_DIGITS -> NUMBER;
                default -> WORD;
            };
        }
        if (value >= '0' && value <= '9') {
            return switch (state) {
                case START, SIGN, DIGITS -> DIGITS;
                case BARE_POINT, FRACTION -> FRACTION;
                case EXPONENT, EXPONENT_SIGN, EXPONENT_DIGITS -> EXPONENT_DIGITS;
                default -> OTHER;
            };
        }
        if (value == '+' || value == '-') {
            return switch (state) {
                case START -> SIGN;
                case EXPONENT -> EXPONENT_SIGN;
                default -> OTHER;
            };
        }
        if (value == '.') {
            return switch (state) {
                case START, SIGN -> BARE_POINT;
                case DIGITS -> FRACTION;
                default -> OTHER;
            };
        }
        if (value == 'e' || value == 'E') {
            return state == DIGITS || state == FRACTION ? EXPONENT : OTHER;
        }
        return OTHER;
    }
}
