package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command on a Java that was started without the vector module, as a process of its own. */
class WithoutVectorModuleTest {
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    @TempDir
    private Path directory;

    private CommandRun start(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void theListSaysWhatIsMissingAndHowToGetIt() throws IOException, InterruptedException {
        List<String> lines = start("list", "simd", "plain").success().lines().toList();
        assertThat(lines.stream().filter(line -> line.contains("unavailable: ")))
                .singleElement()
                .asString()
                .contains(FLAG, "plain");
        JsonNode backends = JsonMapper.shared()
                .readTree(start("list", "--json", "backend").success())
                .get("backend");
        for (JsonNode backend : backends) {
            boolean simd = backend.get("name").asString().equals("simd");
            assertThat(backend.has("unavailable")).isEqualTo(simd);
        }
        assertThat(CommandRun.in(directory, "list", "backend").success()).doesNotContain("unavailable");
    }

    @Test
    void thePageOfStrategiesIsTheSameOnEveryJava() throws IOException, InterruptedException {
        assertThat(start("list", "--markdown").success())
                .isEqualTo(CommandRun.in(directory, "list", "--markdown").success());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--backend=simd", "--backend=simd:threads=1"})
    void whoeverChoosesItAllTheSameIsTold(String choice) throws IOException, InterruptedException {
        assertThat(start(choice, "a b").refusal())
                .startsWith("--backend: the backend 'simd' needs the module")
                .contains(FLAG);
    }

    @Test
    void theOtherBackendsAreVerified() throws IOException, InterruptedException {
        String folder = ConformanceTest.cases().resolve("onnx-softmax").toString();
        assertThat(start("verify", folder).success())
                .contains(": 4 cases on reference, ejml, ojalgo, plain: 16 passed, 0 failed, 0 skipped");
    }
}
