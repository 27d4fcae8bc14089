package org.attentionworkbench.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.core.catalog.Catalogs;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.mask.StandardMasks;
import org.attentionworkbench.core.run.AttentionRunner;
import org.junit.jupiter.api.Test;

class WorkbenchTest {
    private static final Configuration CAUSAL = Configuration.defaults().with(Kind.MASK, "causal");

    @Test
    void itHasACatalogOfEveryKind() {
        assertThat(Workbench.open().catalogs().all().stream()
                        .map(catalog -> catalog.kind().word()))
                .containsExactlyElementsOf(Kind.all().stream().map(Kind::word).toList());
    }

    @Test
    void itRunsTheConfigurationItWasOpenedWithAndAnyOther() {
        Workbench workbench = Workbench.open(Plugins.onClassPath(), CAUSAL);
        assertThat(workbench.runner().run("a b").head(0).weights().get(0, 1)).isZero();
        assertThat(workbench
                        .runner(Configuration.defaults())
                        .run("a b")
                        .head(0)
                        .weights()
                        .get(0, 1))
                .isPositive();
    }

    @Test
    void aPluginOfTheProgramsOwnIsAsGoodAsAJar() {
        AttentionPlugin plugin = new AttentionPlugin() {
            @Override
            public List<Strategy<Mask>> masks() {
                return List.of(Strategy.of("self", "j = i", options -> (Mask) (query, key) -> query == key));
            }
        };
        AttentionRunner runner = Workbench.open(
                        Plugins.onClassPath().and(Plugins.of(plugin)),
                        Configuration.defaults().with(Kind.MASK, "self"))
                .runner();
        assertThat(runner.run("a b c").head(0).weights().row(1)).containsExactly(0, 1, 0);
    }

    @Test
    void whatAConfigurationAsksForInVainIsSaidInPlainWords() {
        Configuration wrong = Configuration.defaults().with(Kind.MASK, "casual");
        assertThatThrownBy(() -> Workbench.open(Plugins.onClassPath(), wrong).runner())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("did you mean 'causal'?");
        assertThatThrownBy(() -> Workbench.open().runner(wrong)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void twoStrategiesOfOneNameAreFoundWhenItOpens() {
        Plugins twice = Plugins.onClassPath().and(Plugins.of(new StandardMasks()));
        assertThatThrownBy(() -> Workbench.open(twice, Configuration.defaults()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("two plugins bring a mask named 'causal'");
    }

    @Test
    void aProgramsOwnInjectorProvidesTheRunnerAndTheReporter() {
        Injector injector = Guice.createInjector(
                new CatalogModule(Plugins.onClassPath()), new CompositionModule(CAUSAL.with(Kind.REPORT, "top-k:k=2")));
        assertThat(injector.getInstance(Catalogs.class)).isSameAs(injector.getInstance(Catalogs.class));
        AttentionRunner runner = injector.getInstance(AttentionRunner.class);
        assertThat(runner.run("a b").head(0).weights().get(0, 1)).isZero();
        Reporter reporter = injector.getInstance(Reporter.class);
        assertThat(reporter).isSameAs(runner.composition().reporter());
        assertThat(reporter.captures().topKeys()).isEqualTo(2);
    }
}
