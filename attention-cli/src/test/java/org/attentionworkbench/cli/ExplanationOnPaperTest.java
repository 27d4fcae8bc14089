package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code explain} prints adds up on paper: every printed result is what the printed numbers before it give, to the last
 * printed digit.
 */
class ExplanationOnPaperTest {
    private static final String PHRASE = "The quick brown fox jumps over the lazy dog";

    private static final String PLUGINS = "the directory of the example plugin";

    @TempDir
    private Path directory;

    /** A printed table: its headings, and its rows of cells behind the word. */
    private record PrintedTable(List<String> headings, Map<String, List<String>> rows) {
        BigDecimal number(String row, int column) {
            return new BigDecimal(rows.get(row).get(column));
        }
    }

    static Stream<List<String>> commandLines() {
        List<List<String>> lines = new ArrayList<>();
        IntStream.rangeClosed(0, 50).forEach(seed -> lines.add(List.of("--seed", String.valueOf(seed))));
        IntStream.rangeClosed(1, 10).forEach(digits -> lines.add(List.of("--digits", String.valueOf(digits))));
        for (String embedder : List.of(
                "hashed",
                "one-hot",
                "random:dimension=1",
                "random:dimension=3",
                "random:dimension=8,distribution=normal",
                "random:dimension=16,distribution=normal")) {
            lines.add(List.of("--embedder", embedder));
        }
        // a product that lies so near a half that a double and paper round it to different sides
        lines.add(List.of("--seed", "4", "--digits", "10", "--embedder", "random:dimension=10"));
        lines.add(List.of("--preset", "notebook"));
        lines.add(List.of("--normalizer", "softmax:axis=queries", "--seed", "7"));
        lines.add(List.of("--mask", "causal"));
        lines.add(List.of("--mask", "causal", "--normalizer", "softmax:axis=queries"));
        lines.add(List.of("--modifier", "softcap:cap=0.5", "--modifier", "temperature:t=0.1"));
        lines.add(List.of("--variant", "multi-head:heads=2", "--head", "2"));
        lines.add(List.of("--plugins", PLUGINS, "--score", "sign"));
        lines.add(List.of("--plugins", PLUGINS, "--variant", "consensus:heads=2", "--head", "2"));
        lines.add(List.of("--score", "cosine"));
        lines.add(List.of("--projection", "random"));
        lines.add(List.of("--score", "scaled-dot:scale=0.3"));
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void everyPrintedResultFollowsFromThePrintedNumbers(List<String> options) throws IOException {
        List<PrintedTable> tables = explained(options);
        PrintedTable vectors = tables.get(0);
        PrintedTable scores = tables.get(1);
        PrintedTable softmax = table(tables, "exp(s − m)");
        PrintedTable value = tables.get(tables.size() - 1);

        for (String key : scores.rows().keySet()) {
            checkScore(
                    vectors,
                    scores,
                    key,
                    scale(options, vectors.rows().get("q  fox").size()));
            checkWeight(softmax, key);
        }
        PrintedTable afterSoftmax = tables.get(tables.indexOf(softmax) + 1);
        if (afterSoftmax.rows().containsKey("sum")) {
            checkSumsOfColumns(afterSoftmax);
        } else {
            checkSumOfRow(softmax);
        }
        checkValue(value);
    }

    private static BigDecimal scale(List<String> options, int channels) {
        if (options.contains("notebook") || options.contains("sign") || options.contains("cosine")) {
            return BigDecimal.ONE;
        }
        return options.contains("scaled-dot:scale=0.3")
                ? new BigDecimal("0.3")
                : BigDecimal.valueOf(1 / Math.sqrt(channels));
    }

    private static void checkScore(PrintedTable vectors, PrintedTable scores, String key, BigDecimal scale) {
        int channels = vectors.rows().get("k  " + key).size();
        BigDecimal sum = BigDecimal.ZERO;
        for (int channel = 0; channel < channels; channel++) {
            BigDecimal product = vectors.number("q  fox", channel).multiply(vectors.number("k  " + key, channel));
            BigDecimal printed = scores.number(key, channel);
            assertSame(product, printed, "product of channel " + channel + " for " + key);
            sum = sum.add(printed);
        }
        BigDecimal printedSum = scores.number(key, channels);
        assertSame(sum, printedSum, "sum for " + key);
        if (scores.rows().get(key).size() > channels + 1) {
            BigDecimal roundedScale = scale.setScale(printedSum.scale(), RoundingMode.HALF_EVEN);
            assertSame(printedSum.multiply(roundedScale), scores.number(key, channels + 1), "raw score of " + key);
        }
    }

    private static void checkWeight(PrintedTable softmax, String key) {
        BigDecimal exponential = softmax.number(key, 2);
        if (!softmax.rows().get(key).get(0).equals("−∞")) {
            double difference =
                    softmax.number(key, 0).subtract(softmax.number(key, 1)).doubleValue();
            assertSame(new BigDecimal(Math.exp(difference)), exponential, "exponential of " + key);
        }
        BigDecimal quotient = exponential.divide(softmax.number(key, 3), 40, RoundingMode.HALF_EVEN);
        assertSame(quotient, softmax.number(key, 4), "weight of " + key);
    }

    private static void checkSumOfRow(PrintedTable softmax) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String key : softmax.rows().keySet()) {
            sum = sum.add(softmax.number(key, 2));
        }
        assertSame(sum, softmax.number("fox", 3), "sum of the exponentials");
    }

    private static void checkSumsOfColumns(PrintedTable columns) {
        for (int key = 0; key < columns.rows().get("sum").size(); key++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (String query : columns.rows().keySet()) {
                sum = query.equals("sum") ? sum : sum.add(columns.number(query, key));
            }
            assertSame(sum, columns.number("sum", key), "sum of column " + key);
        }
    }

    /** The weights stand again in front of every eight channels. */
    private static void checkValue(PrintedTable value) {
        List<String> mixed = value.rows().get("value of fox");
        for (int channel = 0; channel < mixed.size(); channel++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (String key : value.rows().keySet()) {
                if (!key.startsWith("value of")) {
                    sum = sum.add(value.number(key, 0).multiply(value.number(key, channel + 1 + channel / 8)));
                }
            }
            assertSame(sum, value.number("value of fox", channel), "value in channel " + channel);
        }
    }

    private static void assertSame(BigDecimal computed, BigDecimal printed, String what) {
        assertThat(computed.setScale(printed.scale(), RoundingMode.HALF_EVEN))
                .as(what)
                .isEqualByComparingTo(printed);
    }

    private static PrintedTable table(List<PrintedTable> tables, String heading) {
        return tables.stream()
                .filter(table -> table.headings().contains(heading))
                .findFirst()
                .orElseThrow();
    }

    /** The tables that the command prints; where one goes on in a second (more than eight channels), both are joined. */
    private List<PrintedTable> explained(List<String> options) throws IOException {
        List<String> line = new ArrayList<>(List.of("explain", "--word", "fox"));
        for (String option : options) {
            line.add(
                    option.equals(PLUGINS)
                            ? ExamplePlugin.droppedInto(directory).toString()
                            : option);
        }
        line.add(PHRASE);
        String printed = CommandRun.in(directory, line.toArray(String[]::new)).success();
        List<PrintedTable> tables = new ArrayList<>();
        for (String section : printed.split("\n\\d+\\. .*\n|\nThe exponentials.*\n", -1)) {
            readTable(section).ifPresent(tables::add);
        }
        return tables;
    }

    private static Optional<PrintedTable> readTable(String section) {
        List<String> headings = new ArrayList<>();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String text : section.lines().toList()) {
            List<String> cells = new ArrayList<>(List.of(text.split(" {2,}", -1)));
            if (cells.size() < 2) {
                continue;
            }
            if (cells.get(0).matches("|key|query")) {
                headings.addAll(cells);
                continue;
            }
            String row = cells.remove(0);
            if (row.matches("[qk]")) {
                row = row + "  " + cells.remove(0);
            }
            rows.computeIfAbsent(row, unused -> new ArrayList<>()).addAll(cells);
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new PrintedTable(headings, rows));
    }

    static Stream<Arguments> modifiers() {
        return Stream.of(
                modifier("scale:factor=1000", raw -> raw * 1000),
                modifier("temperature:t=0.001", raw -> raw / 0.001),
                modifier("softcap:cap=0.5", raw -> 0.5 * Math.tanh(raw / 0.5)));
    }

    private static Arguments modifier(String choice, DoubleUnaryOperator formula) {
        return Arguments.of(choice, formula);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modifiers")
    void modifiedScoresFollowFromThePrintedRawScores(String modifier, DoubleUnaryOperator formula) throws IOException {
        PrintedTable table = table(explained(List.of("--modifier", modifier)), "modified");
        assertThat(table.rows()).hasSize(9);
        for (String key : table.rows().keySet()) {
            double modified = formula.applyAsDouble(table.number(key, 0).doubleValue());
            assertSame(new BigDecimal(modified), table.number(key, 1), "modified score of " + key);
        }
    }

    @Test
    void whatAVariantDoesToWeightsIsSaidToBeItsDoing() throws IOException {
        String plugins = ExamplePlugin.droppedInto(directory).toString();
        String variant = "consensus:heads=2,mix=0.25";
        String explained = CommandRun.in(
                        directory, "explain", "--plugins", plugins, "--variant", variant, "--word", "fox", PHRASE)
                .success();
        assertThat(explained).contains("Changed weights: the variant " + variant);
    }

    @Test
    void whatAVariantDoesToScoresIsSaidToBeItsDoing() {
        String variant = "talking-heads:heads=2,mix=0.25";
        assertThat(CommandRun.in(directory, "explain", "--variant", variant, "--word", "fox", PHRASE)
                        .success())
                .contains("Modified scores: the variant " + variant)
                .contains("Changed weights: the variant " + variant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "softmax-plus-one", "sigmoid", "relu-squared"})
    void roundingTo32BitsIsNotSaidToBeTheDoingOfTheVariant(String normalizer) {
        String explained = CommandRun.in(
                        directory,
                        "explain",
                        "--backend=plain:fused-only=true",
                        "--variant=multi-head:heads=2",
                        "--modifier=softcap:cap=0.7",
                        "--normalizer=" + normalizer,
                        "--digits=9",
                        PHRASE)
                .success();
        assertThat(explained.replaceFirst("Composed of .*", "")).doesNotContain("the variant");
    }

    @Test
    void whereNumbersOf32BitsDoNotAddUpNoMoreDecimalsArePrintedThanTheyHave() {
        String explained = CommandRun.in(
                        directory, "explain", "--backend=plain", "--digits=8", "--stages=raw,weights,values", PHRASE)
                .success();
        assertThat(explained).containsPattern("\\d\\.\\d{9}\\b").doesNotContainPattern("\\d\\.\\d{14}");
    }

    @Test
    void theNumbersAreThoseOfTheRun() {
        String explained = CommandRun.in(directory, "explain", "--word", "fox", "--json", PHRASE)
                .json()
                .get("weights")
                .toString();
        String run = CommandRun.in(directory, "run", "--json", PHRASE)
                .json()
                .get("heads")
                .get(0)
                .get("weights")
                .get(3)
                .toString();
        assertThat(explained).isEqualTo(run);
    }

    @Test
    void numbersTooLargeForPaperArePrintedAllTheSame() {
        assertThat(CommandRun.in(directory, "explain", "--score", "scaled-dot:scale=1e300", PHRASE)
                        .success())
                .contains("Softmax over the keys");
    }

    @Test
    void aWordThatAttendsToNothingButItselfHasItsOwnValue() {
        assertThat(CommandRun.in(directory, "explain", "--word", "The", "--mask", "causal", PHRASE)
                        .success())
                .contains("−∞", "1.0000");
    }
}
