package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The command analyze, and analyses of a run. */
class AnalyzeCommandTest {
    private static final String LOOKING = "Attention weights say where a model looks, not why it answers as it does.";

    @TempDir
    private Path directory;

    private static List<String> names(JsonNode findings, String key) {
        List<String> names = new ArrayList<>();
        findings.forEach(finding -> names.add(finding.get(key).asString()));
        return names;
    }

    @Test
    void everyAnalysisThatHasAMeaningIsMade() {
        JsonNode json = CommandRun.in(
                        directory, "analyze", "--json", "--variant", "multi-head:heads=2", "the fox saw the fox")
                .json();

        assertThat(names(json.get("analyses"), "name"))
                .containsExactly(
                        "entropy",
                        "effective keys",
                        "mean attended distance",
                        "share on self",
                        "share on sinks",
                        "weights without sinks, head 1",
                        "weights without sinks, head 2",
                        "attention rollout",
                        "attention flow",
                        "distance between heads",
                        "share on the previous word",
                        "share on earlier occurrences of the same word",
                        "share on what followed earlier occurrences");
        assertThat(json.get("left_out")).isEmpty();
        assertThat(json.get("composition").get("variant").asString()).isEqualTo("multi-head:heads=2");
    }

    @Test
    void numbersAreThoseOfTheWeightsOfTheRun() {
        String phrase = "The quick brown fox";
        double[][] weights = CommandRun.matrix(CommandRun.in(directory, "run", "--json", phrase)
                .json()
                .get("heads")
                .get(0)
                .get("weights"));
        JsonNode distance = CommandRun.in(directory, "analyze", "--json", "--analysis", "distance", phrase)
                .json()
                .get("analyses")
                .get(0);

        double sum = 0;
        for (int query = 0; query < 4; query++) {
            double expected = 0;
            for (int key = 0; key < 4; key++) {
                expected += weights[query][key] * Math.abs(query - key);
            }
            sum += expected;
            assertThat(distance.get("numbers").get(query).get(0).asDouble()).isCloseTo(expected, within(1e-14));
        }
        assertThat(distance.get("mean").get(0).asDouble()).isCloseTo(sum / 4, within(1e-14));
        assertThat(distance.get("unit").asString()).isEqualTo("positions");
    }

    @Test
    void whatHasNoMeaningIsLeftOutWithItsReason() {
        String text = CommandRun.in(directory, "analyze", "one two", "one").success();

        assertThat(text)
                .contains("Original phrase:  one two\n\nentropy (nats): rows are queries, columns are heads\n")
                .containsPattern("(?m)^one +0\\.\\d{4}$")
                .containsPattern("(?m)^mean +0\\.\\d{4}$")
                .contains("\nLeft out, having no meaning here:\nhead-distance: there is one head, and no other")
                .contains("\nduplicate-token: no word occurred before; give a text in which a word stands twice\n")
                .contains(
                        "\nprevious-token: no word comes before another in a text of one word; give one of at least two\n")
                .contains("\nsinks: every key is a sink, so nothing is left without them")
                .endsWith("\n\n" + LOOKING + "\n")
                .containsOnlyOnce(LOOKING);
    }

    @Test
    void anotherTextLeavesOutWhatComparesPositions() {
        JsonNode json = CommandRun.in(directory, "analyze", "--json", "--keys-from", "un deux trois", "one two")
                .json();

        assertThat(json.get("keys").get(2).asString()).isEqualTo("trois");
        assertThat(names(json.get("left_out"), "analysis"))
                .containsExactly(
                        "distance",
                        "share",
                        "rollout",
                        "flow",
                        "head-distance",
                        "previous-token",
                        "duplicate-token",
                        "induction");
        assertThat(names(json.get("analyses"), "name"))
                .containsExactly("entropy", "effective keys", "share on sinks", "weights without sinks, head 1");
    }

    @Test
    void severalPhrasesAreSeveralLinesOfJson() {
        assertThat(CommandRun.in(directory, "analyze", "--json", "--analysis", "entropy", "a b", "c d e")
                        .jsonLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.get("analyses")).hasSize(1));
    }

    @Test
    void analysesActInTheirOrder() {
        JsonNode json = CommandRun.in(
                        directory,
                        "analyze",
                        "--json",
                        "--analysis",
                        "share:keys=0+1",
                        "--analysis",
                        "entropy",
                        "--analysis",
                        "share:on=first",
                        "a b c")
                .json();

        assertThat(names(json.get("analyses"), "name"))
                .containsExactly("share on given keys", "entropy", "share on the first key");
        double both = json.get("analyses").get(0).get("mean").get(0).asDouble();
        assertThat(both)
                .isBetween(json.get("analyses").get(2).get("mean").get(0).asDouble(), 1.0);
    }

    @Test
    void aRunEndsWithWhatItsAnalysesFound() {
        String plain =
                CommandRun.in(directory, "run", "--report", "top-k:k=1", "a b").success();
        String analysed = CommandRun.in(directory, "run", "--report", "top-k:k=1", "--analysis", "entropy", "a b")
                .success();
        assertThat(analysed).startsWith(plain + "\nentropy (nats): rows are queries, columns are heads\n");

        JsonNode json = CommandRun.in(directory, "run", "--json", "--analysis", "entropy", "a b")
                .json();
        assertThat(names(json.get("analyses"), "name")).containsExactly("entropy");

        assertThat(CommandRun.in(directory, "run", "--report", "csv", "--analysis", "entropy", "a b")
                        .success())
                .isEqualTo(CommandRun.in(directory, "run", "--report", "csv", "a b")
                        .success());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    entropie | --analysis: unknown analysis 'entropie'; did you mean 'entropy'?
                    share:keys=2 | share: there is no key 2; the positions of the 2 keys are 0 to 1
                    share:keys=-1 | --analysis: the option 'keys' of analysis 'share' takes positions from 0 with + between them, such as 0+3, not '-1'
                    share:on=last | --analysis: the option 'on' of analysis 'share' takes self or first or separators, not 'last'
                    share:on=self,keys=1 | --analysis: share: on and keys exclude each other; give one of them
                    share:on=separators | share: there is no separator among the keys 'a' (key 0), 'b' (key 1); separators are
                    sinks:threshold=2 | --analysis: the option 'threshold' of analysis 'sinks' takes a number from 0 to 1, not '2'
                    sinks:keys=0+1 | sinks: every key is a sink, so nothing is left without them
                    rollout:residual=-0.5 | --analysis: the option 'residual' of analysis 'rollout' takes a number from 0 to 1, not '-0.5'
                    flow:residual=x | --analysis: the option 'residual' of analysis 'flow' takes a number from 0 to 1, not 'x'
                    head-distance | head-distance: there is one head, and no other to compare it with
                    head-distance:base=ten | --analysis: the option 'base' of analysis 'head-distance' takes nats or bits, not 'ten'
                    induction | induction: no word occurred before with another word in between
                    duplicate-token | duplicate-token: no word occurred before
                    """)
    void whatWasAskedForAndHasNoMeaningIsRefused(String analysis, String reason) {
        assertThat(CommandRun.in(directory, "analyze", "--analysis", analysis, "a b")
                        .refusal())
                .startsWith(reason);
        assertThat(CommandRun.in(directory, "run", "--analysis", analysis, "a b")
                        .refusal())
                .startsWith(reason);
    }

    @Test
    void anEmptyPhraseIsRefused() {
        assertThat(CommandRun.in(directory, "analyze", " ").refusal()).startsWith("the phrase is empty");
        assertThat(CommandRun.in(directory, "analyze").refusal()).startsWith("no phrase");
    }
}
