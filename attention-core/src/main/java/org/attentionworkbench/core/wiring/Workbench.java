package org.attentionworkbench.core.wiring;

import com.google.inject.Binder;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.composition.Composer;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;

/**
 * The one entry point for programs: the strategies that there are, and runners for configurations.
 *
 * <pre>{@code
 * Workbench workbench = Workbench.open();
 * AttentionRunner runner = workbench.runner(Configuration.defaults().with(Kind.SCORE, "dot"));
 * Matrix weights = runner.run("The quick brown fox").head(0).weights();
 * }</pre>
 */
public final class Workbench {
    private static final String GENERATE_BYTECODE = "guice_bytecode_gen_option";

    private final Injector injector;

    private Workbench(Injector injector) {
        this.injector = injector;
    }

    /**
     * A workbench with every plugin on the class path.
     *
     * @return the workbench
     * @throws InvalidInputException if two plugins bring a strategy of one name
     */
    public static Workbench open() {
        return open(Plugins.onClassPath(), Configuration.defaults());
    }

    /**
     * A workbench with the plugins given.
     *
     * <p>Guice would generate classes by means that JDK 24 and newer warn of; it is told not to, by the system property
     * {@code guice_bytecode_gen_option}, unless that is set already. A program that intercepts methods with Guice in the same
     * process sets it to {@code ENABLED}.
     *
     * @param plugins the plugins
     * @param configuration what {@link #runner()} runs
     * @return the workbench
     * @throws InvalidInputException if two plugins bring a strategy of one name
     */
    public static Workbench open(Plugins plugins, Configuration configuration) {
        if (System.getProperty(GENERATE_BYTECODE) == null) {
            System.setProperty(GENERATE_BYTECODE, "DISABLED");
        }
        Workbench workbench = new Workbench(Guice.createInjector(
                Workbench::setRules, new CatalogModule(plugins), new CompositionModule(configuration)));
        workbench.catalogs(); // two strategies of one name are better found now than amid a run
        return workbench;
    }

    /** The rules of this injector; a program that installs the modules in its own has rules of its own. */
    private static void setRules(Binder binder) {
        binder.requireExplicitBindings();
        binder.disableCircularProxies();
    }

    /**
     * The strategies that there are.
     *
     * @return one catalog per kind
     */
    public Catalogs catalogs() {
        return instance(Catalogs.class);
    }

    /**
     * A runner for the configuration that this workbench was opened with.
     *
     * @return the runner
     * @throws InvalidInputException if the configuration asks for something that is not to be had; one line per problem
     */
    public AttentionRunner runner() {
        return instance(AttentionRunner.class);
    }

    /**
     * A runner for another configuration.
     *
     * @param configuration the choices
     * @return the runner
     * @throws InvalidInputException if the configuration asks for something that is not to be had; one line per problem
     */
    public AttentionRunner runner(Configuration configuration) {
        return new AttentionRunner(instance(Composer.class).compose(configuration));
    }

    /** What the injector makes, or the plain reason why it cannot. */
    private <T> T instance(Class<T> type) {
        try {
            return injector.getInstance(type);
        } catch (ProvisionException failure) {
            if (failure.getCause() instanceof InvalidInputException invalid) {
                throw invalid;
            }
            throw failure;
        }
    }
}
