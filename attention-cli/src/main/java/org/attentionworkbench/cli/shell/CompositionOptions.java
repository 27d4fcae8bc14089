package org.attentionworkbench.cli.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.ConfigurationFile;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Presets;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What to compose: the choices of the command line over those of a configuration file or preset. A choice is a name, or
 * {@code name:option=value,option=value}.
 */
public final class CompositionOptions {
    private static final String DEFAULT_FILE = "attention.yaml";

    private final Surroundings surroundings;
    private final Map<Kind<?>, List<String>> given = new LinkedHashMap<>();

    @Option(names = "--preset", paramLabel = "NAME", description = "begin with a preset: default or notebook")
    private @Nullable String preset;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "begin with a configuration file (attention.yaml in this directory, if there is one)")
    private @Nullable Path config;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "the seed of everything random, from 0 to 4294967295 (42)")
    private @Nullable Long seed;

    @Mixin
    private PluginOptions plugins;

    /**
     * Options not yet given.
     *
     * @param surroundings where configuration files and plugins are
     */
    public CompositionOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.plugins = new PluginOptions(surroundings);
    }

    @Option(names = "--tokenizer", paramLabel = "CHOICE", description = "how to split the text (words)")
    void tokenizer(String choice) {
        choose(Kind.TOKENIZER, choice);
    }

    @Option(names = "--embedder", paramLabel = "CHOICE", description = "how to give each token a vector (random)")
    void embedder(String choice) {
        choose(Kind.EMBEDDER, choice);
    }

    @Option(
            names = "--projection",
            paramLabel = "CHOICE",
            description = "how to make queries, keys and values (identity)")
    void projection(String choice) {
        choose(Kind.PROJECTION, choice);
    }

    @Option(names = "--score", paramLabel = "CHOICE", description = "how to score queries against keys (scaled-dot)")
    void score(String choice) {
        choose(Kind.SCORE, choice);
    }

    @Option(
            names = "--modifier",
            paramLabel = "CHOICE",
            description = "how to change the scores; can be given several times, acting in that order")
    void modifier(List<String> choices) {
        given.remove(Kind.MODIFIER);
        choices.forEach(choice -> choose(Kind.MODIFIER, choice));
    }

    @Option(
            names = "--mask",
            paramLabel = "CHOICE",
            description = "which keys to forbid, such as causal & window:left=2 (none)")
    void mask(String choice) {
        choose(Kind.MASK, choice);
    }

    @Option(names = "--normalizer", paramLabel = "CHOICE", description = "how to make weights of scores (softmax)")
    void normalizer(String choice) {
        choose(Kind.NORMALIZER, choice);
    }

    @Option(names = "--variant", paramLabel = "CHOICE", description = "how to arrange heads (single-head)")
    void variant(String choice) {
        choose(Kind.VARIANT, choice);
    }

    @Option(
            names = "--cache",
            paramLabel = "CHOICE",
            description = "how to keep keys and values from step to step (none)")
    void cache(String choice) {
        choose(Kind.CACHE, choice);
    }

    @Option(
            names = "--analysis",
            paramLabel = "CHOICE",
            description = "what to say of the weights; can be given several times")
    void analysis(List<String> choices) {
        given.remove(Kind.ANALYSIS);
        choices.forEach(choice -> choose(Kind.ANALYSIS, choice));
    }

    @Option(
            names = "--backend",
            paramLabel = "CHOICE",
            description = "what computes: stage by stage, or in one fused pass (reference)")
    void backend(String choice) {
        choose(Kind.BACKEND, choice);
    }

    @Option(names = "--report", paramLabel = "CHOICE", description = "how to write results down (full)")
    void report(String choice) {
        choose(Kind.REPORT, choice);
    }

    private void choose(Kind<?> kind, String text) {
        given.computeIfAbsent(kind, unused -> new ArrayList<>()).add(text);
    }

    /**
     * The whole configuration: file or preset, overridden by the options that were given.
     *
     * @return the configuration
     * @throws InvalidInputException if the file or the preset cannot be used
     */
    public Configuration configuration() {
        Configuration configuration = base();
        for (Map.Entry<Kind<?>, List<String>> texts : given.entrySet()) {
            Origin origin = new Origin("--" + texts.getKey().word());
            List<Choice> choices = texts.getValue().stream()
                    .map(text -> Choice.parse(texts.getKey(), text, origin))
                    .toList();
            configuration = configuration.with(texts.getKey(), choices);
        }
        return seed == null ? configuration : configuration.withSeed(seed);
    }

    private Configuration base() {
        if (preset != null && config != null) {
            throw new InvalidInputException(
                    "--preset and --config exclude each other; a configuration file can name its preset itself");
        }
        if (preset != null) {
            return Presets.named(preset, new Origin("--preset"));
        }
        if (config != null) {
            return ConfigurationFile.read(surroundings.directory().resolve(config));
        }
        Path usual = surroundings.directory().resolve(DEFAULT_FILE);
        if (Files.isRegularFile(usual)) {
            surroundings.err().println("attention: using " + usual);
            return ConfigurationFile.read(usual);
        }
        return Configuration.defaults();
    }

    /**
     * A workbench with the plugins that were found, set to a configuration.
     *
     * @param configuration the configuration
     * @return the workbench
     */
    public Workbench workbench(Configuration configuration) {
        return plugins.workbench(configuration);
    }

    /**
     * The exit code of a command that did its work: a broken plugin jar does not stop the others, but it is bad input.
     *
     * @return 0, or 2 if a plugin jar was broken
     */
    public int exitCode() {
        return plugins.exitCode();
    }
}
