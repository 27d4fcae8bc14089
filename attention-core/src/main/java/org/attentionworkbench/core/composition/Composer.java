package org.attentionworkbench.core.composition;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;

/** Makes the strategies that a configuration chooses. */
public final class Composer {
    private final Catalogs catalogs;

    /**
     * A composer.
     *
     * @param catalogs the strategies that there are
     */
    @Inject
    public Composer(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    /**
     * Makes every chosen strategy.
     *
     * @param configuration the choices
     * @return the strategies
     * @throws InvalidInputException if a name, an option or a value is not to be had, or strategies have no meaning together; one
     *     line per problem, all together
     */
    public Composition compose(Configuration configuration) {
        StrategyMaker maker = new StrategyMaker(catalogs, configuration.seed());
        Map<Kind<?>, List<Object>> made = new LinkedHashMap<>();
        for (Kind<?> kind : Kind.all()) {
            List<Object> strategies = new ArrayList<>();
            for (Choice choice : configuration.choices(kind)) {
                maker.make(kind, choice).ifPresent(strategies::add);
            }
            made.put(kind, strategies);
        }
        maker.failOnProblems();
        Defaults defaults = new Defaults(catalogs);
        Soundness.refuse(Soundness.ofChoices(
                configuration, kind -> defaults.isUsual(kind, configuration), one(made, Kind.VARIANT)));
        return new Composition(
                defaults.filledIn(configuration),
                one(made, Kind.TOKENIZER),
                one(made, Kind.EMBEDDER),
                one(made, Kind.PROJECTION),
                mechanism(made),
                one(made, Kind.CACHE),
                all(made, Kind.ANALYSIS),
                one(made, Kind.REPORT));
    }

    private static Mechanism mechanism(Map<Kind<?>, List<Object>> made) {
        return new Mechanism(
                one(made, Kind.SCORE),
                all(made, Kind.MODIFIER),
                one(made, Kind.MASK),
                one(made, Kind.NORMALIZER),
                one(made, Kind.VARIANT),
                one(made, Kind.BACKEND));
    }

    private static <T> T one(Map<Kind<?>, List<Object>> made, Kind<T> kind) {
        return all(made, kind).get(0);
    }

    private static <T> List<T> all(Map<Kind<?>, List<Object>> made, Kind<T> kind) {
        return made.getOrDefault(kind, List.of()).stream()
                .map(kind.type()::cast)
                .toList();
    }
}
