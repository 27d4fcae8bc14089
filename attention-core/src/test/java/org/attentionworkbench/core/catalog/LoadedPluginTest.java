package org.attentionworkbench.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.core.score.StandardScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadedPluginTest {
    @TempDir
    private Path directory;

    /** Defines one class as if it came from a place. */
    private static final class PlacedLoader extends ClassLoader {
        private PlacedLoader() {
            super(AttentionPlugin.class.getClassLoader());
        }

        private Class<?> define(byte[] code, CodeSource source) {
            return defineClass("plugins.Placed", code, 0, code.length, new ProtectionDomain(source, null));
        }
    }

    private LoadedPlugin from(CodeSource source) throws IOException, ReflectiveOperationException {
        Map<String, byte[]> classes =
                new PluginJars(directory).compile(Map.of("Placed", PluginJars.plugin("Placed", "")));
        Class<?> type = new PlacedLoader().define(classes.get("plugins/Placed.class"), source);
        return new LoadedPlugin((AttentionPlugin) type.getConstructor().newInstance());
    }

    private LoadedPlugin from(String location) throws IOException, ReflectiveOperationException {
        URL url = URI.create(location).toURL();
        return from(new CodeSource(url, (Certificate[]) null));
    }

    @Test
    void classesOfAProjectAreNamedAfterIt() {
        LoadedPlugin plugin = new LoadedPlugin(new StandardScores());

        assertThat(plugin.origin()).isEqualTo("attention-core");
        assertThat(plugin).hasToString("attention-core (org.attentionworkbench.core.score.StandardScores)");
    }

    @Test
    void jarIsNamedByItsFile() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("my plugins #1"));
        new PluginJars(folder).add("my own+one.jar", "Sample", PluginJars.plugin("Sample", ""));

        LoadedPlugin plugin = Plugins.inDirectory(folder).loaded().get(0);

        assertThat(plugin.origin()).isEqualTo("my own+one.jar");
        assertThat(plugin).hasToString("my own+one.jar (plugins.Sample)");
    }

    @ParameterizedTest
    @CsvSource({
        "file:/home/ada/cosine-1.0.jar, cosine-1.0.jar",
        "file:/home/ada/cosine/target/classes/, cosine",
        "file:/cosine/target/classes/, cosine",
        "file:/target/classes/, classes",
        "file:/classes/, classes",
        "file:/, file:/",
        "file:/not%zz, file:/not%zz",
        "https://example.org/cosine.jar, https://example.org/cosine.jar",
        "jar:file:/nowhere/outer.jar!/, jar:file:/nowhere/outer.jar!/"
    })
    void placeIsNamedAsShortAsItCan(String location, String origin) throws Exception {
        @SuppressWarnings("deprecation") // URI refuses what a class loader may well report
        CodeSource source = new CodeSource(new URL(location), (Certificate[]) null);

        assertThat(from(source).origin()).isEqualTo(origin);
    }

    @Test
    void locationsThatAreUrisWorkAsWell() throws Exception {
        assertThat(from("file:/a/b.jar").origin()).isEqualTo("b.jar");
    }

    @Test
    void classWithoutAPlaceIsNamedItself() throws Exception {
        assertThat(from((CodeSource) null).origin()).isEqualTo("plugins.Placed");
        assertThat(from(new CodeSource(null, (Certificate[]) null)).origin()).isEqualTo("plugins.Placed");
    }

    @Test
    void generatedClassIsNamedItself() {
        Object generated = Proxy.newProxyInstance(
                AttentionPlugin.class.getClassLoader(),
                new Class<?>[] {AttentionPlugin.class},
                (proxy, method, arguments) -> null);

        assertThat(new LoadedPlugin((AttentionPlugin) generated).origin())
                .isEqualTo(generated.getClass().getName());
    }
}
