package org.attentionworkbench.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.mask.NoMask;
import org.attentionworkbench.core.mask.StandardMasks;
import org.junit.jupiter.api.Test;

class CatalogsTest {
    private static final LoadedPlugin PLUGIN = new LoadedPlugin(new StandardMasks());

    private static CatalogEntry<Mask> entry(String name) {
        return new CatalogEntry<>(Strategy.of(name, "a mask", options -> new NoMask()), PLUGIN);
    }

    private static Map<String, CatalogEntry<Mask>> entries(String... names) {
        Map<String, CatalogEntry<Mask>> entries = new LinkedHashMap<>();
        for (String name : names) {
            entries.put(name, entry(name));
        }
        return entries;
    }

    @Test
    void strategiesAreFoundByName() {
        Map<String, CatalogEntry<Mask>> entries = entries("window", "causal");
        Catalog<Mask> catalog = new Catalog<>(Kind.MASK, entries);

        assertThat(catalog.kind()).isSameAs(Kind.MASK);
        assertThat(catalog.find("causal")).containsSame(entries.get("causal"));
        assertThat(catalog.find("none")).isEmpty();
    }

    @Test
    void strategiesKeepTheirOrder() {
        Map<String, CatalogEntry<Mask>> entries = entries("window", "causal", "all");
        Catalog<Mask> catalog = new Catalog<>(Kind.MASK, entries);

        assertThat(catalog.names()).containsExactly("window", "causal", "all");
        assertThat(catalog.entries()).containsExactlyElementsOf(entries.values());
    }

    @Test
    void catalogIsACopyThatCannotBeChanged() {
        Map<String, CatalogEntry<Mask>> entries = entries("window");
        Catalog<Mask> catalog = new Catalog<>(Kind.MASK, entries);
        entries.clear();

        assertThat(catalog.names()).containsExactly("window");
        assertThatThrownBy(() -> catalog.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void everyKindHasItsCatalog() {
        Catalog<Mask> masks = new Catalog<>(Kind.MASK, entries("window"));
        Catalog<?> scores = new Catalog<>(Kind.SCORE, Map.of());
        Catalogs catalogs = new Catalogs(List.of(masks, scores));

        assertThat(catalogs.of(Kind.MASK)).isSameAs(masks);
        assertThat(catalogs.all()).containsExactly(masks, scores);
    }

    @Test
    void kindWithoutACatalogIsRefused() {
        Catalogs catalogs = new Catalogs(List.of());

        assertThatThrownBy(() -> catalogs.of(Kind.MASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no catalog of mask");
    }
}
