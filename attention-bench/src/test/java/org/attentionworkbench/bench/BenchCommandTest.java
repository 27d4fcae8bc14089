package org.attentionworkbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.attentionworkbench.cli.shell.Surroundings;
import org.attentionworkbench.core.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return BenchCommand.execute(
                new Surroundings(
                        InputStream.nullInputStream(), out, new PrintWriter(err, true), directory, Optional.empty()),
                arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--thread=1, did you mean --threads?",
        "--threads=0, as many as there are processors",
        "--threads=two, is not an integer",
        "--shapes=3x3, is no shape",
        "--peers=torch, there is no contender 'torch'",
        "--only=everything, 'takes peers, libraries, variations, captures, growth, not ''everything'''",
        "--only=growth;--threads=1, add peers to --only",
        "--only=captures;--shapes=1x1x1x9x9x4, add peers to --only",
        "--json=nowhere/result.json, there is no directory",
    })
    void badUsageIsOneLine(String arguments, String reason) {
        assertThat(execute(arguments.split(";", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("attention: ")
                .contains(reason);
    }

    @Test
    void helpNamesTheOptions() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .startsWith("Usage: attention bench")
                .contains("--quick", "--only", "--threads", "--shapes", "--peers", "--json", "--markdown");
    }

    @Test
    void aMeasurementIsATableAndAFile() {
        assertThat(execute("--quick", "--shapes", "1x2x1x5x7x4", "--peers", "ejml-float", "--json", "result.json"))
                .isZero();
        assertThat(out.toString())
                .contains("1 thread;", "ejml-float: EJML", "1x2x1x5x7x4")
                .doesNotContain("pytorch");
        assertThat(err.toString()).contains("bench: 1x2x1x5x7x4 causal: ejml-float");
        assertThat(Files.exists(directory.resolve("result.json"))).isTrue();
        assertThat(JsonReader.read(directory.resolve("result.json")))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKeys("processor", "java", "comparisons");
    }

    @Test
    void tablesAreMarkdownWhereThatIsWanted() {
        assertThat(execute(
                        "--quick",
                        "--only=peers",
                        "--threads=1",
                        "--shapes=1x1x1x3x3x4",
                        "--peers=ejml-float",
                        "--markdown"))
                .isZero();
        assertThat(out.toString()).contains("\n### 1 thread; ", "\n- ejml-float: EJML", "\n| 1x1x1x3x3x4 | causal |");
    }

    @Test
    void nothingIsLeftOfAFileThatCannotBeWritten() throws IOException {
        Files.createDirectory(directory.resolve("result.json"));
        assertThat(execute("--quick", "--shapes=1x1x1x3x3x4", "--peers=ejml-float", "--json=result.json"))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("is a directory; name a file");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("result.json"));
        }
    }
}
