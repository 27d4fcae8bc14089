package org.attentionworkbench.cli.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Spelling;

/** The part of all catalogs that some words name: kinds as a whole, or strategies of whatever kind. */
final class Chosen {
    private final List<String> words;

    Chosen(List<String> words) {
        this.words = words;
    }

    /**
     * What the words name, everything if there are none.
     *
     * @throws InvalidInputException if a word names neither a kind nor a strategy
     */
    List<Catalog<?>> of(List<Catalog<?>> all) {
        if (words.isEmpty()) {
            return all;
        }
        Set<String> known = new LinkedHashSet<>();
        for (Catalog<?> catalog : all) {
            known.add(catalog.kind().word());
            known.addAll(catalog.names());
        }
        for (String word : words) {
            if (!known.contains(word)) {
                throw new InvalidInputException("there is no kind and no strategy '" + word + "'"
                        + Spelling.nearest(word, known)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("; attention list shows all"));
            }
        }
        List<Catalog<?>> chosen = new ArrayList<>();
        all.forEach(catalog -> chosen.add(of(catalog)));
        chosen.removeIf(catalog -> catalog.entries().isEmpty());
        return chosen;
    }

    private <T> Catalog<T> of(Catalog<T> catalog) {
        if (words.contains(catalog.kind().word())) {
            return catalog;
        }
        Map<String, CatalogEntry<T>> named = new LinkedHashMap<>();
        for (CatalogEntry<T> entry : catalog.entries()) {
            if (words.contains(entry.strategy().name())) {
                named.put(entry.strategy().name(), entry);
            }
        }
        return new Catalog<>(catalog.kind(), named);
    }
}
