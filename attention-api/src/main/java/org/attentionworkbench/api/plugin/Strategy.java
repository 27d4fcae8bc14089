package org.attentionworkbench.api.plugin;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A strategy as users choose it: a name, one line on what it computes, the options it takes, and how to make it from them.
 *
 * @param <T> the kind of strategy
 */
public final class Strategy<T> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String name;
    private final String summary;
    private final List<Option<?>> options;
    private final Function<Options, ? extends T> factory;

    private Strategy(String name, String summary, List<Option<?>> options, Function<Options, ? extends T> factory) {
        this.name = name;
        this.summary = summary;
        this.options = options;
        this.factory = factory;
    }

    /**
     * A named strategy.
     *
     * @param <T> the kind of strategy
     * @param name its name: words of lower-case letters and digits, joined by hyphens
     * @param summary one line on what it computes, with its formula where it has one
     * @param factory makes the strategy from its options; may throw
     *     {@link org.attentionworkbench.api.InvalidInputException} if they do not fit each other
     * @param options the options that the factory reads
     * @return the strategy
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static <T> Strategy<T> of(
            String name, String summary, Function<Options, ? extends T> factory, Option<?>... options) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no strategy name: use lower-case words joined by hyphens, like 'scaled-dot'");
        }
        return new Strategy<>(name, summary, List.of(options), factory);
    }

    /**
     * The name by which users choose it.
     *
     * @return words of lower-case letters and digits, joined by hyphens
     */
    public String name() {
        return name;
    }

    /**
     * What it computes.
     *
     * @return one line
     */
    public String summary() {
        return summary;
    }

    /**
     * The options it takes.
     *
     * @return the options, possibly none
     */
    public List<Option<?>> options() {
        return options;
    }

    /**
     * Makes the strategy.
     *
     * @param values the values of its options
     * @return the strategy, ready to use
     * @throws org.attentionworkbench.api.InvalidInputException if the values do not fit each other
     */
    public T create(Options values) {
        return factory.apply(values);
    }

    @Override
    public String toString() {
        return name;
    }
}
