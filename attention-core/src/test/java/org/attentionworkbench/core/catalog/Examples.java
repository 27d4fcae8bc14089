package org.attentionworkbench.core.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.composition.Composer;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.wiring.Workbench;

/** Every strategy of a kind that needs no file of a user: with its default options, and with those of its example. */
public final class Examples {
    private static final Catalogs CATALOGS = Workbench.open().catalogs();

    private Examples() {}

    /**
     * Strategies of a kind.
     *
     * @param <T> the interface of the strategies
     * @param kind a kind that is part of a mechanism
     * @param part the part of a mechanism
     * @return what a user would write, to what it makes
     */
    public static <T> Map<String, T> of(Kind<T> kind, Function<Mechanism, T> part) {
        Map<String, T> made = new LinkedHashMap<>();
        // logarithms go with a variant that mixes nothing, and examples of two heads with one that has two
        String variant = kind == Kind.NORMALIZER ? "weights-only" : "multi-head:heads=2";
        Configuration usual = Configuration.defaults().with(Kind.VARIANT, variant);
        for (CatalogEntry<T> entry : CATALOGS.of(kind).entries()) {
            for (String text : texts(entry.strategy())) {
                Configuration chosen = usual.with(kind, List.of(Choice.parse(text, Origin.DEFAULT)));
                made.put(text, part.apply(new Composer(CATALOGS).compose(chosen).mechanism()));
            }
        }
        return made;
    }

    private static Set<String> texts(Strategy<?> strategy) {
        Set<String> texts = new LinkedHashSet<>();
        if (strategy.options().stream().noneMatch(Option::required)) {
            texts.add(strategy.name());
        }
        strategy.example().ifPresent(texts::add);
        return texts;
    }
}
