package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.cli.shell.Surroundings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of one command line, executed in this process.
 *
 * @param exitCode the exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int exitCode, String out, String err) {
    private static final String BEGINNING = "attention: ";

    /** Executes a command line in a directory; standard input is empty. */
    static CommandRun in(Path directory, String... arguments) {
        return withInput(new byte[0], directory, arguments);
    }

    /** Executes a command line in a directory, with a text on standard input. */
    static CommandRun withInput(String input, Path directory, String... arguments) {
        return withInput(input.getBytes(StandardCharsets.UTF_8), directory, arguments);
    }

    /** Executes a command line in a directory, with bytes on standard input. */
    static CommandRun withInput(byte[] input, Path directory, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input), out, new PrintWriter(err, true), directory, Optional.empty());
        int exitCode = new Program(surroundings).execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** Surroundings without input, whose output is lost. */
    static Surroundings nowhere() {
        return new Surroundings(
                InputStream.nullInputStream(),
                Writer.nullWriter(),
                new PrintWriter(Writer.nullWriter()),
                Path.of(""),
                Optional.empty());
    }

    /** What it wrote, having succeeded without a word on standard error. */
    String success() {
        assertThat(err).isEmpty();
        assertThat(exitCode).isZero();
        return out;
    }

    /** The lines that say what is wrong with the input: nothing else was written. */
    List<String> refusals() {
        assertThat(out).isEmpty();
        assertThat(exitCode).isEqualTo(2);
        return complaints();
    }

    /** The one line that says what is wrong with the input: nothing else was written. */
    String refusal() {
        List<String> lines = refusals();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    /** The lines on standard error, each of which begins with the name of the command and belongs to no stack trace. */
    List<String> complaints() {
        assertThat(err).endsWith(System.lineSeparator());
        List<String> lines = err.lines().toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).startsWith(BEGINNING);
            assertThat(line).doesNotContain("Exception", "\tat ");
        });
        return lines.stream().map(line -> line.substring(BEGINNING.length())).toList();
    }

    /** The JSON it wrote, having succeeded. */
    JsonNode json() {
        return JsonMapper.shared().readTree(success());
    }

    /** Each line of JSON it wrote, having succeeded. */
    List<JsonNode> jsonLines() {
        return success().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }

    /** A matrix that stands in JSON as an array of rows. */
    static double[][] matrix(JsonNode rows) {
        return rows.valueStream().map(CommandRun::numbers).toArray(double[][]::new);
    }

    /** The numbers of a JSON array. */
    static double[] numbers(JsonNode row) {
        return row.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}
