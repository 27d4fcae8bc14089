package org.attentionworkbench.ojalgo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.ServiceLoader;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OjalgoPluginTest {
    private static final Options NONE = new Options() {
        @Override
        public <T> Optional<T> given(Option<T> option) {
            return Optional.empty();
        }

        @Override
        public <T> T get(Option<T> option) {
            throw new IllegalArgumentException("there is no option " + option);
        }
    };

    @Test
    void theServiceLoaderFindsTheBackend() {
        Strategy<MatrixBackend> backend = only(Thread.currentThread().getContextClassLoader());
        assertThat(backend.name()).isEqualTo("ojalgo");
        assertThat(backend.summary()).contains("ojAlgo");
        assertThat(backend.options()).isEmpty();
        assertThat(backend.create(NONE)).isInstanceOf(OjalgoBackend.class);
    }

    @Test
    void listingTheBackendNeedsNoClassOfTheLibrary() throws Exception {
        URL[] withoutLibrary = {location(OjalgoPlugin.class), location(AttentionPlugin.class), location(Nullable.class)
        };
        try (URLClassLoader loader = new URLClassLoader(withoutLibrary, ClassLoader.getPlatformClassLoader())) {
            Class<?> plugin = Class.forName("org.attentionworkbench.ojalgo.OjalgoPlugin", true, loader);
            Object strategies = plugin.getMethod("matrixBackends")
                    .invoke(plugin.getConstructor().newInstance());
            assertThat(strategies).hasToString("[ojalgo]");
            assertThatThrownBy(() -> loader.loadClass("org.ojalgo.matrix.store.R064Store"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    private static Strategy<MatrixBackend> only(ClassLoader loader) {
        return ServiceLoader.load(AttentionPlugin.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(plugin -> plugin.matrixBackends().stream())
                .reduce((first, second) -> {
                    throw new AssertionError("two backends: " + first + " and " + second);
                })
                .orElseThrow();
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }
}
