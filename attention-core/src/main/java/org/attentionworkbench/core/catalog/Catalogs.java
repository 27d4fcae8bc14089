package org.attentionworkbench.core.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.plugin.Strategy;

/** One catalog per kind. */
public final class Catalogs {
    private final Map<Kind<?>, Catalog<?>> catalogs;

    /**
     * Catalogs.
     *
     * @param catalogs the catalog of each kind
     */
    public Catalogs(List<Catalog<?>> catalogs) {
        this.catalogs = new LinkedHashMap<>();
        for (Catalog<?> catalog : catalogs) {
            this.catalogs.put(catalog.kind(), catalog);
        }
    }

    /**
     * The catalog of a kind.
     *
     * @param <T> the interface of its strategies
     * @param kind the kind
     * @return its catalog
     */
    @SuppressWarnings("unchecked") // the constructor files each Catalog<T> under its own Kind<T>
    public <T> Catalog<T> of(Kind<T> kind) {
        Catalog<T> catalog = (Catalog<T>) catalogs.get(kind);
        if (catalog == null) {
            throw new IllegalArgumentException("no catalog of " + kind);
        }
        return catalog;
    }

    /**
     * Every catalog.
     *
     * @return the catalogs in the order of the pipeline
     */
    public List<Catalog<?>> all() {
        return List.copyOf(catalogs.values());
    }

    /**
     * Files what plugins bring.
     *
     * @param plugins the plugins, those whose strategies to list first in front
     * @return the catalogs of all kinds
     * @throws InvalidInputException if plugins bring several strategies of one name and kind; each line names both jars
     */
    public static Catalogs of(Iterable<LoadedPlugin> plugins) {
        List<Catalog<?>> catalogs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Kind<?> kind : Kind.all()) {
            catalogs.add(catalog(kind, plugins, problems));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(String.join("\n", problems));
        }
        return new Catalogs(catalogs);
    }

    private static <T> Catalog<T> catalog(Kind<T> kind, Iterable<LoadedPlugin> plugins, List<String> problems) {
        Map<String, CatalogEntry<T>> entries = new LinkedHashMap<>();
        for (LoadedPlugin plugin : plugins) {
            for (Strategy<T> strategy : kind.of(plugin.plugin())) {
                CatalogEntry<T> earlier = entries.putIfAbsent(strategy.name(), new CatalogEntry<>(strategy, plugin));
                if (earlier != null) {
                    problems.add("two plugins bring a " + kind + " named '" + strategy + "': " + earlier.source()
                            + " and " + plugin + "; remove one of them");
                }
            }
        }
        return new Catalog<>(kind, entries);
    }
}
