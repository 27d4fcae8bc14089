package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The reports that keep statistics or rows of weights instead of whole matrices, on every kind of backend. */
class StatisticsCommandTest {
    private static final String PHRASE = "The quick brown fox";

    /**
     * Scores of d = 4 channels below 1 are off by at most d·ε·‖q‖‖k‖, that is d²ε, in 32 bits; a softmax doubles that, and sums and
     * entropies over the 70 keys below add up what their shares are off by.
     */
    private static final double TOLERANCE_OF_32_BITS = 2 * 4 * 4 * 70 * Math.ulp(1.0f);

    @TempDir
    private Path directory;

    private CommandRun run(String... arguments) {
        return CommandRun.in(directory, arguments);
    }

    /** A text of 70 words, a few of which come again and again. */
    private static String text() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < 70; word++) {
            text.append('w').append(random.nextInt(25)).append(' ');
        }
        return text.toString();
    }

    /** The same JSON but for numbers that 32 bits round. */
    private static void assertClose(JsonNode actual, JsonNode expected) {
        List<JsonNode> numbers = leaves(actual);
        List<JsonNode> others = leaves(expected);
        assertThat(numbers).hasSameSizeAs(others).hasSizeGreaterThan(70);
        for (int index = 0; index < numbers.size(); index++) {
            if (others.get(index).isNumber()) {
                assertThat(numbers.get(index).asDouble())
                        .isCloseTo(others.get(index).asDouble(), within(TOLERANCE_OF_32_BITS));
            } else {
                assertThat(numbers.get(index)).isEqualTo(others.get(index));
            }
        }
    }

    private static List<JsonNode> leaves(JsonNode node) {
        if (node.isContainer()) {
            List<JsonNode> leaves = new ArrayList<>();
            node.forEach(child -> leaves.addAll(leaves(child)));
            return leaves;
        }
        return List.of(node);
    }

    @ParameterizedTest
    @CsvSource({
        "none, softmax, single-head",
        "causal, softmax, multi-head:heads=2",
        "!causal, softmax-plus-one, 'grouped-query:heads=4,key-heads=2'",
        "'window:left=3,right=1', sigmoid, multi-head:heads=4",
        "none, softmax:axis=queries, multi-head:heads=2",
        "causal, sparsemax, single-head",
        "none, relu-squared, single-head",
    })
    void bothWaysSayTheSameOfEveryHead(String mask, String normalizer, String variant) {
        for (String report : List.of("statistics:keys=0+7+69,received=true", "full:rows=0+31+69")) {
            List<String> line = new ArrayList<>(List.of("run", "--json", "--report", report, "--mask", mask));
            line.addAll(List.of("--normalizer", normalizer, "--variant", variant, text(), "--backend"));
            JsonNode expected = on("reference", line);
            for (String backend : List.of("simd", "plain", "auto", "ejml")) {
                assertClose(on(backend, line).get("heads"), expected.get("heads"));
            }
        }
    }

    private JsonNode on(String backend, List<String> line) {
        List<String> arguments = new ArrayList<>(line);
        arguments.add(backend);
        return run(arguments.toArray(String[]::new)).json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simd", "plain", "auto"})
    void nothingOfThemKeepsARunFromBeingFused(String backend) {
        for (String report : List.of("statistics:received=true", "full:rows=1")) {
            assertThat(run("--json", "--backend", backend, "--report", report, PHRASE)
                            .json()
                            .get("way")
                            .asString())
                    .isEqualTo("fused");
        }
    }

    /** Two words that are orthogonal unit vectors, and no scale: the scores are 1 and 0, the softmax e : 1. */
    @Test
    void theNumbersOfTwoWordsAreThoseOnPaper() {
        double e = Math.E;
        double first = e / (e + 1);
        JsonNode head = run(
                        "--json",
                        "--report",
                        "statistics:keys=1,received=true",
                        "--embedder",
                        "one-hot",
                        "--score",
                        "dot",
                        "the fox")
                .json()
                .at("/heads/0");

        assertThat(CommandRun.numbers(head.get("largest_score"))).containsExactly(1, 1);
        assertThat(CommandRun.numbers(head.get("log_sum_exp")))
                .containsExactly(new double[] {Math.log(e + 1), Math.log(e + 1)}, within(1e-15));
        double entropy = -first * Math.log(first) - (1 - first) * Math.log(1 - first);
        assertThat(CommandRun.numbers(head.get("entropy_nats")))
                .containsExactly(new double[] {entropy, entropy}, within(1e-15));
        assertThat(CommandRun.numbers(head.get("share_on_self")))
                .containsExactly(new double[] {first, first}, within(1e-15));
        assertThat(CommandRun.numbers(head.get("share_on_first")))
                .containsExactly(new double[] {first, 1 - first}, within(1e-15));
        assertThat(CommandRun.numbers(head.get("share_on_keys")))
                .containsExactly(new double[] {1 - first, first}, within(1e-15));
        assertThat(CommandRun.numbers(head.get("received"))).containsExactly(new double[] {1, 1}, within(1e-15));
    }

    @Test
    void severalPhrasesAreSeveralResults() {
        String one = run("--report", "statistics", "one two").success();
        String other = run("--report", "statistics", "three four five").success();

        assertThat(run("--report", "statistics", "one two", "three four five").success())
                .isEqualTo(one + "\n" + other);
        assertThat(run("--json", "--report", "statistics", "one two", "three four five")
                        .jsonLines())
                .hasSize(2);
    }

    @Test
    void chosenRowsAreThoseOfTheFullReport() {
        String full = run(PHRASE).success();
        String rows = run("--report", "full:rows=3+1", PHRASE).success();

        assertThat(rows.lines())
                .isSubsetOf(full.lines().toList())
                .containsSubsequence("For the word: 'quick':", "For the word: 'fox':")
                .doesNotContain("For the word: 'The':", "For the word: 'brown':");
        assertThat(run("--report", "full:rows=0+1+2+3", PHRASE).success()).isEqualTo(full);
    }

    @Test
    void aDifferenceOfSoftmaxesHasScoresButNoShares() {
        assertThat(run("--variant", "differential:lambda=0.9", "--report", "statistics", "--backend", "simd", PHRASE)
                        .success())
                .contains("(– weights below 0 are no shares, and have no entropy)\n")
                .contains("\nComputed stage by stage in 64-bit floating point (simd): the variant differential ");
    }

    @Test
    void everyWordOfALongTextHasItsLine() throws IOException {
        Files.writeString(directory.resolve("long.txt"), "a b c d e ".repeat(2000));
        List<String> lines = run(
                        "--backend", "plain", "--report", "statistics:keys=0+9999,received=true", "--file", "long.txt")
                .success()
                .lines()
                .toList();

        assertThat(lines).hasSize(1 + 3 + 10_000 + 1 + 3 + 10_000 + 2);
        assertThat(lines).filteredOn(line -> line.startsWith("9999 e ")).hasSize(2);
        assertThat(run("--backend", "plain", "--report", "full:rows=9999", "--file", "long.txt")
                        .success()
                        .lines())
                .hasSize(1 + 4 + 10_000 + 3 + 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statistics:keys=4 | the numbers of key 4 are asked for, and there are 4 keys, at positions 0 to 3",
                "full:rows=9 | the numbers of query 9 are asked for, and there are 4 queries, at positions 0 to 3",
                "statistics:keys=-1 | --report: the option 'keys' of report 'statistics' takes positions from 0 with + between "
                        + "them, such as 0+3, not '-1'",
                "statistics:keys= | --report: the option 'keys' of report 'statistics' takes positions from 0 with + between "
                        + "them, such as 0+3, not ''",
                "full:rows=fox | --report: the option 'rows' of report 'full' takes positions from 0 with + between them, such "
                        + "as 0+3, not 'fox'",
                "statistics:received=yes | --report: the option 'received' of report 'statistics' takes true or false, not 'yes'",
                "statistics:key=1 | --report: report 'statistics' has no option 'key'; did you mean 'keys'? There are keys, received",
            })
    void whatIsNotThereIsRefusedInOneLine(String report, String message) {
        for (String backend : List.of("reference", "plain")) {
            assertThat(run("--backend", backend, "--report", report, PHRASE).refusal())
                    .isEqualTo(message);
            assertThat(run("--json", "--backend", backend, "--report", report, PHRASE)
                            .refusal())
                    .isEqualTo(message);
        }
    }

    @Test
    void oneWordHasOnePosition() {
        assertThat(run("--report", "full:rows=1", "fox").refusal())
                .isEqualTo("the numbers of query 1 are asked for, and there is 1 query, at position 0");
    }

    @Test
    void aComparisonSaysHowMuchOfTheMatrixTheyPrint() {
        assertThat(run("compare", "--report", "statistics", PHRASE).success()).contains("statistics: 0 of 16 weights");
        assertThat(run("compare", "--report", "full:rows=0+2", PHRASE).success())
                .contains("full: 8 of 16 weights");
    }

    @Test
    void stagesAreForReportsOfStages() {
        assertThat(run("--stages", "raw", "--report", "statistics", PHRASE).refusal())
                .isEqualTo("--stages: the report statistics takes no stages; choose --report json or csv, or --json");
        assertThat(run("--stages", "raw", "--json", "--report", "full:rows=1", PHRASE)
                        .json()
                        .at("/heads/0")
                        .propertyNames())
                .containsExactly("head", "raw");
    }
}
