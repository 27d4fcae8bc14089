package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.SafetensorsWriter;
import org.attentionworkbench.core.tensor.Tensor;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command that the documentation shows prints what the documentation says it prints. */
class DocumentedExamplesTest {
    private static final Path TOP = Path.of("..");
    private static final Path CONFIGURATION_PAGE = TOP.resolve("docs/configuration.md");
    private static final List<Path> PAGES = List.of(
            TOP.resolve("README.md"),
            TOP.resolve("docs/commands.md"),
            CONFIGURATION_PAGE,
            TOP.resolve("docs/plugins.md"),
            TOP.resolve("examples/sign-plugin/README.md"));
    private static final String CASES = "attention-cli/src/test/resources/conformance";
    private static final Pattern STEP = Pattern.compile("```\n(4\\. Softmax.*?)```", Pattern.DOTALL);
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    /** Examples that no test can run, and why. */
    private static final Map<String, String> NOT_RUN = Map.of(
            "printf \"word %.0s\" $(seq 60000) | attention -",
            "how much room there is depends on the machine",
            "attention verify --plugins DIR --backend my-backend " + CASES,
            "directory and backend stand for the reader's own",
            "attention list --plugins tiny/target | grep tiny",
            "the jar is built by the reader");

    @TempDir
    private Path directory;

    private static List<DocumentedExample> examples() throws IOException {
        List<DocumentedExample> examples = new ArrayList<>();
        for (Path page : PAGES) {
            List<DocumentedExample> ofThePage = DocumentedExample.of(page);
            assertThat(ofThePage).as("examples of %s", page).hasSizeGreaterThanOrEqualTo(2);
            examples.addAll(ofThePage);
        }
        return examples;
    }

    @TestFactory
    Stream<DynamicTest> theyPrintWhatTheDocumentationShows() throws IOException {
        return examples().stream()
                .filter(example -> !NOT_RUN.containsKey(example.command()))
                .map(example -> dynamicTest(example.toString(), () -> assertPrints(example)));
    }

    @Test
    void whatIsNotRunIsStillThere() throws IOException {
        assertThat(examples()).extracting(DocumentedExample::command).containsAll(NOT_RUN.keySet());
    }

    /** The page shows a step without the command that prints it. */
    @Test
    void theStepInTheReadmeIsOneOfTheExplanation() throws IOException {
        Matcher step = STEP.matcher(Files.readString(TOP.resolve("README.md")));
        assertThat(step.find()).as("a step in the README").isTrue();
        assertThat(CommandRun.in(directory, "explain", "--word", "fox", "The quick brown fox")
                        .success())
                .contains("\n" + step.group(1) + "\n");
    }

    private void assertPrints(DocumentedExample example) throws IOException {
        Path prepared = Files.createTempDirectory(directory, "example");
        prepare(prepared, example.command());
        Terminal terminal = new Terminal(prepared);
        terminal.type(example.command());
        String screen = terminal.screen().replace(prepared + File.separator, ""); // readers type from where they are

        if (example.printed().isEmpty()) {
            assertThat(screen).isNotBlank();
        } else {
            assertThat(onAnyMachine(screen)).isEqualTo(onAnyMachine(example.printed()));
        }
        boolean complains = screen.startsWith("attention: ");
        assertThat(terminal.exitCode()).as(screen).isEqualTo(complains ? 2 : 0);
        assertThat(complains).isEqualTo(example.printed().startsWith("attention: "));
    }

    /** Without the width of the processor's vectors, and with the name of a module for its jar, which is not packed when tests run. */
    private static String onAnyMachine(String text) {
        return text.replaceAll("vectors of \\d+ bits", "vectors")
                .replaceAll("\\[(attention-[a-z]+)-\\d[^]]*\\.jar]", "[$1]");
    }

    /** Writes the files that the examples name. */
    private static void prepare(Path directory, String command) throws IOException {
        Files.writeString(directory.resolve("two.txt"), "The quick brown fox\nmachine learning\n");
        Files.writeString(directory.resolve("book.txt"), "It was the best of times,\nit was the worst of times\n");
        Files.writeString(directory.resolve("mine.yaml"), yaml("seed: 7\n"));
        Files.writeString(directory.resolve("three.yaml"), yaml("score: scaled-dott\n"));
        Files.writeString(directory.resolve("wrong.yaml"), """
                seed: many
                normaliser: softmax
                variant:
                  multi-head:
                    heads: 2
                colour: blue
                """);
        Tensor tensor = Tensor.wrap(ElementType.F64, Matrices.random(1, 24, 5).elements(), new int[] {1, 2, 3, 4});
        SafetensorsWriter.write(
                directory.resolve("qkv.safetensors"), Map.of("q", tensor, "k", tensor, "v", tensor), Map.of());
        Files.move(ExamplePlugin.droppedInto(directory), directory.resolve("plugins"));
        Path example = Files.createDirectories(directory.resolve("examples/sign-plugin"));
        Files.move(ExamplePlugin.droppedInto(directory), example.resolve("target"));
        if (command.contains(CASES)) {
            copyCases(directory.resolve(CASES));
        }
    }

    private static void copyCases(Path to) throws IOException {
        Path cases = ConformanceTest.cases();
        try (Stream<Path> paths = Files.walk(cases)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(cases.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }

    /** The block of the page on configuration that begins like this. */
    private static String yaml(String beginning) throws IOException {
        Matcher block = YAML_BLOCK.matcher(Files.readString(CONFIGURATION_PAGE));
        while (block.find()) {
            if (block.group(1).startsWith(beginning)) {
                return block.group(1);
            }
        }
        throw new AssertionError("no block begins with " + beginning);
    }
}
