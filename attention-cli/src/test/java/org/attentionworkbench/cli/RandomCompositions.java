package org.attentionworkbench.cli;

import java.util.ArrayList;
import java.util.List;
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
 * Seeded random compositions of every strategy that is found: score, modifiers, mask, normalizer and variant. A strategy takes
 * part by being there, with its default options and with those of its example.
 */
final class RandomCompositions {
    private final Workbench workbench;

    RandomCompositions(Workbench workbench) {
        this.workbench = workbench;
    }

    /** The choices of a kind that can be drawn. */
    List<Choice> choices(Kind<?> kind) {
        List<Choice> choices = new ArrayList<>();
        for (CatalogEntry<?> entry : workbench.catalogs().of(kind).entries()) {
            if (entry.strategy().options().stream().noneMatch(Option::required)) {
                choices.add(Choice.parse(entry.strategy().name(), Origin.DEFAULT));
            }
            entry.strategy()
                    .example()
                    .filter(example -> !example.equals(entry.strategy().name()))
                    .ifPresent(example -> choices.add(Choice.parse(example, Origin.DEFAULT)));
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
