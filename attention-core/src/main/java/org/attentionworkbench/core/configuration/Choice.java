package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A strategy that was chosen, with the options that were given. In its short form it is written
 * {@code name:option=value,option=value}. A value that holds a comma stands in quotes ({@code "a, b"}, a quote inside
 * doubled) or, if it is itself a choice, in parentheses: {@code positional:of=(random:seed=3,dimension=8)}.
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
     * Reads the short form.
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

    /** The short form. */
    @Override
    public String toString() {
        if (settings.isEmpty()) {
            return name;
        }
        StringJoiner joined = new StringJoiner(",", name + ":", "");
        for (Setting setting : settings) {
            joined.add(setting.name() + "=" + ChoiceParser.quoted(setting.value()));
        }
        return joined.toString();
    }
}
