package org.attentionworkbench.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.core.composition.Composer;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;

/** Turns a configuration into its composition, and that into a runner and its reporter. Needs a {@link CatalogModule} beside it. */
public final class CompositionModule extends AbstractModule {
    private final Configuration configuration;

    /**
     * A module.
     *
     * @param configuration the choices
     */
    public CompositionModule(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void configure() {
        bind(Configuration.class).toInstance(configuration);
        bind(Composer.class);
        bind(AttentionRunner.class);
    }

    @Provides
    @Singleton
    Composition composition(Composer composer, Configuration chosen) {
        return composer.compose(chosen);
    }

    @Provides
    Reporter reporter(Composition composition) {
        return composition.reporter();
    }
}
