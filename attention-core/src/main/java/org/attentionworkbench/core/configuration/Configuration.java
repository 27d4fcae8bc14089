package org.attentionworkbench.core.configuration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;

/**
 * Everything a user chooses for a run. Immutable: each {@code with…} returns a new configuration.
 *
 * @param choices the chosen strategies of each kind: exactly one, or any number where the kind is repeatable
 * @param seed the seed of everything random that is not given a seed of its own, from 0 to 4294967295
 */
public record Configuration(Map<Kind<?>, List<Choice>> choices, long seed) {
    private static final Configuration DEFAULTS = preset(Map.ofEntries(
            Map.entry(Kind.TOKENIZER, "words"),
            Map.entry(Kind.EMBEDDER, "random"),
            Map.entry(Kind.PROJECTION, "identity"),
            Map.entry(Kind.SCORE, "scaled-dot"),
            Map.entry(Kind.MASK, "none"),
            Map.entry(Kind.NORMALIZER, "softmax"),
            Map.entry(Kind.VARIANT, "single-head"),
            Map.entry(Kind.CACHE, "none"),
            Map.entry(Kind.BACKEND, "reference"),
            Map.entry(Kind.REPORT, "full")));

    /**
     * Checks and copies the choices.
     *
     * @throws IllegalArgumentException if of some kind nothing or too much is chosen
     */
    public Configuration {
        Map<Kind<?>, List<Choice>> copy = new LinkedHashMap<>();
        for (Kind<?> kind : Kind.all()) {
            List<Choice> chosen = List.copyOf(choices.getOrDefault(kind, List.of()));
            if (!kind.repeatable() && chosen.size() != 1) {
                throw new IllegalArgumentException("one " + kind + " can be chosen, not " + chosen.size());
            }
            copy.put(kind, chosen);
        }
        choices = Collections.unmodifiableMap(copy);
    }

    private static Configuration preset(Map<Kind<?>, String> texts) {
        Map<Kind<?>, List<Choice>> choices = new LinkedHashMap<>();
        texts.forEach((kind, text) -> choices.put(kind, List.of(Choice.parse(kind, text, Origin.DEFAULT))));
        return new Configuration(choices, 42);
    }

    /**
     * The sound composition: scaled dot products, softmax over the keys, the same word getting the same vector.
     *
     * @return the configuration of somebody who chooses nothing
     */
    public static Configuration defaults() {
        return DEFAULTS;
    }

    /**
     * The one choice of a kind.
     *
     * @param kind a kind that is not repeatable
     * @return what was chosen
     */
    public Choice choice(Kind<?> kind) {
        return choices(kind).get(0);
    }

    /**
     * The choices of a kind, in the order in which they act.
     *
     * @param kind the kind
     * @return what was chosen, possibly nothing if the kind is repeatable
     */
    public List<Choice> choices(Kind<?> kind) {
        return choices.getOrDefault(kind, List.of());
    }

    /**
     * This configuration with another strategy.
     *
     * @param kind the kind of the strategy
     * @param choice the choice in its short form, such as {@code softmax:axis=queries} or, for a mask, {@code causal & window:left=2}
     * @return a new configuration
     * @throws InvalidInputException if the text is not of that form
     */
    public Configuration with(Kind<?> kind, String choice) {
        return with(kind, List.of(Choice.parse(kind, choice, new Origin(kind.word()))));
    }

    /**
     * This configuration with other strategies of a kind.
     *
     * @param kind the kind
     * @param chosen what is chosen instead: exactly one, or any number where the kind is repeatable
     * @return a new configuration
     * @throws IllegalArgumentException if it is another number
     */
    public Configuration with(Kind<?> kind, List<Choice> chosen) {
        Map<Kind<?>, List<Choice>> changed = new LinkedHashMap<>(choices);
        changed.put(kind, chosen);
        return new Configuration(changed, seed);
    }

    /**
     * This configuration with another seed.
     *
     * @param newSeed from 0 to 4294967295
     * @return a new configuration
     * @throws InvalidInputException if the seed is outside that range
     */
    public Configuration withSeed(long newSeed) {
        if (newSeed < 0 || newSeed > 0xFFFF_FFFFL) {
            throw new InvalidInputException("a seed is an integer from 0 to 4294967295, not " + newSeed);
        }
        return new Configuration(choices, newSeed);
    }

    /**
     * What is composed, for people to read: the seed, and what was chosen of each kind but analyses and the report.
     *
     * @return from {@code seed} to the seed, from the word of a kind to the choice in its short form
     */
    public Map<String, String> composition() {
        Map<String, String> composition = new LinkedHashMap<>();
        composition.put("seed", Long.toString(seed));
        for (Kind<?> kind : Kind.all()) {
            List<String> texts = new ArrayList<>();
            choices(kind).forEach(choice -> texts.add(choice.text(kind)));
            if (kind != Kind.REPORT && kind != Kind.ANALYSIS && !texts.isEmpty()) {
                composition.put(kind.word(), String.join(" + ", texts));
            }
        }
        return composition;
    }
}
