package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever interrupts a long run finds the directory as it was. */
class InterruptedOutputTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void anInterruptedRunLeavesNothingHalfWritten() throws IOException, InterruptedException {
        String text = IntStream.range(0, 60_000).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        Files.writeString(directory.resolve("long.txt"), text);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--report=top-k",
                        "--embedder=random:dimension=64",
                        "--file=long.txt",
                        "--output=result.txt")
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        while (files().size() == 1 && process.isAlive()) {
            Thread.sleep(20);
        }
        assertThat(files()).as("what is there while it runs").hasSize(2);

        process.destroy();
        process.waitFor();

        assertThat(files()).containsExactly("long.txt");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
