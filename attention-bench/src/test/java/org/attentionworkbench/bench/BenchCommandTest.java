package org.attentionworkbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
        "--json=nowhere/result.json, there is no directory",
    })
    void badUsageIsOneLine(String argument, String reason) {
        assertThat(execute(argument)).isEqualTo(2);
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
                .contains("--quick", "--threads", "--shapes", "--peers", "--json");
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
}
