package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;

/**
 * Reads the short form of a choice.
 *
 * <pre>
 * choice  = name [ ":" setting { "," setting } ]
 * setting = option "=" value
 * value   = "(" text with balanced parentheses ")" | '"' text, quotes doubled '"' | text without comma
 * </pre>
 */
final class ChoiceParser {
    private final String text;
    private final Origin origin;
    private int position;

    ChoiceParser(String text, Origin origin) {
        this.text = text;
        this.origin = origin;
    }

    Choice parse() {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        if (name.isEmpty()) {
            throw malformed("a name is missing");
        }
        List<Setting> settings = new ArrayList<>();
        if (colon >= 0) {
            position = colon + 1;
            do {
                settings.add(setting(settings));
            } while (position++ < text.length());
        }
        return new Choice(name, settings, origin);
    }

    private Setting setting(List<Setting> earlier) {
        int equals = text.indexOf('=', position);
        int comma = text.indexOf(',', position);
        if (equals < 0 || (comma >= 0 && comma < equals)) {
            String part = text.substring(position, comma < 0 ? text.length() : comma);
            throw malformed("'" + part.strip() + "' has no '='");
        }
        String option = text.substring(position, equals).strip();
        if (option.isEmpty()) {
            throw malformed("an option has no name");
        }
        for (Setting setting : earlier) {
            if (setting.name().equals(option)) {
                throw malformed("the option '" + option + "' is given twice");
            }
        }
        position = equals + 1;
        return new Setting(option, value(), origin);
    }

    private String value() {
        char first = position < text.length() ? text.charAt(position) : ',';
        if (first == '"') {
            return inQuotes();
        }
        if (first == '(') {
            return inParentheses();
        }
        int comma = text.indexOf(',', position);
        int start = position;
        position = comma < 0 ? text.length() : comma;
        return text.substring(start, position).strip();
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
        if (position < text.length() && text.charAt(position) != ',') {
            throw malformed("a comma is missing before '" + text.substring(position) + "'");
        }
        return value;
    }

    /** A value as it must be written to be read back. */
    static String quoted(String value) {
        boolean nested = value.indexOf(':') >= 0 && value.indexOf('"') < 0 && balanced(value);
        if (nested && (value.indexOf(',') >= 0 || value.indexOf('(') >= 0)) {
            return "(" + value + ")";
        }
        boolean plain = value.indexOf(',') < 0
                && !value.startsWith("(")
                && !value.startsWith("\"")
                && value.equals(value.strip());
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
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
