package org.attentionworkbench.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.wiring.Workbench;

/**
 * Seeded random compositions of every strategy that is found: score, modifiers, mask, normalizer and variant. A strategy that needs
 * no options takes part by being there; those below are also, or only, drawn with the options given here.
 */
final class RandomCompositions {
    private static final Map<String, List<String>> WITH_OPTIONS = Map.ofEntries(
            Map.entry("score scaled-dot", List.of("scaled-dot", "scaled-dot:scale=0.3")),
            Map.entry("score cosine", List.of("cosine:temperature=0.2")),
            Map.entry("modifier scale", List.of("scale:factor=0.5", "scale:factor=-2")),
            Map.entry("modifier temperature", List.of("temperature:t=0.3", "temperature:t=4")),
            Map.entry("modifier softcap", List.of("softcap:cap=1.5")),
            Map.entry("mask causal", List.of("causal", "causal:align=bottom-right")),
            Map.entry("normalizer softmax", List.of("softmax", "softmax:axis=queries")));

    private final Workbench workbench;

    RandomCompositions(Workbench workbench) {
        this.workbench = workbench;
    }

    /** The choices of a kind that can be drawn. */
    List<Choice> choices(Kind<?> kind) {
        List<Choice> choices = new ArrayList<>();
        for (CatalogEntry<?> entry : workbench.catalogs().of(kind).entries()) {
            String name = entry.strategy().name();
            List<String> texts = WITH_OPTIONS.get(kind + " " + name);
            if (texts == null && entry.strategy().options().stream().noneMatch(Option::required)) {
                texts = List.of(name);
            }
            if (texts != null) {
                texts.forEach(text -> choices.add(Choice.parse(text, Origin.DEFAULT)));
            }
        }
        return choices;
    }

    /** Draws one choice of every kind that makes a mechanism, and up to two modifiers. */
    Configuration draw(SplittableRandom random) {
        Configuration drawn = Configuration.defaults();
        for (Kind<?> kind : List.of(Kind.SCORE, Kind.MASK, Kind.NORMALIZER, Kind.VARIANT)) {
            drawn = drawn.with(kind, List.of(one(choices(kind), random)));
        }
        List<Choice> modifiers = new ArrayList<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            modifiers.add(one(choices(Kind.MODIFIER), random));
        }
        return drawn.with(Kind.MODIFIER, modifiers);
    }

    private static Choice one(List<Choice> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The mechanism of a configuration, or nothing if it has no meaning. */
    Optional<Mechanism> mechanism(Configuration configuration) {
        try {
            return Optional.of(workbench.runner(configuration).composition().mechanism());
        } catch (InvalidInputException meaningless) {
            return Optional.empty();
        }
    }
}
