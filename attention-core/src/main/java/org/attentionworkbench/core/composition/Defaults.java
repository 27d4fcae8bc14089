package org.attentionworkbench.core.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Setting;

/** What choices leave unsaid. */
final class Defaults {
    private final Catalogs catalogs;

    Defaults(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    /** Whether an option takes the seed of the run where it is given none, whatever default it declares. */
    static boolean takesSeedOfRun(Option<?> option) {
        return option.name().equals("seed");
    }

    /** A configuration that could be composed, with every option of every choice. */
    Configuration filledIn(Configuration configuration) {
        Configuration complete = configuration;
        for (Kind<?> kind : Kind.all()) {
            List<Choice> choices = new ArrayList<>();
            for (Choice choice : configuration.choices(kind)) {
                choices.add(filledIn(kind, choice));
            }
            complete = complete.with(kind, choices);
        }
        return complete;
    }

    /** Whether the choice of a kind amounts to that of the defaults, however much of it is written down. */
    boolean isUsual(Kind<?> kind, Configuration configuration) {
        String chosen = filledIn(kind, configuration.choice(kind)).text(kind);
        return chosen.equals(
                filledIn(kind, Configuration.defaults().choice(kind)).text(kind));
    }

    /** The choice with every option that has a value, in the order in which the strategy declares them. */
    private Choice filledIn(Kind<?> kind, Choice choice) {
        List<Setting> settings = new ArrayList<>();
        catalogs.of(kind).find(choice.name()).ifPresent(entry -> {
            for (Option<?> option : entry.strategy().options()) {
                setting(option, choice).ifPresent(setting -> settings.add(filledIn(option, setting)));
            }
        });
        return new Choice(choice.name(), settings, choice.origin());
    }

    private static Optional<Setting> setting(Option<?> option, Choice choice) {
        Setting given = choice.setting(option.name());
        if (given != null) {
            return Optional.of(given);
        }
        return takesSeedOfRun(option)
                ? Optional.empty()
                : option.defaultText().map(text -> new Setting(option.name(), text, Origin.DEFAULT));
    }

    /** The setting itself, or that of a nested choice with every option of that. */
    private Setting filledIn(Option<?> option, Setting setting) {
        if (option.strategyKind().isEmpty()) {
            return setting;
        }
        Kind<?> kind = Kind.of(option.strategyKind().get());
        Choice nested = Choice.parse(kind, setting.value(), setting.origin());
        return new Setting(setting.name(), filledIn(kind, nested).text(kind), setting.origin());
    }
}
