package org.attentionworkbench.core.composition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Spelling;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Setting;

/** Looks choices up and makes their strategies, noting every problem on the way. */
final class StrategyMaker {
    /** Strategies that live in jars of their own, and the artifact to add where one is absent. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "backend ejml", "org.attentionworkbench:attention-ejml",
            "backend ojalgo", "org.attentionworkbench:attention-ojalgo",
            "backend simd", "org.attentionworkbench:attention-simd",
            "backend plain", "org.attentionworkbench:attention-simd",
            "backend auto", "org.attentionworkbench:attention-simd");

    /** How deep strategies may stand one inside the other, masks of the largest expression among them. */
    private static final int DEEPEST = 250;

    private final Catalogs catalogs;
    private final long seed;
    private final List<String> problems = new ArrayList<>();
    private int depth;

    StrategyMaker(Catalogs catalogs, long seed) {
        this.catalogs = catalogs;
        this.seed = seed;
    }

    /** Makes a strategy, or notes why it cannot be made. */
    <T> Optional<T> make(Kind<T> kind, Choice choice) {
        Catalog<T> catalog = catalogs.of(kind);
        Optional<CatalogEntry<T>> entry = catalog.find(choice.name());
        if (entry.isEmpty()) {
            problem(choice.origin(), unknown(kind, choice.name(), catalog.names()));
            return Optional.empty();
        }
        Optional<String> missing = entry.get().strategy().missing();
        if (missing.isPresent()) {
            problem(choice.origin(), "the " + kind + " '" + choice.name() + "' " + missing.get());
            return Optional.empty();
        }
        return read(kind, entry.get().strategy(), choice)
                .flatMap(options -> create(kind, entry.get(), options, choice.origin()));
    }

    private <T> Optional<T> create(Kind<T> kind, CatalogEntry<T> entry, ReadOptions options, Origin origin) {
        String failure;
        try {
            Optional<T> made = Optional.ofNullable(entry.strategy().create(options));
            if (made.isPresent()) {
                return made;
            }
            failure = "it makes nothing";
        } catch (InvalidInputException unsuitable) {
            problem(origin, unsuitable.getMessage());
            return Optional.empty();
        } catch (RuntimeException | LinkageError thrown) {
            failure = thrown.toString().lines().findFirst().orElse("");
        }
        problem(origin, kind + " '" + entry.strategy() + "' from " + entry.source() + " fails: " + failure);
        return Optional.empty();
    }

    void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", new LinkedHashSet<>(problems)));
        }
    }

    private static String unknown(Kind<?> kind, String name, Set<String> names) {
        String artifact = ARTIFACTS.get(kind + " " + name);
        return artifact == null
                ? "unknown " + kind + " '" + name + "'; " + Spelling.advice(name, names)
                : "the " + kind + " '" + name + "' is not on the class path; add the artifact " + artifact;
    }

    private Optional<ReadOptions> read(Kind<?> kind, Strategy<?> strategy, Choice choice) {
        int before = problems.size();
        List<String> names = new ArrayList<>();
        ReadOptions options = new ReadOptions();
        for (Option<?> option : strategy.options()) {
            names.add(option.name());
            read(kind, strategy, option, choice, options);
        }
        for (Setting setting : choice.settings()) {
            if (!names.contains(setting.name())) {
                problem(
                        setting.origin(),
                        kind + " '" + strategy + "' has no option '" + setting.name() + "'; "
                                + Spelling.advice(setting.name(), names));
            }
        }
        return problems.size() == before ? Optional.of(options) : Optional.empty();
    }

    private <V> void read(Kind<?> kind, Strategy<?> strategy, Option<V> option, Choice choice, ReadOptions options) {
        Setting given = choice.setting(option.name());
        if (given != null) {
            value(kind, strategy, option, given).ifPresent(value -> options.give(option, value));
        } else if (option.required()) {
            problem(
                    choice.origin(),
                    kind + " '" + strategy + "' needs its option '" + option + "': " + option.meaning() + " ("
                            + option.type() + ")");
        } else {
            defaultOf(option)
                    .flatMap(text -> value(kind, strategy, option, new Setting(option.name(), text, choice.origin())))
                    .ifPresent(value -> options.assume(option, value));
        }
    }

    private Optional<String> defaultOf(Option<?> option) {
        return Defaults.takesSeedOfRun(option) ? Optional.of(Long.toString(seed)) : option.defaultText();
    }

    private <V> Optional<V> value(Kind<?> kind, Strategy<?> strategy, Option<V> option, Setting setting) {
        if (option.strategyKind().isPresent()) {
            return nested(Kind.of(option.strategyKind().get()), setting);
        }
        try {
            return Optional.of(option.read(setting.value()));
        } catch (IllegalArgumentException unreadable) {
            problem(
                    setting.origin(),
                    "the option '" + option + "' of " + kind + " '" + strategy + "' takes " + option.type() + ", not '"
                            + setting.value() + "'");
            return Optional.empty();
        }
    }

    private <V> Optional<V> nested(Kind<V> kind, Setting setting) {
        if (depth == DEEPEST) {
            problem(setting.origin(), "more than " + DEEPEST + " strategies stand one inside the other; take fewer");
            return Optional.empty();
        }
        depth++;
        try {
            return make(kind, Choice.parse(kind, setting.value(), setting.origin()));
        } catch (InvalidInputException malformed) {
            problems.add(malformed.getMessage());
            return Optional.empty();
        } finally {
            depth--;
        }
    }

    private void problem(Origin origin, String problem) {
        problems.add(origin.equals(Origin.DEFAULT) ? problem : origin + ": " + problem);
    }
}
