package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher script, started as a process from a copy of the distribution in a path with a space. */
class LauncherIT {
    private static final String PHRASE = "The quick brown fox jumps over the lazy dog";

    @TempDir
    private static Path directory;

    private static Path distribution = Path.of("");

    private record Result(int exitCode, String out, String err) {}

    @BeforeAll
    static void copyTheDistribution() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash");
        distribution = directory.resolve("a distribution");
        copy(Path.of("target", "distribution"), distribution);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            paths.filter(path -> !path.toString().contains("archive")).forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        assertThat(to.resolve("attention").toFile().setExecutable(true)).isTrue();
    }

    private static Result start(Path home, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("attention").toString()));
        command.addAll(List.of(arguments));
        return start(environment, command);
    }

    private static Result start(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static String notebook() throws IOException {
        return Files.readString(
                Path.of("..", "attention-core", "src", "test", "resources", "notebook", "full-seed42-columns.txt"));
    }

    @Test
    void itPrintsWhatTheNotebookPrintedAndNothingElse() throws IOException, InterruptedException {
        String[] arguments = {"run", "--preset", "notebook", "--seed", "42", PHRASE};
        Result first = start(distribution, Map.of(), arguments);
        Result second = start(distribution, Map.of(), arguments);
        assertThat(first).isEqualTo(new Result(0, notebook(), ""));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void theFirstStartLeavesAnArchive() throws IOException, InterruptedException {
        start(distribution, Map.of(), "list");
        try (Stream<Path> files = Files.list(distribution.resolve("archive"))) {
            assertThat(files).isNotEmpty();
        }
    }

    @Test
    void itStartsThroughASymbolicLink() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(directory.resolve("linked"), distribution.resolve("attention"));
        Result result = start(Map.of(), List.of(link.toString(), "--version"));
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("attention ")
                .contains(Runtime.version().toString());
    }

    @Test
    void lettersBeyondAsciiSurviveALocaleThatKnowsNone() throws IOException, InterruptedException {
        Result result = start(distribution, Map.of("LC_ALL", "C"), "--report", "top-k:k=1", "naïve 東京 café");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        assertThat(result.out()).contains("For the word: 'naïve':", "'café'", "Original phrase:  naïve 東京 café");
    }

    @Test
    void aReaderWhoLeavesEarlyIsToldSoInOneLine() throws IOException, InterruptedException {
        Path lines = Files.writeString(directory.resolve("lines.txt"), (PHRASE + "\n").repeat(5000));
        Result result = start(
                Map.of("LAUNCHER", distribution.resolve("attention").toString(), "LINES_FILE", lines.toString()),
                List.of(
                        "/bin/bash",
                        "-c",
                        "\"$LAUNCHER\" --file \"$LINES_FILE\" | head -n 1; exit \"${PIPESTATUS[0]}\""));
        assertThat(result.out()).isEqualTo("Original phrase:  " + PHRASE + "\n");
        assertThat(result.err().lines()).singleElement().asString().contains("standard output was closed");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    @Test
    void benchOfADistributionSaysThatItNeedsACheckout() throws IOException, InterruptedException {
        Result result = start(distribution, Map.of(), "bench", "--quick");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains("bench needs a checkout");
    }

    @Test
    void aJavaHomeThatLeadsNowhereIsNamed() throws IOException, InterruptedException {
        Result result = start(distribution, Map.of("JAVA_HOME", "/nowhere"), PHRASE);
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains("/nowhere", "JDK 17");
    }

    @Test
    void aBackendWhoseJarIsAbsentNamesTheArtifact() throws IOException, InterruptedException {
        Path without = directory.resolve("without ejml");
        copy(distribution, without);
        try (Stream<Path> jars = Files.list(without.resolve("lib"))) {
            for (Path jar : jars.filter(each -> each.getFileName().toString().startsWith("attention-ejml"))
                    .toList()) {
                Files.delete(jar);
            }
        }
        Result result = start(without, Map.of(), "--backend", "ejml", PHRASE);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("'ejml'", "org.attentionworkbench:attention-ejml");
        assertThat(start(without, Map.of(), "--backend", "ojalgo", PHRASE).exitCode())
                .isZero();
    }

    @Test
    void aTextThatNearlyFillsTheMemoryIsRefusedInOneLine() throws IOException, InterruptedException {
        Path text = Files.writeString(directory.resolve("text.txt"), "word ".repeat(5000)); // 191 MiB of full weights
        Result result = start(distribution, Map.of("JAVA_OPTS", "-Xmx256m"), "--file", text.toString());
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains("5,000 words", "191 MiB", "top-k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"statistics:keys=0+4999,received=true", "full:rows=0+4999"})
    void itsStatisticsAndSomeOfItsRowsFit(String report) throws IOException, InterruptedException {
        Path text = Files.writeString(directory.resolve("text.txt"), "word ".repeat(5000)); // 191 MiB of full weights
        for (String backend : List.of("reference", "simd", "plain")) {
            Result result = start(
                    distribution,
                    Map.of("JAVA_OPTS", "-Xmx128m"),
                    "--file",
                    text.toString(),
                    "--backend",
                    backend,
                    "--report",
                    report);
            assertThat(result.err()).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.out().lines()).hasSizeGreaterThan(10_000);
        }
    }

    @Test
    void pluginsOfTheDistributionAreFound() throws IOException, InterruptedException {
        Path with = directory.resolve("with plugins");
        copy(distribution, with);
        Path dropped = ExamplePlugin.droppedInto(directory);
        Files.move(dropped, with.resolve("plugins"));
        Result result =
                start(with, Map.of(), "--score", "sign", "--embedder", "one-hot", "--report", "top-k:k=1", PHRASE);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("fox has the highest attention weight with fox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--backend simd a_phrase",
                "run --backend=auto:threads=1 a_phrase",
                "compare --backends reference,simd a_phrase",
                "compare --with score=dot;backend=simd a_phrase",
                "verify --backend simd CASES",
                "--config CHOICES a_phrase",
                "--config=CHOICES a_phrase",
            })
    void whoeverNamesTheVectorsHasThemWithoutANotice(String line) throws IOException, InterruptedException {
        Path choices = Files.writeString(directory.resolve("choices.yaml"), "backend:\n  simd: {threads: 1}\n");
        String[] arguments = line.replace("CASES", softmaxCases())
                .replace("CHOICES", choices.toString())
                .split(" ", -1);
        Result result = start(distribution, Map.of(), arguments);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "plain", "auto"})
    void aFusedPassIsMadeAndSaidSo(String backend) throws IOException, InterruptedException {
        String values = "json:stages=values"; // no whole matrix, which auto would leave to the other way
        Result result = start(distribution, Map.of(), "--backend", backend, "--report", values, PHRASE);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"way\":\"fused\"");

        Result text = start(distribution, Map.of(), "--backend", backend, "--report", "top-k", PHRASE);
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).contains("\nComputed in one fused pass in 32-bit floating point (" + backend + ": ");
    }

    private static String softmaxCases() {
        return ConformanceTest.cases().resolve("onnx-softmax").toString();
    }

    @Test
    void theListSaysWhatTheLauncherCanGive() throws IOException, InterruptedException {
        assertThat(start(distribution, Map.of(), "list", "backend").out())
                .contains("\n  simd ")
                .doesNotContain("unavailable");
    }

    @Test
    void theVectorModuleIsThereOnlyForThoseWhoNameIt() throws IOException, InterruptedException {
        Map<String, String> told = Map.of("JAVA_OPTS", "-Xlog:module+load=info");
        assertThat(start(distribution, told, "--backend", "ejml", PHRASE).out()).doesNotContain("jdk.incubator.vector");
        assertThat(start(distribution, told, "--backend", "simd", PHRASE).out()).contains("jdk.incubator.vector");
    }

    @Test
    void errorsOfTheProgramAndOfJavaAreStillSeen() throws IOException, InterruptedException {
        Result program = start(distribution, Map.of(), "--backend", "simdd", PHRASE);
        assertThat(program.exitCode()).isEqualTo(2);
        assertThat(program.err().lines())
                .singleElement()
                .asString()
                .startsWith("attention: --backend: unknown backend");

        Result java = start(
                Map.of("LAUNCHER", distribution.resolve("attention").toString(), "JAVA_OPTS", "-Xmx2words"),
                List.of("/bin/bash", "-c", "\"$LAUNCHER\" --backend simd a 2>&1 | cat"));
        assertThat(java.out()).contains("Invalid maximum heap size: -Xmx2words").doesNotContain("incubator");
    }
}
