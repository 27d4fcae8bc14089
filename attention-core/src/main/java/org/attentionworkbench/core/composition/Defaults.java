package org.attentionworkbench.core.composition;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Setting;

/** What a choice leaves unsaid. */
final class Defaults {
    private Defaults() {}

    /** The choice with every option that has a value, in the order in which the strategy declares them. */
    static Choice filledIn(Choice choice, Catalog<?> catalog) {
        List<Setting> settings = new ArrayList<>();
        catalog.find(choice.name()).ifPresent(entry -> {
            for (Option<?> option : entry.strategy().options()) {
                Setting given = choice.setting(option.name());
                if (given != null) {
                    settings.add(given);
                } else {
                    option.defaultText()
                            .ifPresent(text -> settings.add(new Setting(option.name(), text, Origin.DEFAULT)));
                }
            }
        });
        return new Choice(choice.name(), settings, choice.origin());
    }
}
