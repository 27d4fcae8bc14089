package org.attentionworkbench.api.plugin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable String formula;
    private final @Nullable String source;
    private final @Nullable String example;
    private final @Nullable String missing;

    private Strategy(
            String name,
            String summary,
            List<Option<?>> options,
            Function<Options, ? extends T> factory,
            @Nullable String formula,
            @Nullable String source,
            @Nullable String example,
            @Nullable String missing) {
        this.name = name;
        this.summary = summary;
        this.options = options;
        this.factory = factory;
        this.formula = formula;
        this.source = source;
        this.example = example;
        this.missing = missing;
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
        return new Strategy<>(name, summary, List.of(options), factory, null, null, null, null);
    }

    /**
     * This strategy with the formula it computes.
     *
     * @param newFormula one line, in the letters of the documentation, such as {@code s[i,j] = qᵢ·kⱼ / √d}
     * @return a new strategy
     */
    public Strategy<T> withFormula(String newFormula) {
        return new Strategy<>(name, summary, options, factory, newFormula, source, example, missing);
    }

    /**
     * This strategy with where it was published.
     *
     * @param newSource the authors, the year and the section, such as {@code Vaswani et al. 2017, equation 1}
     * @return a new strategy
     */
    public Strategy<T> withSource(String newSource) {
        return new Strategy<>(name, summary, options, factory, formula, newSource, example, missing);
    }

    /**
     * This strategy with options that show what it does, for the catalogue and for tests that try every strategy. One whose
     * defaults show it needs none; one with required options is not shown without.
     *
     * @param newExample options as a user would write them after the name, such as {@code left=2,right=0}
     * @return a new strategy
     */
    public Strategy<T> withExample(String newExample) {
        return new Strategy<>(name, summary, options, factory, formula, source, newExample, missing);
    }

    /**
     * This strategy where something that it needs is missing: it is listed, and to choose it is an error that says so.
     *
     * @param newMissing what is missing and how to get it, such as {@code needs the module jdk.incubator.vector; start Java with …}
     * @return a new strategy
     */
    public Strategy<T> without(String newMissing) {
        return new Strategy<>(name, summary, options, factory, formula, source, example, newMissing);
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
     * The formula it computes.
     *
     * @return one line, or nothing where there is none to tell
     */
    public Optional<String> formula() {
        return Optional.ofNullable(formula);
    }

    /**
     * Where it was published.
     *
     * @return the authors, the year and the section, or nothing
     */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /**
     * A choice that shows what it does.
     *
     * @return the name with the options of its example, or the name alone; nothing if it has required options and no example
     */
    public Optional<String> example() {
        if (example != null) {
            return Optional.of(name + ":" + example);
        }
        return options.stream().noneMatch(Option::required) ? Optional.of(name) : Optional.empty();
    }

    /**
     * What it needs and does not have on this machine.
     *
     * @return what is missing and how to get it, or nothing if it can be chosen
     */
    public Optional<String> missing() {
        return Optional.ofNullable(missing);
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
