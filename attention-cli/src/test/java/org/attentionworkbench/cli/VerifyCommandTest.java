package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyCommandTest {
    private static final String SOFTMAX = "onnx-softmax";
    private static final Set<String> BACKENDS = Backends.all(Workbench.open()).keySet();

    @TempDir
    private Path directory;

    private static String folder(String name) {
        return ConformanceTest.cases().resolve(name).toString();
    }

    /** What is told of some cases that all end alike on every backend. */
    private static String sums(int passed, int failed, int skipped) {
        int each = BACKENDS.size();
        return each * passed + " passed, " + each * failed + " failed, " + each * skipped + " skipped";
    }

    private static String onEveryBackend() {
        return " on " + String.join(", ", BACKENDS) + ": ";
    }

    /** A folder of Softmax cases: the softmax of two equal numbers, and what is told to be expected of it. */
    private Path written(Map<String, double[]> expected) throws IOException {
        List<Object> cases = new ArrayList<>();
        for (Map.Entry<String, double[]> each : expected.entrySet()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("in", Tensor.wrap(ElementType.F32, new double[] {3, 3}, 1, 2));
            tensors.put("out", Tensor.wrap(ElementType.F32, each.getValue(), 1, each.getValue().length));
            SafetensorsWriter.write(directory.resolve(each.getKey() + ".safetensors"), tensors, Map.of());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", each.getKey());
            json.put("file", each.getKey() + ".safetensors");
            json.put("op_type", "Softmax");
            json.put("inputs", List.of(Map.of("name", "input", "tensor", "in")));
            json.put("outputs", List.of(Map.of("name", "output", "tensor", "out")));
            json.put("rtol", 0.1);
            json.put("tight_rtol", 1e-6);
            cases.add(json);
        }
        return manifest(cases);
    }

    private Path manifest(List<Object> cases) throws IOException {
        StringBuilder out = new StringBuilder();
        JsonDocument.write(Map.of("title", "some cases", "cases", cases), out);
        Files.writeString(directory.resolve("manifest.json"), out);
        return directory;
    }

    @Test
    void everyCaseCountsOnceForEachBackend() {
        List<String> lines = CommandRun.in(directory, "verify", folder(SOFTMAX), folder("onnx-tensor-scatter"))
                .success()
                .lines()
                .toList();

        assertThat(lines)
                .containsExactly(
                        folder(SOFTMAX) + ": 4 cases" + onEveryBackend() + sums(4, 0, 0),
                        folder("onnx-tensor-scatter") + ": 2 cases" + onEveryBackend() + sums(2, 0, 0),
                        sums(6, 0, 0));
    }

    @Test
    void aChoiceBetweenBackendsIsNotCountedBesideThem() {
        assertThat(BACKENDS)
                .contains("reference", "ejml", "ojalgo", "simd", "plain")
                .doesNotContain("auto");
        assertThat(CommandRun.in(directory, "verify", "--backend", "auto", folder(SOFTMAX))
                        .success())
                .contains(": 4 cases on auto: 4 passed");
    }

    @Test
    void aDirectoryOfFoldersIsVerifiedFolderByFolder() {
        String out = CommandRun.in(
                        directory,
                        "verify",
                        "--backend",
                        "ejml",
                        ConformanceTest.cases().toString())
                .success();

        assertThat(out.lines()).hasSize(11).last().isEqualTo("176 passed, 0 failed, 0 skipped");
        assertThat(out).contains("onnx-flex-attention: 9 cases on ejml: 9 passed, 0 failed, 0 skipped");
    }

    @Test
    void itIsToldHowManyCasesAFusedBackendComputesInOnePass() {
        List<String> lines = CommandRun.in(directory, "verify", "--backend", "plain", folder("onnx-attention"))
                .success()
                .lines()
                .toList();
        assertThat(lines.get(lines.size() - 2))
                .matches("[1-9][0-9]* were computed in one fused pass, the others stage by stage");
        assertThat(CommandRun.in(directory, "verify", "--backend", "reference", folder("onnx-attention"))
                        .success())
                .doesNotContain("fused");

        JsonNode json = JsonMapper.shared()
                .readTree(CommandRun.in(directory, "verify", "--json", "--backend", "plain", folder("onnx-attention"))
                        .success());
        long fused = json.at("/folders/0/results")
                .valueStream()
                .filter(result -> result.at("/way").asString("").equals("fused"))
                .count();
        assertThat(json.at("/fused").asLong()).isEqualTo(fused).isPositive();
        assertThat(lines.get(lines.size() - 2)).startsWith(fused + " were");
        // the softmax alone has no score to fuse
        assertThat(CommandRun.in(directory, "verify", "--backend", "plain", folder(SOFTMAX))
                        .success())
                .doesNotContain("fused");
    }

    @Test
    void whatDiffersIsNamedWithItsPlace() throws IOException {
        written(Map.of("wrong", new double[] {0.5, 0.25}));

        CommandRun run = CommandRun.in(directory, "verify", ".");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        // 10⁻⁷, the absolute part where none is told, and 10⁻⁶ of the 0.25 expected
        assertThat(run.out().lines())
                .containsExactly(
                        "failed wrong on every backend: output output at [0, 1]: got 0.5, expected 0.25, "
                                + "tolerance 3.5E-7 (1 of 2 elements differ)",
                        directory.resolve(".") + ": 1 case" + onEveryBackend() + sums(0, 1, 0),
                        sums(0, 1, 0));
    }

    @Test
    void theLooseToleranceIsTheOneOfTheCase() throws IOException {
        written(Map.of("near", new double[] {0.5, 0.51}));

        assertThat(CommandRun.in(directory, "verify", ".").exitCode()).isEqualTo(1);
        assertThat(CommandRun.in(directory, "verify", "--tolerance", "tight", ".")
                        .exitCode())
                .isEqualTo(1);
        assertThat(CommandRun.in(directory, "verify", "--tolerance", "loose", ".")
                        .success())
                .endsWith(sums(1, 0, 0) + "\n");
    }

    @Test
    void shapesAndTypesMustBeThoseExpected() throws IOException {
        written(Map.of("longer", new double[] {0.5, 0.5, 0}));

        assertThat(CommandRun.in(directory, "verify", ".").out())
                .contains("output output: got F32 [1, 2], expected F32 [1, 3]");
    }

    @Test
    void brokenFilesFailTheirCaseAndNoOther() throws IOException {
        Map<String, double[]> cases = new LinkedHashMap<>();
        cases.put("broken", new double[] {0.5, 0.5});
        cases.put("missing", new double[] {0.5, 0.5});
        cases.put("fine", new double[] {0.5, 0.5});
        written(cases);
        Files.writeString(directory.resolve("broken.safetensors"), "no tensors");
        Files.delete(directory.resolve("missing.safetensors"));

        CommandRun run = CommandRun.in(directory, "verify", "--backend", "reference", ".");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines().toList().get(0))
                .startsWith("failed broken on reference: ")
                .contains("broken.safetensors: its header length is");
        assertThat(run.out().lines().toList().get(1))
                .startsWith("failed missing on reference: ")
                .endsWith("missing.safetensors: there is no such file");
        assertThat(run.out()).endsWith("\n1 passed, 2 failed, 0 skipped\n");
    }

    @Test
    void filesOfAnotherDigestFail() throws IOException {
        Path source = ConformanceTest.cases().resolve(SOFTMAX);
        for (String name : List.of("manifest.json", "test_softmax_example.safetensors")) {
            Files.copy(source.resolve(name), directory.resolve(name));
        }
        byte[] bytes = Files.readAllBytes(directory.resolve("test_softmax_example.safetensors"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(directory.resolve("test_softmax_example.safetensors"), bytes);

        CommandRun run = CommandRun.in(directory, "verify", ".");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("failed test_softmax_example on every backend: ", "its sha256 is ", "but the manifest says")
                .endsWith("\n" + sums(0, 4, 0) + "\n");
    }

    @Test
    void whatIsNotKnownIsSkippedByName() throws IOException {
        Map<String, Object> operator = new LinkedHashMap<>();
        operator.put("name", "one");
        operator.put("file", "one.safetensors");
        operator.put("op_type", "Gelu");
        operator.put("inputs", List.of());
        operator.put("outputs", List.of());
        Map<String, Object> attribute = new LinkedHashMap<>(operator);
        attribute.put("name", "two");
        attribute.put("op_type", "Attention");
        attribute.put("attributes", Map.of("is_causal", 1, "sinks", 4));
        Map<String, Object> domain = new LinkedHashMap<>(operator);
        domain.put("name", "three");
        domain.put("op_type", "Attention");
        domain.put("domain", "com.example");
        manifest(List.of(operator, attribute, domain));

        assertThat(CommandRun.in(directory, "verify", ".").success().lines())
                .startsWith(
                        "skipped one on every backend: the operator Gelu is not known",
                        "skipped two on every backend: Attention is not known with the attribute sinks",
                        "skipped three on every backend: the operator Attention of com.example is not known")
                .endsWith(sums(0, 0, 3));
    }

    @Test
    void theSameInJson() throws IOException {
        Map<String, double[]> cases = new LinkedHashMap<>();
        cases.put("fine", new double[] {0.5, 0.5});
        cases.put("wrong", new double[] {0.25, 0.5});
        written(cases);

        CommandRun run = CommandRun.in(directory, "verify", "--json", "--backend", "ojalgo", ".");

        assertThat(run.exitCode()).isEqualTo(1);
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.at("/tolerance").asString()).isEqualTo("tight");
        assertThat(json.at("/backends/0").asString()).isEqualTo("ojalgo");
        assertThat(json.at("/passed").asInt()).isEqualTo(1);
        assertThat(json.at("/failed").asInt()).isEqualTo(1);
        assertThat(json.at("/skipped").asInt()).isZero();
        assertThat(json.at("/folders/0/title").asString()).isEqualTo("some cases");
        assertThat(json.at("/folders/0/results/0/outcome").asString()).isEqualTo("passed");
        JsonNode wrong = json.at("/folders/0/results/1");
        assertThat(wrong.at("/case").asString()).isEqualTo("wrong");
        assertThat(wrong.at("/outcome").asString()).isEqualTo("failed");
        assertThat(wrong.at("/difference/output").asString()).isEqualTo("output");
        assertThat(wrong.at("/difference/index").toString()).isEqualTo("[0,0]");
        assertThat(wrong.at("/difference/got").asDouble()).isEqualTo(0.5);
        assertThat(wrong.at("/difference/expected").asDouble()).isEqualTo(0.25);
        assertThat(wrong.at("/difference/differing").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nowhere; nowhere: there is no such directory",
                ".; .: there is no manifest.json in it, nor in a directory in it",
                "notes.txt; notes.txt: it is a file where a folder of cases, or a directory of such folders, is needed",
            })
    void directoriesThatAreNoneAreRefused(String named, String message) throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "none");

        assertThat(CommandRun.in(directory, "verify", named).refusal())
                .isEqualTo(directory.resolve("") + "/" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "[]; it is not a JSON object",
                "{; line 1 column 2: not well-formed JSON",
                "{}; 'cases' is missing; a list of the cases is needed there",
                "{`format`:`attention-conformance/2`,`cases`:[]}; its format is 'attention-conformance/2'",
                "{`count`:2,`cases`:[]}; it counts 2 cases, but lists 0",
                "{`cases`:[1]}; case 1 is not a JSON object",
                "{`cases`:[{}]}; case 1: 'name' is missing",
                "{`cases`:[{`name`:`a`,`rtol`:`x`}]}; case a: 'rtol' is a number from 0, not x",
                "{`cases`:[{`name`:`a`,`file`:`../b`}]}; case a: the file '../b' is not in the folder",
            })
    void malformedManifestsAreRefused(String manifest, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("manifest.json"), manifest.replace('`', '"'));

        assertThat(CommandRun.in(directory, "verify", directory.toString()).refusal())
                .startsWith(file.toString())
                .contains(message);
    }

    @Test
    void badUsageIsRefused() {
        assertThat(CommandRun.in(directory, "verify").refusal()).contains("DIR");
        assertThat(CommandRun.in(directory, "verify", "--tolerance", "none", folder(SOFTMAX))
                        .refusal())
                .isEqualTo("--tolerance is tight or loose, not 'none'");
        assertThat(CommandRun.in(directory, "verify", "--backend", "ejm", folder(SOFTMAX))
                        .refusal())
                .contains("ejm", "ejml");
    }

    @Test
    void backendsOfPluginsAreVerifiedToo() throws IOException {
        Path plugins = ExamplePlugin.droppedInto(directory);

        assertThat(CommandRun.in(directory, "verify", "--plugins", plugins.toString(), folder(SOFTMAX))
                        .success())
                .endsWith("\n" + sums(4, 0, 0) + "\n");
        Files.writeString(plugins.resolve("broken.jar"), "no jar");
        CommandRun run = CommandRun.in(directory, "verify", "--plugins", plugins.toString(), folder(SOFTMAX));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("broken.jar");
        assertThat(run.out()).endsWith("\n" + sums(4, 0, 0) + "\n");
    }
}
