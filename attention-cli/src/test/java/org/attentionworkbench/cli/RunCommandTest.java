package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
    private static final String PHRASE = "The quick brown fox";

    @TempDir
    private Path directory;

    @Test
    void theShortFormIsRun() {
        assertThat(CommandRun.in(directory, PHRASE))
                .isEqualTo(CommandRun.in(directory, "run", PHRASE))
                .isEqualTo(CommandRun.in(directory, "--score", "scaled-dot", PHRASE));
    }

    @ParameterizedTest
    @CsvSource({
        "reference, softmax, materialized, ''",
        "plain:threads=1, softmax, fused, 'plain Java, 1 thread'",
        "plain, sparsemax, materialized, the normalizer sparsemax needs all scores of a query at once",
        "auto, softmax, materialized, a whole matrix of queries × keys is asked for",
    })
    void theJsonSaysWhichWayItRanAndWhy(String backend, String normalizer, String way, String reason) {
        JsonNode result = CommandRun.in(
                        directory, "--backend", backend, "--normalizer", normalizer, "--report", "json", PHRASE)
                .json();
        assertThat(result.get("way").asString()).isEqualTo(way);
        assertThat(result.path("reason").asString("")).isEqualTo(reason);
    }

    @Test
    void severalPhrasesAreSeveralResultsHoweverTheyCome() throws IOException {
        String both = CommandRun.in(directory, "one two", "three four").success();
        assertThat(both).contains("Original phrase:  one two\n", "\n\nOriginal phrase:  three four\n");
        Files.write(
                directory.resolve("phrases.txt"),
                "\uFEFFone two\r\n\r\nthree four\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(CommandRun.in(directory, "--file", "phrases.txt").success()).isEqualTo(both);
        assertThat(CommandRun.withInput("one two\n\nthree four", directory, "-").success())
                .isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@home", "@phrases.txt", "-1", "'quoted'", "${sys:user.home}", "%s"})
    void aPhraseIsTakenAsItStands(String phrase) throws IOException {
        Files.writeString(directory.resolve("phrases.txt"), "one two");
        assertThat(CommandRun.in(directory, phrase).success()).startsWith("Original phrase:  " + phrase + "\n");
        String file = "@" + directory.resolve("phrases.txt");
        assertThat(CommandRun.in(directory, file).success()).startsWith("Original phrase:  " + file + "\n");
    }

    @Test
    void afterTwoDashesEverythingIsAPhrase() {
        assertThat(CommandRun.in(directory, "--", "--score").success()).startsWith("Original phrase:  --score\n");
    }

    @Test
    void joinedLinesAreOnePhrase() {
        assertThat(CommandRun.withInput("one two\nthree\n", directory, "--join-lines", "-")
                        .success())
                .isEqualTo(CommandRun.in(directory, "one two three").success());
    }

    @Test
    void aFileHoldsWhatStandardOutputWould() throws IOException {
        Path file = Files.writeString(directory.resolve("out.txt"), "before");
        assertThat(CommandRun.in(directory, "--output", "out.txt", PHRASE).success())
                .isEmpty();
        assertThat(file).hasContent(CommandRun.in(directory, PHRASE).success());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aSymbolicLinkStaysAndItsFileIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("real.txt"), "before");
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), file);
        assertThat(CommandRun.in(directory, "--output", "link.txt", PHRASE).success())
                .isEmpty();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent(CommandRun.in(directory, PHRASE).success());
    }

    @Test
    void aDeviceIsWrittenToAsItIs() {
        assertThat(CommandRun.in(directory, "--output", "/dev/null", PHRASE).success())
                .isEmpty();
    }

    @Test
    void theSeedChangesTheVectors() {
        assertThat(CommandRun.in(directory, "--seed", "1", PHRASE).success())
                .isNotEqualTo(CommandRun.in(directory, "--seed", "2", PHRASE).success())
                .isEqualTo(CommandRun.in(directory, "--embedder", "random:seed=1", PHRASE)
                        .success());
    }

    @Test
    void theUsualFileIsUsedAndSaid() throws IOException {
        Files.writeString(directory.resolve("attention.yaml"), "report: {top-k: {k: 1}}\nseed: 3\n");
        CommandRun run = CommandRun.in(directory, PHRASE);
        assertThat(run.exitCode()).isZero();
        assertThat(run.complaints()).singleElement().asString().contains("using", "attention.yaml");
        assertThat(run.out())
                .isEqualTo(
                        CommandRun.in(directory, "--preset", "default", "--seed", "3", "--report", "top-k:k=1", PHRASE)
                                .success());
        assertThat(CommandRun.in(directory, "--report", "top-k:k=2", PHRASE).out())
                .isNotEqualTo(run.out());
    }

    @Test
    void jsonIsOneLineThatSaysWhatItIs() {
        String line = CommandRun.in(directory, "--json", PHRASE).success();
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.get("rows").asString()).isEqualTo("queries");
        assertThat(json.get("columns").asString()).isEqualTo("keys");
        assertThat(json.get("composition").get("seed").asString()).isEqualTo("42");
        assertThat(json.get("words")).hasSize(4);
    }

    @Test
    void askedForJsonAReportThatIsJsonKeepsItsOptions() {
        assertThat(CommandRun.in(directory, "--json", "--report", "json:stages=masked", PHRASE)
                        .success())
                .contains("\"masked\"")
                .doesNotContain("\"weights\"");
    }

    @Test
    void csvNumbersItsPhrases() {
        assertThat(CommandRun.in(directory, "--report", "csv", "a", "b").success())
                .isEqualTo("""
                        phrase,head,query,query_word,key,key_word,weights
                        1,1,1,a,1,a,1.0
                        2,1,1,b,1,b,1.0
                        """);
    }

    @Test
    void aThousandWordsWorkInTextAndInJson() throws IOException {
        Random random = new Random(1);
        String text =
                Stream.generate(() -> "w" + random.nextInt(500)).limit(1000).collect(Collectors.joining(" "));
        Files.writeString(directory.resolve("long.txt"), text);
        assertThat(CommandRun.in(directory, "--report", "top-k:k=2", "--file", "long.txt")
                        .success()
                        .lines())
                .hasSize(4 + 1000 * 4 + 1 + 1000);
        JsonNode weights = CommandRun.in(directory, "--json", "--file", "long.txt")
                .json()
                .get("heads")
                .get(0)
                .get("weights");
        assertThat(weights).hasSize(1000).allSatisfy(row -> assertThat(row).hasSize(1000));
    }

    @Test
    void manyWordsWorkWithTheReportThatKeepsFew() throws IOException {
        Files.writeString(directory.resolve("long.txt"), "a b c d e ".repeat(1600));
        assertThat(CommandRun.in(directory, "--report", "top-k:k=1", "--file", "long.txt")
                        .success()
                        .lines())
                .hasSize(4 + 8000 * 3 + 1 + 8000);
    }
}
