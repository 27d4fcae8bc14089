package org.attentionworkbench.core.configuration;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration from YAML. The keys are the words of the kinds, {@code seed} and {@code preset}; a choice is a name,
 * the short form, or a name over a mapping of its options:
 *
 * <pre>
 * seed: 42
 * score: scaled-dot
 * normalizer: softmax:axis=queries
 * variant:
 *   multi-head:
 *     heads: 2
 * modifier:
 *   - softcap:cap=30
 * </pre>
 *
 * Whatever is wrong is reported with its line, all of it together.
 */
public final class ConfigurationFile {
    private final String file;
    private final List<String> problems = new ArrayList<>();

    private ConfigurationFile(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param path a UTF-8 file
     * @return the configuration; what the file leaves out is taken from its preset or the defaults
     * @throws InvalidInputException if the file cannot be read or used; one line per problem
     */
    public static Configuration read(Path path) {
        try {
            return parse(Files.readString(path), path.toString());
        } catch (NoSuchFileException missing) {
            throw new InvalidInputException("there is no configuration file " + path, missing);
        } catch (CharacterCodingException malformed) {
            throw new InvalidInputException(path + " is not UTF-8; save it as UTF-8", malformed);
        } catch (IOException unreadable) {
            throw new InvalidInputException(
                    "cannot read the configuration file " + path + "; name a file that you may read", unreadable);
        }
    }

    /**
     * Reads a text.
     *
     * @param yaml the text of a configuration file
     * @param file the name of the file, for messages
     * @return the configuration
     * @throws InvalidInputException if it cannot be used; one line per problem
     */
    public static Configuration parse(String yaml, String file) {
        return new ConfigurationFile(file).configuration(YamlReader.read(yaml, file));
    }

    private Configuration configuration(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping mapping)) {
            throw new InvalidInputException(
                    Origin.line(file, root.line()) + ": a configuration is a mapping such as 'score: dot'");
        }
        Map<String, YamlNode.Entry> entries = distinct(mapping);
        Configuration configuration = preset(entries.remove("preset"));
        configuration = seeded(configuration, entries.remove("seed"));
        for (YamlNode.Entry entry : entries.values()) {
            Optional<Kind<?>> kind = Kind.named(entry.key());
            if (kind.isPresent()) {
                configuration = chosen(configuration, kind.get(), entry.value());
            } else {
                problem(entry.line(), "unknown key '" + entry.key() + "'; " + Spelling.advice(entry.key(), keys()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", problems));
        }
        return configuration;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("preset", "seed"));
        Kind.all().forEach(kind -> keys.add(kind.word()));
        return keys;
    }

    private Map<String, YamlNode.Entry> distinct(YamlNode.Mapping mapping) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            YamlNode.Entry earlier = entries.putIfAbsent(entry.key(), entry);
            if (earlier != null) {
                problem(entry.line(), "'" + entry.key() + "' stands already on line " + earlier.line());
            }
        }
        return entries;
    }

    private Configuration preset(YamlNode.@Nullable Entry entry) {
        try {
            return entry == null
                    ? Configuration.defaults()
                    : Presets.named(text(entry), Origin.line(file, entry.line()));
        } catch (InvalidInputException unknown) {
            problems.add(unknown.getMessage());
            return Configuration.defaults();
        }
    }

    private Configuration seeded(Configuration configuration, YamlNode.@Nullable Entry entry) {
        if (entry == null) {
            return configuration;
        }
        try {
            return configuration.withSeed(Long.parseLong(text(entry)));
        } catch (NumberFormatException | InvalidInputException notASeed) {
            problem(entry.line(), "a seed is an integer from 0 to 4294967295, not '" + text(entry) + "'");
            return configuration;
        }
    }

    private static String text(YamlNode.Entry entry) {
        return entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }

    private Configuration chosen(Configuration configuration, Kind<?> kind, YamlNode value) {
        List<Choice> choices = new ArrayList<>();
        if (kind.repeatable() && value instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> choice(kind, item).ifPresent(choices::add));
            return configuration.with(kind, choices);
        }
        return choice(kind, value)
                .map(choice -> configuration.with(kind, List.of(choice)))
                .orElse(configuration);
    }

    private Optional<Choice> choice(Kind<?> kind, YamlNode node) {
        Origin origin = Origin.line(file, node.line());
        try {
            if (node instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
                return Optional.of(Choice.parse(kind, scalar.text(), origin));
            }
        } catch (InvalidInputException malformed) {
            problems.add(malformed.getMessage());
            return Optional.empty();
        }
        if (node instanceof YamlNode.Mapping mapping && mapping.entries().size() == 1) {
            return choice(mapping.entries().get(0));
        }
        String article = "aeiou".indexOf(kind.word().charAt(0)) < 0 ? "a " : "an ";
        problem(node.line(), article + kind + " is a name, or one name over a mapping of its options");
        return Optional.empty();
    }

    /** A name over a mapping of its options. */
    private Optional<Choice> choice(YamlNode.Entry entry) {
        List<Setting> settings = new ArrayList<>();
        if (entry.value() instanceof YamlNode.Mapping options) {
            for (YamlNode.Entry option : distinct(options).values()) {
                Origin origin = Origin.line(file, option.line());
                value(option).ifPresent(value -> settings.add(new Setting(option.key(), value, origin)));
            }
        } else if (!(entry.value() instanceof YamlNode.Scalar scalar
                && scalar.text().isEmpty())) {
            problem(
                    entry.line(),
                    "the options of '" + entry.key() + "' are a mapping such as {" + entry.key() + ": {k: 3}}");
            return Optional.empty();
        }
        return Optional.of(new Choice(entry.key(), settings, Origin.line(file, entry.line())));
    }

    /** The value of an option as the short form has it. */
    private Optional<String> value(YamlNode.Entry option) {
        YamlNode value = option.value();
        if (value instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        if (value instanceof YamlNode.Mapping mapping && mapping.entries().size() == 1) {
            return choice(mapping.entries().get(0)).map(Choice::textOfAnyKind);
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Scalar scalar) {
                    texts.add(scalar.text());
                }
            }
            if (texts.size() == sequence.items().size()) {
                return Optional.of(String.join("|", texts));
            }
        }
        problem(
                option.line(),
                "the option '" + option.key() + "' takes a text, a number, a list of texts, or one name over a mapping "
                        + "of its options");
        return Optional.empty();
    }

    private void problem(int line, String problem) {
        problems.add(Origin.line(file, line) + ": " + problem);
    }
}
