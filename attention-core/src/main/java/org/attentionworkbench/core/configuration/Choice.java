package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.core.catalog.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that was chosen, with the options that were given. In its short form it is written
 * {@code name:option=value,option=value}. A value that holds a comma stands in quotes ({@code "a, b"}, a quote inside
 * doubled) or, if it is itself a choice, in parentheses: {@code positional:of=(random:seed=3,dimension=8)}.
 *
 * <p>Choices of a kind that {@link Kind#combines()} are joined by {@code &}, {@code |}, {@code !} and parentheses:
 * {@code causal & !padding:keys=3} is the choice {@code and} whose options {@code left} and {@code right} are the choices
 * {@code causal} and {@code not}. A value that holds such a sign then stands in quotes.
 *
 * @param name the name of the strategy
 * @param settings the options that were given
 * @param origin where the choice was made
 */
public record Choice(String name, List<Setting> settings, Origin origin) {

    /** Copies the list. */
    public Choice {
        settings = List.copyOf(settings);
    }

    /**
     * Reads the short form of a choice.
     *
     * @param kind the kind of the strategy
     * @param text such as {@code top-k:k=3}, or {@code causal & window:left=2} if the kind combines
     * @param origin where it stands
     * @return the choice
     * @throws org.attentionworkbench.api.InvalidInputException if the text is not of that form
     */
    public static Choice parse(Kind<?> kind, String text, Origin origin) {
        return kind.combines() ? new ExpressionParser(text, origin).parse().choice() : parse(text, origin);
    }

    /**
     * Reads the short form of a choice of a kind that does not combine.
     *
     * @param text such as {@code top-k:k=3}
     * @param origin where it stands
     * @return the choice
     * @throws org.attentionworkbench.api.InvalidInputException if the text is not of that form
     */
    public static Choice parse(String text, Origin origin) {
        return new ChoiceParser(text, origin).parse();
    }

    /**
     * The value that an option was given.
     *
     * @param option the name of the option
     * @return its setting, the last if it was given twice; null if it was not given
     */
    public @Nullable Setting setting(String option) {
        Setting found = null;
        for (Setting setting : settings) {
            if (setting.name().equals(option)) {
                found = setting;
            }
        }
        return found;
    }

    /**
     * This choice with an option set.
     *
     * @param setting the option, its value and where it was given
     * @return a new choice in which an earlier value of the option is replaced
     */
    public Choice with(Setting setting) {
        List<Setting> changed = new ArrayList<>(settings);
        changed.removeIf(earlier -> earlier.name().equals(setting.name()));
        changed.add(setting);
        return new Choice(name, changed, origin);
    }

    /**
     * The short form of a choice of some kind.
     *
     * @param kind the kind of the strategy
     * @return a text that {@link #parse(Kind, String, Origin)} makes this choice of
     */
    public String text(Kind<?> kind) {
        return kind.combines() ? Expression.of(this).text() : toString();
    }

    /**
     * Whether this choice of some kind is written with signs.
     *
     * @param kind the kind of the strategy
     * @return true if it combines other choices of the kind
     */
    public boolean combines(Kind<?> kind) {
        return kind.combines() && Expression.of(this).operator() != null;
    }

    /** A text that every kind reads as this choice. */
    String textOfAnyKind() {
        return ChoiceParser.text(this, ChoiceParser.OPERATORS);
    }

    /** The short form of a choice of a kind that does not combine. */
    @Override
    public String toString() {
        return ChoiceParser.text(this, "");
    }
}
