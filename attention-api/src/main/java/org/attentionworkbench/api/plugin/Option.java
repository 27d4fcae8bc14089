package org.attentionworkbench.api.plugin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An option of a strategy: its name, what values it takes, its default and what it means. Options are declared once, and
 * are read, checked, listed and printed from that declaration.
 *
 * <pre>{@code
 * static final Option<Integer> HEADS = Option.integer("heads", "how many heads")
 *         .which(heads -> heads >= 1, "an integer of at least 1")
 *         .withDefault("2");
 * }</pre>
 *
 * @param <T> the type of the value
 */
public final class Option<T> {
    private final String name;
    private final String type;
    private final String meaning;
    private final Function<String, T> reader;
    private final @Nullable String defaultText;
    private final boolean optional;
    private final @Nullable Class<T> kind;

    private Option(
            String name,
            String type,
            String meaning,
            Function<String, T> reader,
            @Nullable String defaultText,
            boolean optional,
            @Nullable Class<T> kind) {
        this.name = name;
        this.type = type;
        this.meaning = meaning;
        this.reader = reader;
        this.defaultText = defaultText;
        this.optional = optional;
        this.kind = kind;
    }

    private static <T> Option<T> of(String name, String type, String meaning, Function<String, T> reader) {
        return new Option<>(name, type, meaning, reader, null, false, null);
    }

    /** A text of the letters of decimal numbers only: Java also reads 1f, 0x1p3 and Arabic digits. */
    private static String decimal(String text) {
        if (!text.chars().allMatch(letter -> "0123456789+-.eE".indexOf(letter) >= 0)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /**
     * An option that takes an integer (32 bits).
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<Integer> integer(String name, String meaning) {
        return of(name, "an integer", meaning, text -> Integer.valueOf(decimal(text)));
    }

    /**
     * An option that takes an unsigned 32-bit seed, 0 to 4294967295. Where the user gives none, it takes the seed of the run.
     *
     * @param meaning one line on what is drawn from it
     * @return the option named {@code seed}
     */
    public static Option<Long> seed(String meaning) {
        return of("seed", "an integer from 0 to 4294967295", meaning, text -> Long.valueOf(decimal(text)))
                .which(seed -> seed >= 0 && seed <= 0xFFFF_FFFFL, "an integer from 0 to 4294967295")
                .orElse("the seed of the run");
    }

    /**
     * An option that takes a finite number (64-bit floating point).
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<Double> number(String name, String meaning) {
        return of(name, "a number", meaning, text -> Double.valueOf(decimal(text)))
                .which(Double::isFinite, "a number");
    }

    /**
     * An option that is on or off.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<Boolean> truth(String name, String meaning) {
        return of(name, "true or false", meaning, text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        });
    }

    /**
     * An option that takes several integers (32 bits), written with {@code +} between them: {@code 3+4+2}.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<List<Integer>> integers(String name, String meaning) {
        return of(
                name,
                "integers with + between them",
                meaning,
                text -> parts(text, part -> Integer.valueOf(decimal(part))));
    }

    /**
     * An option that takes several finite numbers (64-bit floating point), written with {@code +} between them: {@code 0.5+-1}.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<List<Double>> numbers(String name, String meaning) {
        return Option.<List<Double>>of(
                        name,
                        "numbers with + between them",
                        meaning,
                        text -> parts(text, part -> Double.valueOf(decimal(part))))
                .which(numbers -> numbers.stream().allMatch(Double::isFinite), "numbers with + between them");
    }

    /**
     * What stands between plus signs, at least one part; the plus of an exponent, as in 1e+3, is none. The list of a
     * configuration file comes with {@code |} between its parts.
     */
    private static <V> List<V> parts(String text, Function<String, V> reader) {
        return Arrays.stream(text.split("(?<![eE])\\+|\\|", -1))
                .map(part -> reader.apply(part.strip()))
                .toList();
    }

    /**
     * An option that takes one of a few words: the constants of an enum, in lower case with hyphens.
     *
     * @param <E> the enum
     * @param name its name
     * @param choices the enum
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static <E extends Enum<E>> Option<E> choice(String name, Class<E> choices, String meaning) {
        E[] constants = choices.getEnumConstants();
        String words = Arrays.stream(constants).map(Option::word).collect(Collectors.joining(" or "));
        return of(name, words, meaning, text -> {
            for (E constant : constants) {
                if (word(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(text);
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * An option that takes a text as it is, at least one character.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<String> text(String name, String meaning) {
        return of(name, "a text", meaning, Function.identity()).which(text -> !text.isEmpty(), "a text");
    }

    /**
     * An option that takes several texts, written with {@code |} between them.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<List<String>> texts(String name, String meaning) {
        return of(
                name,
                "texts with | between them",
                meaning,
                text -> Arrays.stream(text.split("\\|"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /**
     * An option that takes the path of a file.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static Option<Path> file(String name, String meaning) {
        return of(name, "a file", meaning, text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("an empty path");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException invalid) {
                throw new IllegalArgumentException(invalid);
            }
        });
    }

    /**
     * An option that takes another strategy, written as users write it: {@code of=(random:seed=3)}.
     *
     * @param <T> the kind of strategy
     * @param name its name
     * @param kind one of the interfaces that an {@link AttentionPlugin} lists strategies of
     * @param meaning one line on what it does
     * @return the option, without a default
     */
    public static <T> Option<T> strategy(String name, Class<T> kind, String meaning) {
        Function<String, T> reader = text -> {
            throw new IllegalStateException("a strategy is made by the catalog, not read from a text");
        };
        return new Option<>(name, "a strategy", meaning, reader, null, false, kind);
    }

    /**
     * This option with a further condition on its value.
     *
     * @param condition true for the values it takes
     * @param newType what it takes, in words, such as {@code a number greater than 1}
     * @return a new option
     */
    public Option<T> which(Predicate<? super T> condition, String newType) {
        Function<String, T> checked = text -> {
            T value = reader.apply(text);
            if (!condition.test(value)) {
                throw new IllegalArgumentException(text);
            }
            return value;
        };
        return new Option<>(name, newType, meaning, checked, defaultText, optional, kind);
    }

    /**
     * This option with a default.
     *
     * @param text the default as a user would write it
     * @return a new option
     * @throws IllegalArgumentException if the option does not take that value
     */
    public Option<T> withDefault(String text) {
        if (kind == null) {
            read(text);
        }
        return new Option<>(name, type, meaning, reader, text, false, kind);
    }

    /**
     * This option as one that may be left out, the strategy then settling by itself what to take.
     *
     * @param description what it takes then, in words, such as {@code 1/√d}
     * @return a new option
     */
    public Option<T> orElse(String description) {
        return new Option<>(name, type, meaning, reader, description, true, kind);
    }

    /**
     * Its name.
     *
     * @return the word before the {@code =}
     */
    public String name() {
        return name;
    }

    /**
     * What values it takes.
     *
     * @return in words, such as {@code an integer of at least 1}
     */
    public String type() {
        return type;
    }

    /**
     * What it does.
     *
     * @return one line
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Whether the user must give it.
     *
     * @return true if it has no default and cannot be left out
     */
    public boolean required() {
        return defaultText == null;
    }

    /**
     * The default as a user would write it.
     *
     * @return nothing if the option is required or the strategy settles the value by itself
     */
    public Optional<String> defaultText() {
        return optional ? Optional.empty() : Optional.ofNullable(defaultText);
    }

    /**
     * What is taken where the user gives nothing, for people to read.
     *
     * @return the default, its description, or {@code required}
     */
    public String defaultDescription() {
        return defaultText == null ? "required" : defaultText;
    }

    /**
     * The kind of strategy that this option takes.
     *
     * @return nothing if it takes a plain value
     */
    public Optional<Class<T>> strategyKind() {
        return Optional.ofNullable(kind);
    }

    /**
     * Reads a value.
     *
     * @param text the value as the user wrote it
     * @return the value
     * @throws IllegalArgumentException if the option does not take it
     */
    public T read(String text) {
        return reader.apply(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
