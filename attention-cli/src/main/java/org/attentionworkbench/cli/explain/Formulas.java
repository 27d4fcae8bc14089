package org.attentionworkbench.cli.explain;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;

/** The formulas of what a configuration chooses, as their strategies tell them. */
final class Formulas {
    private final Catalogs catalogs;
    private final Configuration configuration;

    Formulas(Catalogs catalogs, Configuration configuration) {
        this.catalogs = catalogs;
        this.configuration = configuration;
    }

    /** The formulas of the choices of a kind, each after its name, in the order of the choices; those that have none left out. */
    List<String> of(Kind<?> kind) {
        Catalog<?> catalog = catalogs.of(kind);
        List<String> formulas = new ArrayList<>();
        for (Choice choice : configuration.choices(kind)) {
            catalog.find(choice.name())
                    .flatMap(entry -> entry.strategy().formula())
                    .ifPresent(formula -> formulas.add(choice.name() + ": " + formula));
        }
        return formulas;
    }
}
