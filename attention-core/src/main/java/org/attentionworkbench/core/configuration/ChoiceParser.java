package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;

/**
 * Reads the short form of a choice, which is a whole text or a part of an {@link Expression}.
 *
 * <pre>
 * choice  = name [ ":" setting { "," setting } ]
 * setting = option "=" value
 * value   = "(" text with balanced parentheses ")" | '"' text, quotes doubled '"' | text without comma
 * </pre>
 *
 * In an expression names and plain values also end before {@code & | ( )}.
 */
final class ChoiceParser {
    /** What ends a choice in an expression. */
    static final String OPERATORS = "&|()";

    private final String text;
    private final Origin origin;
    private final String ends;
    private int position;

    /** Reads a whole text. */
    ChoiceParser(String text, Origin origin) {
        this(text, origin, 0, "");
    }

    private ChoiceParser(String text, Origin origin, int position, String ends) {
        this.text = text;
        this.origin = origin;
        this.position = position;
        this.ends = ends;
    }

    /** Reads the part of an expression that begins at a position. */
    static ChoiceParser inExpression(String text, Origin origin, int position) {
        return new ChoiceParser(text, origin, position, OPERATORS);
    }

    /** Where the choice ends. */
    int position() {
        return position;
    }

    Choice parse() {
        String name = until(":").strip();
        if (name.isEmpty()) {
            throw malformed("a name is missing");
        }
        List<Setting> settings = new ArrayList<>();
        if (at(':')) {
            do {
                position++;
                settings.add(setting(settings));
            } while (at(','));
        }
        return new Choice(name, settings, origin);
    }

    private Setting setting(List<Setting> earlier) {
        String option = until("=,").strip();
        if (!at('=')) {
            throw malformed("'" + option + "' has no '='");
        }
        if (option.isEmpty()) {
            throw malformed("an option has no name");
        }
        for (Setting setting : earlier) {
            if (setting.name().equals(option)) {
                throw malformed("the option '" + option + "' is given twice");
            }
        }
        position++;
        return new Setting(option, value(), origin);
    }

    private String value() {
        if (at('"')) {
            return inQuotes();
        }
        return at('(') ? inParentheses() : until(",").strip();
    }

    private String inQuotes() {
        StringBuilder value = new StringBuilder();
        for (position++; position < text.length(); position++) {
            char letter = text.charAt(position);
            if (letter == '"') {
                boolean doubled = position + 1 < text.length() && text.charAt(position + 1) == '"';
                if (!doubled) {
                    position++;
                    return closed(value.toString());
                }
                position++;
            }
            value.append(letter);
        }
        throw malformed("a quote is not closed");
    }

    private String inParentheses() {
        int start = position + 1;
        int depth = 0;
        for (; position < text.length(); position++) {
            char letter = text.charAt(position);
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth == 0) {
                String value = text.substring(start, position++);
                return closed(value);
            }
        }
        throw malformed("a parenthesis is not closed");
    }

    private String closed(String value) {
        String rest = text.substring(position);
        String next = ends.isEmpty() ? rest : rest.stripLeading();
        if (!next.isEmpty() && next.charAt(0) != ',' && ends.indexOf(next.charAt(0)) < 0) {
            throw malformed("a comma is missing before '" + rest + "'");
        }
        position += rest.length() - next.length();
        return value;
    }

    private boolean at(char letter) {
        return position < text.length() && text.charAt(position) == letter;
    }

    /** Goes on to one of some letters, or to the end. */
    private String until(String letters) {
        int start = position;
        while (position < text.length()
                && letters.indexOf(text.charAt(position)) < 0
                && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    /** A choice as it must be written to be read back. */
    static String text(Choice choice, String ends) {
        StringBuilder text = new StringBuilder(choice.name());
        String before = ":";
        for (Setting setting : choice.settings()) {
            text.append(before).append(setting.name()).append('=').append(quoted(setting.value(), ends));
            before = ",";
        }
        return text.toString();
    }

    private static String quoted(String value, String ends) {
        boolean enclosed = containsAny(value, ",(" + ends) && value.indexOf('"') < 0 && balanced(value);
        if (enclosed && (value.indexOf(':') >= 0 || !ends.isEmpty())) {
            return "(" + value + ")";
        }
        boolean plain = !containsAny(value, "," + ends)
                && !value.startsWith("(")
                && !value.startsWith("\"")
                && value.equals(value.strip());
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }

    private static boolean containsAny(String value, String letters) {
        for (int index = 0; index < value.length(); index++) {
            if (letters.indexOf(value.charAt(index)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean balanced(String value) {
        int depth = 0;
        for (int index = 0; index < value.length() && depth >= 0; index++) {
            depth += value.charAt(index) == '(' ? 1 : value.charAt(index) == ')' ? -1 : 0;
        }
        return depth == 0;
    }

    private InvalidInputException malformed(String problem) {
        return new InvalidInputException(
                origin + ": cannot read '" + text + "': " + problem + "; write name or name:option=value,option=value");
    }
}
