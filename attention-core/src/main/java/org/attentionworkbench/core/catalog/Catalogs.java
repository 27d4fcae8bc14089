package org.attentionworkbench.core.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
