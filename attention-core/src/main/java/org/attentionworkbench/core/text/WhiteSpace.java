package org.attentionworkbench.core.text;

/** What counts as white space: exactly the characters for which Python's {@code str.isspace()} holds. */
final class WhiteSpace {
    private static final int NEXT_LINE = 0x85;

    private WhiteSpace() {}

    static boolean contains(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == NEXT_LINE;
    }

    /** The text without white space at its ends and with one space for every run of white space inside. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        boolean pending = false;
        for (int index = 0; index < text.length(); index++) {
            // every white space character is a single char, so that surrogates pass as they are
            char character = text.charAt(index);
            if (contains(character)) {
                pending = !folded.isEmpty();
            } else {
                if (pending) {
                    folded.append(' ');
                    pending = false;
                }
                folded.append(character);
            }
        }
        return folded.toString();
    }
}
