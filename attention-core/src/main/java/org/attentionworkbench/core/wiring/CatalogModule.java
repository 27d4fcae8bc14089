package org.attentionworkbench.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.LoadedPlugin;
import org.attentionworkbench.core.catalog.Plugins;

/** Turns plugins into one catalog per kind. Two strategies of one kind and name are an error that names both jars. */
public final class CatalogModule extends AbstractModule {
    private final Plugins plugins;

    /**
     * A module.
     *
     * @param plugins the plugins
     */
    public CatalogModule(Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().disableCircularProxies();
        List<Provider<? extends Catalog<?>>> catalogs = new ArrayList<>();
        for (Kind<?> kind : Kind.all()) {
            catalogs.add(catalog(kind));
        }
        bind(Catalogs.class)
                .toProvider(() -> new Catalogs(
                        catalogs.stream().<Catalog<?>>map(Provider::get).toList()))
                .in(Singleton.class);
    }

    /** Binds what the plugins bring of a kind, and provides the catalog of it. */
    private <T> Provider<Catalog<T>> catalog(Kind<T> kind) {
        TypeLiteral<CatalogEntry<T>> entry = literal(Types.newParameterizedType(CatalogEntry.class, kind.type()));
        MapBinder<String, CatalogEntry<T>> entries =
                MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), entry);
        Map<String, LoadedPlugin> sources = new HashMap<>();
        for (LoadedPlugin plugin : plugins.loaded()) {
            Binder binder = binder().withSource(plugin);
            for (Strategy<T> strategy : kind.of(plugin.plugin())) {
                LoadedPlugin earlier = sources.putIfAbsent(strategy.name(), plugin);
                if (earlier == null) {
                    entries.addBinding(strategy.name()).toInstance(new CatalogEntry<>(strategy, plugin));
                } else {
                    binder.addError(
                            "two plugins bring a %s named '%s': %s and %s; remove one of them",
                            kind, strategy, earlier, plugin);
                }
            }
        }
        TypeLiteral<Map<String, CatalogEntry<T>>> map = literal(Types.mapOf(String.class, entry.getType()));
        Provider<Map<String, CatalogEntry<T>>> bound = getProvider(Key.get(map));
        return () -> new Catalog<>(kind, bound.get());
    }

    @SuppressWarnings("unchecked") // the callers build the type from the kind's own
    private static <T> TypeLiteral<T> literal(Type type) {
        return (TypeLiteral<T>) TypeLiteral.get(type);
    }
}
