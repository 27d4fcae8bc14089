package org.attentionworkbench.core.configuration;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.attentionworkbench.core.catalog.Kind;

/** Writes a configuration as the YAML that {@link ConfigurationFile} reads. */
public final class ConfigurationWriter {
    /** What stands for itself without quotes; less than YAML allows. */
    private static final Pattern PLAIN = Pattern.compile("-?[A-Za-z0-9][A-Za-z0-9_./|+-]*");

    /** What choices joined by signs may hold and yet stand for themselves, if no colon is followed by a space. */
    private static final Pattern PLAIN_EXPRESSION = Pattern.compile("[a-z][A-Za-z0-9_./+,:=&|!() -]*[A-Za-z0-9)]");

    private ConfigurationWriter() {}

    /**
     * Writes a configuration.
     *
     * @param configuration the configuration
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public static void write(Configuration configuration, Appendable out) throws IOException {
        out.append("seed: ").append(Long.toString(configuration.seed())).append('\n');
        for (Kind<?> kind : Kind.all()) {
            out.append(kind.word()).append(':');
            if (kind.repeatable()) {
                writeList(configuration.choices(kind), out);
            } else if (configuration.choice(kind).settings().isEmpty()) {
                out.append(' ')
                        .append(scalar(configuration.choice(kind).name()))
                        .append('\n');
            } else if (configuration.choice(kind).combines(kind)) {
                out.append(' ')
                        .append(expression(configuration.choice(kind).text(kind)))
                        .append('\n');
            } else {
                out.append("\n  ");
                writeChoice(configuration.choice(kind), out);
            }
        }
    }

    private static void writeList(List<Choice> choices, Appendable out) throws IOException {
        out.append(choices.isEmpty() ? " []\n" : "\n");
        for (Choice choice : choices) {
            out.append("- ");
            writeChoice(choice, out);
        }
    }

    /** A choice whose first line is already indented, by two. */
    private static void writeChoice(Choice choice, Appendable out) throws IOException {
        out.append(scalar(choice.name()));
        out.append(choice.settings().isEmpty() ? "\n" : ":\n");
        for (Setting setting : choice.settings()) {
            out.append("    ").append(scalar(setting.name())).append(": ");
            out.append(scalar(setting.value())).append('\n');
        }
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null");
        return plain ? text : quoted(text);
    }

    private static String expression(String text) {
        boolean plain = PLAIN_EXPRESSION.matcher(text).matches() && !text.contains(": ");
        return plain ? text : quoted(text);
    }

    /** In double quotes, where every character can be escaped; only letters, digits and ASCII stand as they are. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (Character.isLetterOrDigit(character) || (character >= ' ' && character <= '~')) {
                quoted.append(character);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            }
        }
        return quoted.append('"').toString();
    }
}
