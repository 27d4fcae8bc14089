package org.attentionworkbench.core.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.attentionworkbench.api.plugin.AttentionPlugin;

/** Plugin jars that are compiled and packed on the spot, in a directory. */
public final class PluginJars {
    private static final String SERVICE = "META-INF/services/" + AttentionPlugin.class.getName();

    private final Path directory;

    /**
     * Jars in a directory.
     *
     * @param directory where they go
     */
    public PluginJars(Path directory) {
        this.directory = directory;
    }

    /**
     * The source of a plugin that brings the score function {@code constant}.
     *
     * @param className the name of its class, in the package {@code plugins}
     * @return the whole source
     */
    public static String constantScore(String className) {
        return plugin(className, """
                @Override
                public List<Strategy<ScoreFunction>> scoreFunctions() {
                    return List.of(Strategy.of("constant", "always 1", options -> (queries, keys, context) -> {
                        Matrix ones = Matrix.zeros(queries.rows(), keys.rows());
                        java.util.Arrays.fill(ones.elements(), 1);
                        return ones;
                    }));
                }
                """);
    }

    static String plugin(String className, String body) {
        return """
                package plugins;

                import java.util.List;
                import org.attentionworkbench.api.attention.*;
                import org.attentionworkbench.api.matrix.*;
                import org.attentionworkbench.api.plugin.*;

                public final class %s implements AttentionPlugin {
                    %s
                }
                """.formatted(className, body);
    }

    /**
     * A jar with one plugin.
     *
     * @param jar the name of the jar
     * @param className the name of its class, in the package {@code plugins}
     * @param source the source of the class
     * @return where the jar lies
     * @throws IOException if it cannot be written
     */
    public Path add(String jar, String className, String source) throws IOException {
        return pack(jar, entries("plugins." + className, compile(Map.of(className, source))));
    }

    /** The entries of a jar: a service file of one line, and classes. */
    static Map<String, byte[]> entries(String service, Map<String, byte[]> classes) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(SERVICE, (service + "\n").getBytes(StandardCharsets.UTF_8));
        entries.putAll(classes);
        return entries;
    }

    /** Compiles classes of the package {@code plugins} against the API. */
    Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        Path folder = Files.createTempDirectory(directory, "compiled");
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", api().toString(), "-d", folder.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null,
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("does not compile: " + sources);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            for (Path file : files.toList()) {
                classes.put("plugins/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    Path pack(String jar, Map<String, byte[]> entries) throws IOException {
        Path path = directory.resolve(jar);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(path))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return path;
    }

    private static Path api() {
        try {
            return Path.of(AttentionPlugin.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
