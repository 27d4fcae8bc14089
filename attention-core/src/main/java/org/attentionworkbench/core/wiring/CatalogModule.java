package org.attentionworkbench.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Plugins;

/** Turns plugins into one catalog per kind. */
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
        bind(Plugins.class).toInstance(plugins);
    }

    @Provides
    @Singleton
    Catalogs catalogs(Plugins bound) {
        return Catalogs.of(bound.loaded());
    }
}
