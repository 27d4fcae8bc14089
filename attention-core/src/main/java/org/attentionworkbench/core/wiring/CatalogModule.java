package org.attentionworkbench.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import java.util.Set;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.LoadedPlugin;
import org.attentionworkbench.core.catalog.Plugins;

/**
 * Turns plugins into one catalog per kind. A program with an injector of its own adds its plugins to the same set:
 * {@code Multibinder.newSetBinder(binder(), LoadedPlugin.class).addBinding()…}.
 */
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
        Multibinder<LoadedPlugin> set = Multibinder.newSetBinder(binder(), LoadedPlugin.class);
        for (LoadedPlugin plugin : plugins.loaded()) {
            set.addBinding().toInstance(plugin);
        }
    }

    @Provides
    @Singleton
    Catalogs catalogs(Set<LoadedPlugin> bound) {
        return Catalogs.of(bound);
    }
}
