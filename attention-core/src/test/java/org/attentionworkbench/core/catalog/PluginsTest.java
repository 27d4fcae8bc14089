package org.attentionworkbench.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.mask.StandardMasks;
import org.attentionworkbench.core.score.StandardScores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    private static final String CLASS = "Sample";

    @TempDir
    private Path directory;

    private PluginJars jars;

    @BeforeEach
    void prepareDirectory() {
        jars = new PluginJars(directory);
    }

    /** Loads the jars of the directory: a good one on either side of the broken one, which gives one line. */
    private String lineOf(Path broken) throws IOException {
        jars.add("0-good.jar", "First", PluginJars.constantScore("First"));
        jars.add("z-good.jar", "Last", PluginJars.constantScore("Last"));

        Plugins plugins = Plugins.inDirectory(directory);

        assertThat(plugins.loaded())
                .extracting(plugin -> plugin.plugin().getClass().getName())
                .containsExactly("plugins.First", "plugins.Last");
        assertThat(plugins.broken()).hasSize(1);
        String line = plugins.broken().get(0);
        assertThat(line).hasLineCount(1).startsWith("plugin " + broken + " is broken: ");
        return line.substring(line.indexOf(": ") + 2);
    }

    private Path broken(String body) throws IOException {
        return jars.add("broken.jar", CLASS, PluginJars.plugin(CLASS, body));
    }

    @Test
    void classPathHasTheStandardPlugins() {
        Plugins plugins = Plugins.onClassPath();

        assertThat(plugins.broken()).isEmpty();
        assertThat(plugins.loaded())
                .extracting(plugin -> plugin.plugin().getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "StandardTokenizers",
                        "StandardEmbedders",
                        "StandardProjections",
                        "StandardScores",
                        "StandardModifiers",
                        "StandardMasks",
                        "StandardNormalizers",
                        "StandardVariants",
                        "StandardCaches",
                        "StandardAnalyses",
                        "ReferencePlugin",
                        "StandardReporters");
    }

    @Test
    void justThesePluginsAreNotBroken() {
        AttentionPlugin scores = new StandardScores();
        AttentionPlugin masks = new StandardMasks();

        Plugins plugins = Plugins.of(scores, masks);

        assertThat(plugins.loaded()).containsExactly(new LoadedPlugin(scores), new LoadedPlugin(masks));
        assertThat(plugins.broken()).isEmpty();
    }

    @Test
    void furtherPluginsComeAfterTheseOnes() {
        LoadedPlugin scores = new LoadedPlugin(new StandardScores());
        LoadedPlugin masks = new LoadedPlugin(new StandardMasks());
        Plugins these = new Plugins(List.of(scores), List.of("one is broken"));
        Plugins others = new Plugins(List.of(masks), List.of("another is broken"));

        assertThat(these.and(others))
                .isEqualTo(new Plugins(List.of(scores, masks), List.of("one is broken", "another is broken")));
    }

    @Test
    void emptyDirectoryHasNoPlugins() {
        assertThat(Plugins.inDirectory(directory)).isEqualTo(new Plugins(List.of(), List.of()));
    }

    @Test
    void directoryThatDoesNotExistIsRefused() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> Plugins.inDirectory(missing))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(missing + " is no directory; name one that holds plugin jars");
    }

    @Test
    void goodJarBringsItsStrategiesInALoaderOfItsOwn() throws IOException {
        jars.add("b.jar", CLASS, PluginJars.constantScore(CLASS));
        jars.add("a.jar", CLASS, PluginJars.constantScore(CLASS));
        Files.writeString(directory.resolve("README.txt"), "no jar");

        Plugins plugins = Plugins.inDirectory(directory);

        assertThat(plugins.broken()).isEmpty();
        assertThat(plugins.loaded()).extracting(LoadedPlugin::origin).containsExactly("a.jar", "b.jar");
        AttentionPlugin first = plugins.loaded().get(0).plugin();
        AttentionPlugin second = plugins.loaded().get(1).plugin();
        assertThat(first.getClass().getName())
                .isEqualTo(second.getClass().getName())
                .isEqualTo("plugins.Sample");
        assertThat(first.getClass()).isNotEqualTo(second.getClass());
        assertThat(first.scoreFunctions()).extracting(Strategy::name).containsExactly("constant");
    }

    @Test
    void corruptFileIsBroken() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.jar"), "this is no zip archive");

        assertThat(lineOf(broken)).startsWith("it is no readable jar (").endsWith(")");
    }

    @Test
    void directoryNamedLikeAJarIsBroken() throws IOException {
        Path broken = Files.createDirectory(directory.resolve("broken.jar"));

        assertThat(lineOf(broken)).startsWith("it is no readable jar (");
    }

    @Test
    void jarWithoutAServiceFileIsBroken() throws IOException {
        Map<String, byte[]> classes = jars.compile(Map.of(CLASS, PluginJars.constantScore(CLASS)));
        Path broken = jars.pack("broken.jar", classes);

        assertThat(lineOf(broken))
                .isEqualTo("it has no META-INF/services/org.attentionworkbench.api.plugin.AttentionPlugin");
    }

    @Test
    void serviceFileThatNamesNoPluginIsBroken() throws IOException {
        Path broken = jars.pack("broken.jar", PluginJars.entries("# nothing here", Map.of()));

        assertThat(lineOf(broken))
                .isEqualTo("its META-INF/services/org.attentionworkbench.api.plugin.AttentionPlugin names no plugin");
    }

    @Test
    void malformedServiceFileIsBroken() throws IOException {
        Path broken = jars.pack("broken.jar", PluginJars.entries("no class name", Map.of()));

        assertThat(lineOf(broken)).contains("Illegal configuration-file syntax");
    }

    @Test
    void missingClassIsBroken() throws IOException {
        Path broken = jars.pack("broken.jar", PluginJars.entries("plugins.Missing", Map.of()));

        assertThat(lineOf(broken)).endsWith("Provider plugins.Missing not found");
    }

    @Test
    void pluginWhoseConstructorThrowsIsBroken() throws IOException {
        Path broken = broken("public Sample() { throw new IllegalStateException(\"no licence\\nsecond line\"); }");

        assertThat(lineOf(broken)).isEqualTo("IllegalStateException: no licence");
    }

    @Test
    void failureWithoutAMessageIsToldByItsName() throws IOException {
        Path broken = broken("public Sample() { throw new UnsupportedOperationException(); }");

        assertThat(lineOf(broken)).isEqualTo("UnsupportedOperationException");
    }

    @Test
    void pluginThatCannotBeInitializedIsBroken() throws IOException {
        Path broken = broken("static final int LENGTH = Integer.parseInt(\"x\");");

        assertThat(lineOf(broken)).isEqualTo("NumberFormatException: For input string: \"x\"");
    }

    @Test
    void pluginOfANewerJavaIsBroken() throws IOException {
        Map<String, byte[]> classes = jars.compile(Map.of(CLASS, PluginJars.plugin(CLASS, "")));
        byte[] code = classes.get("plugins/Sample.class");
        code[7] = 120; // the major version of the class file
        Path broken = jars.pack("broken.jar", PluginJars.entries("plugins.Sample", classes));

        assertThat(lineOf(broken))
                .startsWith("UnsupportedClassVersionError: plugins/Sample has been compiled by a more recent version");
    }

    @Test
    void classThatIsNoPluginIsBroken() throws IOException {
        Path broken = jars.add("broken.jar", CLASS, "package plugins; public final class Sample {}");

        assertThat(lineOf(broken)).endsWith("plugins.Sample not a subtype");
    }

    @Test
    void pluginThatCannotBeConstructedFromOutsideIsBroken() throws IOException {
        Path broken = broken("private Sample() {}");

        assertThat(lineOf(broken)).contains("plugins.Sample");
    }

    @Test
    void pluginThatListsThroughAMissingClassIsBroken() throws IOException {
        String lists = "@Override public List<Strategy<Mask>> masks() { return Elsewhere.masks(); }";
        String elsewhere = """
                package plugins;

                final class Elsewhere {
                    static java.util.List<org.attentionworkbench.api.plugin.Strategy<
                            org.attentionworkbench.api.attention.Mask>> masks() {
                        return java.util.List.of();
                    }
                }
                """;
        Map<String, byte[]> classes = new LinkedHashMap<>(
                jars.compile(Map.of(CLASS, PluginJars.plugin(CLASS, lists), "Elsewhere", elsewhere)));
        classes.remove("plugins/Elsewhere.class");
        Path broken = jars.pack("broken.jar", PluginJars.entries("plugins.Sample", classes));

        assertThat(lineOf(broken)).isEqualTo("NoClassDefFoundError: plugins/Elsewhere");
    }

    @Test
    void pluginWhoseListingFailsIsBroken() throws IOException {
        Path broken = broken("@Override public List<Strategy<Mask>> masks() {"
                + " throw new NoSuchMethodError(\"Mask.over(II)\"); }");

        assertThat(lineOf(broken)).isEqualTo("NoSuchMethodError: Mask.over(II)");
    }

    @Test
    void pluginThatListsNothingAtAllIsBroken() throws IOException {
        Path broken = broken("@Override public List<Strategy<Mask>> masks() { return null; }");

        assertThat(lineOf(broken)).isEqualTo("plugins.Sample lists null where it should list strategies of mask");
    }

    @Test
    void pluginThatListsNullIsBroken() throws IOException {
        Path broken = broken("@Override public List<Strategy<Mask>> masks() {"
                + " return java.util.Collections.singletonList(null); }");

        assertThat(lineOf(broken)).isEqualTo("plugins.Sample lists null where it should list strategies of mask");
    }

    @Test
    void oneBrokenPluginOfAJarLeavesTheOther() throws IOException {
        Map<String, byte[]> classes = jars.compile(Map.of(CLASS, PluginJars.constantScore(CLASS)));
        Path jar = jars.pack("both.jar", PluginJars.entries("plugins.Missing\nplugins.Sample", classes));

        Plugins plugins = Plugins.inDirectory(directory);

        assertThat(plugins.loaded()).extracting(LoadedPlugin::origin).containsExactly("both.jar");
        assertThat(plugins.broken()).hasSize(1).first().asString().startsWith("plugin " + jar + " is broken: ");
    }

    @Test
    void pluginOfTheClassPathIsNotTakenASecondTime() throws IOException {
        jars.pack("again.jar", PluginJars.entries(StandardMasks.class.getName(), Map.of()));

        assertThat(Plugins.inDirectory(directory)).isEqualTo(new Plugins(List.of(), List.of()));
    }

    @Test
    void classesOfAJarReachItsOwnAndOtherResources() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(
                PluginJars.entries("plugins.Sample", jars.compile(Map.of(CLASS, PluginJars.constantScore(CLASS)))));
        entries.put("words.txt", "own".getBytes(StandardCharsets.UTF_8));
        jars.pack("good.jar", entries);

        ClassLoader loader = Plugins.inDirectory(directory)
                .loaded()
                .get(0)
                .plugin()
                .getClass()
                .getClassLoader();

        assertThat(Collections.list(loader.getResources("words.txt"))).hasSize(1);
        assertThat(Collections.list(loader.getResources("notebook/full-seed0-rows.json")))
                .hasSize(1);
        assertThat(Collections.list(loader.getResources("META-INF/services/" + AttentionPlugin.class.getName())))
                .hasSize(1)
                .first()
                .asString()
                .contains("good.jar");
    }
}
