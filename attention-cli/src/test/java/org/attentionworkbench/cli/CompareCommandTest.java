package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What compare says, computed again from the weights that run prints. */
class CompareCommandTest {
    private static final String PHRASE = "The quick brown fox jumps over the lazy dog";
    private static final Offset<Double> CLOSE = offset(1e-12);

    @TempDir
    private Path directory;

    private List<double[][]> heads(String stage, String... options) {
        List<String> words = new ArrayList<>(List.of("run", "--report", "json"));
        words.addAll(List.of(options));
        words.add(PHRASE);
        JsonNode heads =
                CommandRun.in(directory, words.toArray(String[]::new)).json().get("heads");
        return heads.valueStream()
                .map(head -> CommandRun.matrix(head.get(stage)))
                .toList();
    }

    private JsonNode compared(String... options) {
        String[] words = Stream.concat(
                        Stream.of("compare", "--json"), Stream.concat(Stream.of(options), Stream.of(PHRASE)))
                .toArray(String[]::new);
        return CommandRun.in(directory, words).json();
    }

    /** Jensen–Shannon by its definition, H((p+q)/2) − (H(p)+H(q))/2; compare sums logarithms of ratios. */
    private static double divergence(double[] p, double[] q) {
        double[] mean = new double[p.length];
        for (int key = 0; key < p.length; key++) {
            mean[key] = (p[key] + q[key]) / 2;
        }
        return entropy(mean) - (entropy(p) + entropy(q)) / 2;
    }

    private static double entropy(double[] p) {
        double entropy = 0;
        for (double share : p) {
            entropy -= share == 0 ? 0 : share * Math.log(share);
        }
        return entropy;
    }

    private static double[] mean(double[] first, double[] second) {
        double[] mean = new double[first.length];
        for (int key = 0; key < mean.length; key++) {
            mean[key] = (first[key] + second[key]) / 2;
        }
        return mean;
    }

    private static int largest(double[] row) {
        int largest = 0;
        for (int key = 1; key < row.length; key++) {
            largest = row[key] > row[largest] ? key : largest;
        }
        return largest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--score=dot", "--mask=causal", "--embedder=one-hot", "--modifier=temperature:t=0.01"})
    void theDivergenceFromTheConfiguredCompositionIsThatOfTheWeights(String option) {
        double[][] configured = heads("weights").get(0);
        double[][] changed = heads("weights", option).get(0);

        JsonNode json = compared("--with", option.substring(2));

        JsonNode divergence = json.get("divergences").get(0);
        double sum = 0;
        int changedTopWords = 0;
        for (int query = 0; query < configured.length; query++) {
            double expected = divergence(configured[query], changed[query]);
            assertThat(divergence.get("rows").get(query).asDouble()).isCloseTo(expected, CLOSE);
            sum += expected;
            changedTopWords += largest(configured[query]) == largest(changed[query]) ? 0 : 1;
        }
        assertThat(divergence.get("mean").asDouble()).isCloseTo(sum / configured.length, CLOSE);
        assertThat(divergence.get("changed_top_words").asInt()).isEqualTo(changedTopWords);
        assertThat(json.get("runs")).hasSize(2);
    }

    @Test
    void ofSeveralHeadsTheMeanIsCompared() {
        double[][] single = heads("weights").get(0);
        List<double[][]> heads = heads("weights", "--variant", "multi-head:heads=2");

        JsonNode rows = compared("--with", "variant=multi-head:heads=2")
                .get("divergences")
                .get(0)
                .get("rows");

        for (int query = 0; query < single.length; query++) {
            double[] both = mean(heads.get(0)[query], heads.get(1)[query]);
            assertThat(rows.get(query).asDouble()).isCloseTo(divergence(single[query], both), CLOSE);
        }
    }

    @Test
    void logarithmsOfWeightsAreComparedAsWeights() {
        JsonNode divergence = compared(
                        "--mask",
                        "causal",
                        "--with",
                        "variant=weights-only",
                        "--with",
                        "variant=weights-only;normalizer=log-softmax")
                .get("divergences")
                .get(0);

        assertThat(divergence.get("mean").doubleValue()).isCloseTo(0, CLOSE);
        assertThat(divergence.get("changed_top_words").intValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"normalizer=linear", "variant=delta", "variant=differential"})
    void weightsBelowZeroHaveNoEntropyAndNoDivergence(String change) {
        String[] arguments = {"compare", "--embedder", "random:distribution=normal", "--with", change, PHRASE};

        String text = CommandRun.in(directory, arguments).success();
        assertThat(text)
                .containsPattern("entropy per row in nats, mean +[0-9.]+ +–\n")
                .contains("Weights below 0 are no shares: they have no entropy and no divergence (" + change + ").")
                .doesNotContain("NaN", "Jensen");
        JsonNode json = CommandRun.in(
                        directory,
                        "compare",
                        "--json",
                        "--embedder",
                        "random:distribution=normal",
                        "--with",
                        change,
                        PHRASE)
                .json();
        assertThat(json.at("/runs/0/entropy/mean").isNumber()).isTrue();
        assertThat(json.at("/runs/1/entropy").isNull()).isTrue();
        assertThat(json.at("/runs/1/share_on_self").isNull()).isTrue();
        assertThat(json.at("/divergences").size()).isZero();
    }

    @Test
    void theStrongestPairIsFoundAmongAllHeads() {
        List<double[][]> heads = heads("weights", "--variant", "multi-head:heads=2");
        double strongest = 0;
        for (double[][] head : heads) {
            for (double[] row : head) {
                strongest = Math.max(strongest, row[largest(row)]);
            }
        }

        JsonNode run = compared("--variant", "multi-head:heads=2").get("runs").get(0);

        JsonNode pair = run.get("strongest_pair");
        int head = pair.get("head").asInt() - 1;
        int query = pair.get("query").asInt() - 1;
        int key = pair.get("key").asInt() - 1;
        assertThat(pair.get("weight").asDouble()).isEqualTo(strongest).isEqualTo(heads.get(head)[query][key]);
        String[] words = PHRASE.split(" ", -1);
        assertThat(pair.get("query_word").asString()).isEqualTo(words[query]);
        assertThat(pair.get("key_word").asString()).isEqualTo(words[key]);
    }

    @Test
    void theTextRoundsWhatTheJsonSays() {
        JsonNode json = compared("--with", "score=dot");
        String text = CommandRun.in(directory, "compare", "--with", "score=dot", PHRASE)
                .success();
        JsonNode divergence = json.get("divergences").get(0);
        assertThat(text)
                .containsPattern("(?m)^variant +as configured +score=dot$")
                .containsPattern(String.format(
                        Locale.ROOT,
                        "(?m)^share of attention on self +%.4f +%.4f$",
                        json.get("runs").get(0).get("share_on_self").asDouble(),
                        json.get("runs").get(1).get("share_on_self").asDouble()))
                .containsPattern(String.format(
                        Locale.ROOT,
                        "(?m)^lazy +%.4f$",
                        divergence.get("rows").get(7).asDouble()))
                .containsPattern(String.format(
                        Locale.ROOT, "(?m)^mean +%.4f$", divergence.get("mean").asDouble()))
                .containsPattern(String.format(
                        Locale.ROOT,
                        "(?m)^words with another top word +%d of 9$",
                        divergence.get("changed_top_words").asInt()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "weights", "values"})
    void theDifferenceOfBackendsIsThatOfTheirNumbers(String stage) {
        double[][] reference = heads(stage).get(0);
        double[][] ojalgo = heads(stage, "--backend", "ojalgo").get(0);
        double absolute = 0;
        double relative = 0;
        for (int row = 0; row < reference.length; row++) {
            for (int column = 0; column < reference[row].length; column++) {
                double one = reference[row][column];
                double other = ojalgo[row][column];
                absolute = Math.max(absolute, Math.abs(one - other));
                relative = Math.max(relative, Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other)));
            }
        }

        JsonNode difference = compared("--backends", "reference,ojalgo").get(0);

        assertThat(difference.get("backend").asString()).isEqualTo("ojalgo");
        assertThat(difference.get("compared_with").asString()).isEqualTo("reference");
        JsonNode found = difference
                .get("stages")
                .valueStream()
                .filter(each -> each.get("stage").asString().equals(stage))
                .findFirst()
                .orElseThrow();
        assertThat(found.get("absolute").asDouble()).isEqualTo(absolute);
        assertThat(found.get("relative").asDouble()).isEqualTo(relative);
    }

    @Test
    void everyPhraseIsComparedOnEveryBackend() {
        JsonNode json = CommandRun.in(directory, "compare", "--json", "--backends", "all", "a b", "c d")
                .json();
        List<String> expected = new ArrayList<>();
        for (String phrase : List.of("a b", "c d")) {
            Backends.all(Workbench.open()).keySet().stream()
                    .skip(1)
                    .forEach(backend -> expected.add(phrase + " on " + backend + " and reference"));
        }
        assertThat(json.valueStream()
                        .map(each -> each.get("phrase").asString() + " on "
                                + each.get("backend").asString() + " and "
                                + each.get("compared_with").asString())
                        .toList())
                .isEqualTo(expected)
                .contains("a b on ejml and reference", "c d on plain and reference");
    }
}
