package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.modifier.StandardModifiers;
import org.attentionworkbench.core.normalizer.StandardNormalizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code explain} says of strategies that it does not work through number by number. */
class ExplanationFormulasTest {
    private static final String PHRASE = "the quick brown fox jumps";

    @TempDir
    private static Path directory;

    private static String explain(String... options) {
        Stream<String> line = Stream.concat(Stream.of("explain", "--word", "fox"), Stream.of(options));
        return CommandRun.in(directory, Stream.concat(line, Stream.of(PHRASE)).toArray(String[]::new))
                .success();
    }

    static List<Strategy<Normalizer>> normalizers() {
        return new StandardNormalizers()
                .normalizers().stream()
                        .filter(strategy -> !strategy.name().equals("softmax"))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("normalizers")
    void everyNormalizerIsExplainedByItsFormula(Strategy<Normalizer> strategy) {
        String variant = strategy.name().equals("log-softmax") ? "weights-only" : "single-head";

        String explained = explain("--normalizer", strategy.name(), "--variant", variant);

        assertThat(explained)
                .containsPattern("\n4\\. Weights: " + strategy.name() + ":axis=keys\\S* of the scores\n")
                .contains("\n" + strategy.name() + ": " + strategy.formula().orElseThrow() + "\nkey ")
                .doesNotContain("Softmax over the keys");
    }

    /** The row of fox in the run: the same numbers to four decimals. */
    @ParameterizedTest
    @MethodSource("normalizers")
    void theWeightsAreThoseOfTheRun(Strategy<Normalizer> strategy) {
        String variant = strategy.name().equals("log-softmax") ? "weights-only" : "single-head";
        List<String> weights = explain("--normalizer", strategy.name(), "--variant", variant, "--stages", "weights")
                .lines()
                .filter(line -> line.matches("(the|quick|brown|fox|jumps) .*\\d"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();

        double[] expected = new double[5];
        var row = CommandRun.in(
                        directory, "run", "--normalizer", strategy.name(), "--variant", variant, "--json", PHRASE)
                .json()
                .get("heads")
                .get(0)
                .get("weights")
                .get(3);
        for (int key = 0; key < 5; key++) {
            expected[key] = row.get(key).asDouble();
        }
        assertThat(weights).hasSize(5);
        for (int key = 0; key < 5; key++) {
            assertThat(Math.abs(Double.parseDouble(weights.get(key)) - expected[key]))
                    .isLessThanOrEqualTo(0.50001e-4);
        }
    }

    static List<Strategy<ScoreModifier>> modifiers() {
        return new StandardModifiers()
                .scoreModifiers().stream()
                        .filter(strategy -> strategy.example().isPresent())
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("modifiers")
    void everyModifierIsExplainedByItsFormula(Strategy<ScoreModifier> strategy) {
        String explained = explain(
                "--modifier", strategy.example().orElseThrow(), "--variant", "multi-head:heads=2", "--head", "2");

        assertThat(explained)
                .contains("\n3. Modified scores: " + strategy.name())
                .contains("\n" + strategy.name() + ": " + strategy.formula().orElseThrow() + "\nkey ");
    }

    @Test
    void severalModifiersAreExplainedInTheirOrder() {
        assertThat(explain("--modifier", "softcap:cap=0.5", "--modifier", "scale:factor=3"))
                .containsPattern("\nsoftcap: s'.*\nscale: s'.*\nkey ");
    }

    @Test
    void scoresThatAreNoDotProductsAreExplainedByTheirFormula() {
        assertThat(explain("--score", "additive"))
                .containsPattern("\n1\\. Scores: raw = additive.*\nadditive: s\\[i,j\\] = ");
    }

    @Test
    void aColumnIsSaidToBeMoreThanTheRowShows() {
        assertThat(explain("--normalizer", "sparsemax:axis=queries"))
                .contains("\nOver the queries: the scores of a key's whole column, of which this row shows one.\n");
    }

    @Test
    void whatAVariantDoesToOtherWeightsThanSoftmaxIsSaidToBeItsDoing() throws IOException {
        String plugins = ExamplePlugin.droppedInto(directory).toString();
        String variant = "consensus:heads=2,mix=0.25";

        assertThat(explain("--plugins", plugins, "--variant", variant, "--normalizer", "sparsemax"))
                .contains("Weights: sparsemax:axis=keys of the scores, then the variant " + variant + "\n");
    }
}
