package org.attentionworkbench.core.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The strategies of one kind, by name.
 *
 * @param <T> the interface of the strategies
 */
public final class Catalog<T> {
    private final Kind<T> kind;
    private final Map<String, CatalogEntry<T>> entries;

    /**
     * A catalog.
     *
     * @param kind the kind of its strategies
     * @param entries the strategies by their names, in the order in which to list them
     */
    public Catalog(Kind<T> kind, Map<String, CatalogEntry<T>> entries) {
        this.kind = kind;
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * The kind of its strategies.
     *
     * @return the kind
     */
    public Kind<T> kind() {
        return kind;
    }

    /**
     * The strategy with a name.
     *
     * @param name the name
     * @return the strategy and its source, or nothing if there is none
     */
    public Optional<CatalogEntry<T>> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * The names of all strategies.
     *
     * @return the names, in the order in which their plugins list them
     */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * All strategies.
     *
     * @return the strategies and their sources
     */
    public Collection<CatalogEntry<T>> entries() {
        return entries.values();
    }
}
