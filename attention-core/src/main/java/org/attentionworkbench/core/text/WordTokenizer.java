package org.attentionworkbench.core.text;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.api.text.Tokenizer;

/**
 * Splits into words, with every punctuation mark and symbol a token of its own; white space is dropped. It follows the
 * word boundary rules of <a href="https://www.unicode.org/reports/tr29/#Word_Boundaries">Unicode Standard Annex #29</a>:
 *
 * <ul>
 *   <li>a word is a run of letters, marks, digits and connecting punctuation ({@code snake_case}), invisible format
 *       characters inside it included;
 *   <li>an apostrophe, full stop, middle dot, colon or gershayim between two letters belongs to the word ({@code don't},
 *       {@code U.S.A}, {@code example.com}), and so does a full stop, comma or apostrophe between two digits
 *       ({@code 3.14}, {@code 1,000});
 *   <li>an ideograph or a hiragana letter is a word of its own;
 *   <li>everything else is one character as people see it: a mark, selector or skin tone stays with its symbol, a flag is
 *       one token, and so is a sequence of emoji held together by zero-width joiners.
 * </ul>
 *
 * <p>It is coarser than the annex in this: Thai, Lao, Khmer and Myanmar, which are written without spaces, stay one word per
 * run; superscripts and fractions count as digits; archaic kana have no rules of their own; characters that show
 * nothing by themselves (controls, and format characters outside a word) are dropped with the white space.
 */
public final class WordTokenizer implements Tokenizer {
    private static final int LETTERS = (1 << Character.UPPERCASE_LETTER)
            | (1 << Character.LOWERCASE_LETTER)
            | (1 << Character.TITLECASE_LETTER)
            | (1 << Character.MODIFIER_LETTER)
            | (1 << Character.OTHER_LETTER);
    private static final int MARKS = (1 << Character.NON_SPACING_MARK)
            | (1 << Character.ENCLOSING_MARK)
            | (1 << Character.COMBINING_SPACING_MARK);
    private static final int DIGITS =
            (1 << Character.DECIMAL_DIGIT_NUMBER) | (1 << Character.LETTER_NUMBER) | (1 << Character.OTHER_NUMBER);
    private static final int CONNECTORS = 1 << Character.CONNECTOR_PUNCTUATION;
    private static final int FORMATS = 1 << Character.FORMAT;
    private static final int CONTROLS = 1 << Character.CONTROL;
    /** Unassigned characters too: an emoji may be newer than the Java runtime. */
    private static final int SYMBOLS =
            (1 << Character.OTHER_SYMBOL) | (1 << Character.MATH_SYMBOL) | (1 << Character.UNASSIGNED);

    private static final String LETTER_JOINERS = "'\u2019.\u00B7:\u05F4";
    private static final String DIGIT_JOINERS = "'\u2019.,";

    private static final int ZERO_WIDTH_SPACE = 0x200B;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** The tokenizer; it has no settings. */
    public WordTokenizer() {}

    static Strategy<Tokenizer> strategy() {
        return Strategy.<Tokenizer>of(
                        "words",
                        "splits into words, with every punctuation mark and symbol a token of its own",
                        options -> new WordTokenizer())
                .withSource("Unicode Standard Annex #29, word boundaries");
    }

    @Override
    public List<Token> tokenize(String text) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int codePoint = text.codePointAt(start);
            int end;
            if (isWordCharacter(codePoint)) {
                end = endOfWord(text, start);
            } else if (showsNothing(codePoint)) {
                start += Character.charCount(codePoint);
                continue;
            } else {
                end = endOfSymbol(text, start);
            }
            tokens.add(new Token(text.substring(start, end), start, end));
            start = end;
        }
        return tokens;
    }

    private static int endOfWord(String text, int start) {
        int end = endOfRun(text, start);
        while (isJoined(text, end)) {
            end = endOfRun(text, end + 1);
        }
        return end;
    }

    /** The end of a run of word characters; format characters belong to it where another word character follows. */
    private static int endOfRun(String text, int start) {
        int end = start;
        int index = start;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            index += Character.charCount(codePoint);
            if (isWordCharacter(codePoint)) {
                end = index;
            } else if (!isFormatInsideWord(codePoint)) {
                break;
            }
        }
        return end;
    }

    /** Whether the character at {@code index} ties the word before it to the one after it. */
    private static boolean isJoined(String text, int index) {
        if (index + 1 >= text.length()) {
            return false;
        }
        char joiner = text.charAt(index);
        int before = text.codePointBefore(index);
        int after = text.codePointAt(index + 1);
        if (!isWordCharacter(after)) {
            return false;
        }
        return (LETTER_JOINERS.indexOf(joiner) >= 0 && is(before, LETTERS | MARKS) && is(after, LETTERS))
                || (DIGIT_JOINERS.indexOf(joiner) >= 0 && is(before, DIGITS) && is(after, DIGITS));
    }

    /** The end of one character as people see it. */
    private static int endOfSymbol(String text, int start) {
        int first = text.codePointAt(start);
        int end = start + Character.charCount(first);
        if (isRegionalIndicator(first) && end < text.length() && isRegionalIndicator(text.codePointAt(end))) {
            end += Character.charCount(first);
        }
        while (end < text.length()) {
            int next = text.codePointAt(end);
            if (isExtension(next)) {
                end += Character.charCount(next);
            } else if (next == ZERO_WIDTH_JOINER && end + 1 < text.length() && is(text.codePointAt(end + 1), SYMBOLS)) {
                end += 1 + Character.charCount(text.codePointAt(end + 1));
            } else {
                break;
            }
        }
        return end;
    }

    private static boolean isWordCharacter(int codePoint) {
        return is(codePoint, LETTERS | MARKS | DIGITS | CONNECTORS)
                && !Character.isIdeographic(codePoint)
                && !isHiragana(codePoint);
    }

    /** Within the block Hiragana, of whose characters only the letters and marks are asked for. */
    private static boolean isHiragana(int codePoint) {
        return codePoint >= 0x3040 && codePoint <= 0x309F && !is(codePoint, MARKS);
    }

    private static boolean isFormatInsideWord(int codePoint) {
        return is(codePoint, FORMATS) && codePoint != ZERO_WIDTH_SPACE;
    }

    private static boolean showsNothing(int codePoint) {
        return WhiteSpace.contains(codePoint) || is(codePoint, FORMATS | CONTROLS);
    }

    /** A mark, a skin tone, or one of the tags that spell a region's flag. */
    private static boolean isExtension(int codePoint) {
        return is(codePoint, MARKS)
                || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF)
                || (codePoint >= 0xE0020 && codePoint <= 0xE007F);
    }

    private static boolean isRegionalIndicator(int codePoint) {
        return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
    }

    private static boolean is(int codePoint, int types) {
        return ((1 << Character.getType(codePoint)) & types) != 0;
    }
}
