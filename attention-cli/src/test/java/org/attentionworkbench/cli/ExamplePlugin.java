package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example plugin, as the build of {@code examples/sign-plugin} left it. */
final class ExamplePlugin {
    static final String JAR = "sign-plugin-1.0.0.jar";

    private ExamplePlugin() {}

    /** Drops the jar into a new directory and returns that directory. */
    static Path droppedInto(Path parent) throws IOException {
        Path built = Path.of("..", "examples", "sign-plugin", "target", JAR);
        assertThat(built).as("the example plugin; build it with mvn verify").exists();
        Path directory = Files.createTempDirectory(parent, "plugins");
        Files.copy(built, directory.resolve(JAR));
        return directory;
    }
}
