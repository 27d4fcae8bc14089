package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command prints what the NumPy notebook printed, for two phrases, two seeds and both axes, on every backend. The notebook's
 * texts and numbers lie with the tests of the core, beside this module.
 */
class NotebookTest {
    private static final Path NOTEBOOK = Path.of("..", "attention-core", "src", "test", "resources", "notebook");
    private static final double TOLERANCE = 1e-12;

    /**
     * A sum of d = 4 products of numbers below 1 that were rounded before is off by at most d·ε·d in 32 bits, and a softmax at most
     * doubles that.
     */
    private static final double TOLERANCE_OF_32_BITS = 2 * 4 * 4 * Math.ulp(1.0f);

    @TempDir
    Path directory;

    static Stream<Arguments> runs() {
        List<Arguments> runs = new ArrayList<>();
        for (String backend : Workbench.open().catalogs().of(Kind.BACKEND).names()) {
            for (String report : List.of("full", "top3")) {
                for (String seed : List.of("0", "42")) {
                    for (String axis : List.of("rows", "columns")) {
                        runs.add(Arguments.of(backend, report, seed, axis));
                    }
                }
            }
        }
        return runs.stream();
    }

    @Test
    void runsOnThreeBackendsAtLeast() {
        assertThat(runs()).hasSizeGreaterThanOrEqualTo(3 * 8);
    }

    @ParameterizedTest(name = "{0}: {1}, seed {2}, {3}")
    @MethodSource("runs")
    void theTextIsTheNotebooksByteForByte(String backend, String report, String seed, String axis) throws IOException {
        String name = report + "-seed" + seed + "-" + axis;
        String printed = run(name, backend, report.equals("full") ? "full" : "top-k:k=3", seed, axis)
                .success();

        String notebook = Files.readString(NOTEBOOK.resolve(name + ".txt"));
        assertThat(printed).startsWith(notebook);
        assertThat(printed.substring(notebook.length())).matches(leavesAChoice(backend) ? "\nComputed .+\\.\n" : "");
    }

    /** Whether a backend can compute in more than one way; then the text ends with which way it did. */
    private static boolean leavesAChoice(String backend) {
        Configuration configuration = Configuration.defaults().with(Kind.BACKEND, backend);
        return Workbench.open().runner(configuration).composition().backend() instanceof FusedBackend;
    }

    @ParameterizedTest(name = "{0}: {1}, seed {2}, {3}")
    @MethodSource("runs")
    void theNumbersAreTheNotebooks(String backend, String report, String seed, String axis) throws IOException {
        String name = report + "-seed" + seed + "-" + axis;
        JsonNode expected = notebook(name);
        JsonNode actual = run(name, backend, "json", seed, axis).json();
        JsonNode head = actual.get("heads").get(0);
        double tolerance = actual.get("way").asString().equals(Execution.FUSED) ? TOLERANCE_OF_32_BITS : TOLERANCE;

        assertThat(actual.get("words")).isEqualTo(expected.get("words"));
        assertThat(actual.get("embeddings")).isEqualTo(expected.get("embeddings"));
        assertClose(head.get("raw"), expected.get("scores"), tolerance);
        assertClose(head.get("weights"), expected.get("weights"), tolerance);
        assertClose(head.get("values"), expected.get("values"), tolerance);
        assertClose(actual.get("output"), expected.get("values"), tolerance);
    }

    private CommandRun run(String name, String backend, String report, String seed, String axis) throws IOException {
        return CommandRun.in(
                directory,
                "run",
                "--preset",
                "notebook",
                "--seed",
                seed,
                "--normalizer",
                "softmax:axis=" + (axis.equals("rows") ? "keys" : "queries"),
                "--backend",
                backend,
                "--report",
                report,
                notebook(name).get("phrase").asString());
    }

    private static JsonNode notebook(String name) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(NOTEBOOK.resolve(name + ".json")));
    }

    private static void assertClose(JsonNode actualRows, JsonNode expectedRows, double tolerance) {
        double[][] actual = CommandRun.matrix(actualRows);
        double[][] expected = CommandRun.matrix(expectedRows);
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int row = 0; row < expected.length; row++) {
            assertThat(actual[row]).containsExactly(expected[row], offset(tolerance));
        }
    }
}
