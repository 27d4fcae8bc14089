package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code --keys-from}, {@code --packed}, {@code --cache} and {@code --stages}. */
class SeveralTextsCommandTest {
    @TempDir
    private Path directory;

    @Test
    void everyWordAttendsToTheWordsOfTheOtherText() {
        String text = CommandRun.in(directory, "--keys-from", "le chat noir", "the cat")
                .success();

        assertThat(text)
                .startsWith("Original phrase:  the cat\nAttends to:       le chat noir\n")
                .contains("For the word: 'cat':\nAttention for 'le'", "cat has the highest attention weight with ");
        JsonNode json = CommandRun.in(directory, "--json", "--keys-from", "le chat noir", "the cat")
                .json();
        assertThat(json.at("/keys").valueStream().map(JsonNode::asString)).containsExactly("le", "chat", "noir");
        assertThat(json.at("/keys_from").asString()).isEqualTo("le chat noir");
        assertThat(CommandRun.matrix(json.at("/heads/0/weights"))).hasDimensions(2, 3);
        assertThat(CommandRun.matrix(json.at("/output"))).hasDimensions(2, 4);
    }

    @Test
    void explainAndCompareTakeTheOtherTextToo() {
        assertThat(CommandRun.in(directory, "explain", "--keys-from", "le chat noir", "--word", "cat", "the cat")
                        .success())
                .contains("k  chat");
        assertThat(CommandRun.in(directory, "compare", "--keys-from", "le chat noir", "the cat")
                        .success())
                .contains("2 × 3");
        assertThat(CommandRun.in(directory, "compare", "--backends", "all", "--keys-from", "le chat noir", "the cat")
                        .success())
                .contains("ejml against reference: the cat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "explain", "compare"})
    void positionsOfDifferentTextsAreNotCompared(String command) {
        assertThat(CommandRun.in(directory, command, "--report", "csv", "--mask", "causal", "--keys-from", "a", "b")
                        .refusal())
                .startsWith(
                        "the mask compares positions of queries and keys, which have nothing to do with each other");
    }

    @Test
    void packedPhrasesAreOneResultInWhichTheyDoNotMeet() {
        List<JsonNode> lines = CommandRun.in(directory, "--json", "--packed", "a b", "c", "d e")
                .jsonLines();

        assertThat(lines).hasSize(1);
        double[][] weights = CommandRun.matrix(lines.get(0).at("/heads/0/weights"));
        assertThat(weights).hasDimensions(5, 5);
        assertThat(weights[0][2]).isZero();
        assertThat(weights[2]).containsExactly(0, 0, 1, 0, 0);
        assertThat(weights[3][4] + weights[3][3]).isCloseTo(1, within(1e-15));
    }

    @Test
    void badTextsAreRefused() {
        assertThat(CommandRun.in(directory, "--keys-from", " ", "a").refusal())
                .isEqualTo("--keys-from is empty; give a text with at least one word");
        assertThat(CommandRun.in(directory, "--keys-from", "b", "--packed", "a", "c")
                        .refusal())
                .isEqualTo("--packed and --keys-from exclude each other; packed phrases attend to themselves");
    }

    @Test
    void aCacheComputesTheSame() {
        String[] atOnce = {"--report", "csv", "--mask", "causal", "a b c d e f"};
        String expected = CommandRun.in(directory, atOnce).success();

        for (String cache : List.of("append", "buffer:size=6")) {
            assertThat(CommandRun.in(directory, "--cache", cache, "--report", "csv", "--mask", "causal", "a b c d e f")
                            .success())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aSlidingCacheComputesWhatAWindowSees() {
        String window = "causal & window:left=2";
        String phrase = "a b c d e f";

        assertThat(CommandRun.in(directory, "--cache", "sliding:keys=3", "--report", "csv", "--mask", window, phrase)
                        .success())
                .isEqualTo(CommandRun.in(directory, "--report", "csv", "--mask", window, phrase)
                        .success());
        assertThat(CommandRun.in(directory, "--cache", "sliding:keys=2", "--mask", window, phrase)
                        .refusal())
                .isEqualTo(
                        "the cache remembers the last 2 keys, and the mask allows earlier ones; add & window:left=1 to the "
                                + "mask, or choose a cache that forgets nothing");
    }

    @Test
    void aCacheThatCannotHoldWhatTheMaskAllowsIsRefused() {
        assertThat(CommandRun.in(directory, "--cache", "append", "a b").refusal())
                .startsWith("a cache holds no key that comes after the query, and the mask allows some; add & causal");
        assertThat(CommandRun.in(directory, "--cache", "buffer:size=1", "--mask", "causal", "a b")
                        .refusal())
                .startsWith("the cache buffer:size=1 has no room for position 2");
    }

    @Test
    void stagesAreWhatIsAskedFor() {
        JsonNode json = CommandRun.in(directory, "--json", "--stages", "masked,raw", "a b")
                .json();

        assertThat(json.at("/heads/0").propertyNames()).containsExactly("head", "raw", "masked");
        assertThat(CommandRun.in(directory, "--report", "csv", "--stages", "raw,weights", "a b")
                        .success())
                .startsWith("phrase,head,query,query_word,key,key_word,raw,weights\n");
        assertThat(CommandRun.in(directory, "--report", "csv", "--stages", "values", "a b")
                        .success())
                .startsWith("phrase,head,query,query_word,channel,values\n");
    }

    @Test
    void explainShowsTheStagesAskedFor() {
        String text = CommandRun.in(directory, "explain", "--stages", "weights,values", "a b")
                .success();

        assertThat(text).contains("1. Softmax over the keys", "2. Value:").doesNotContain("Scores:", "Mask:");
        JsonNode json = CommandRun.in(directory, "explain", "--json", "--stages", "masked", "a b")
                .json();
        assertThat(json.has("masked")).isTrue();
        assertThat(json.has("raw") || json.has("q") || json.has("weights") || json.has("softmax") || json.has("v"))
                .isFalse();
    }

    @Test
    void stagesThatThereAreNotAreRefused() {
        assertThat(CommandRun.in(directory, "--json", "--stages", "raw,wieghts", "a b")
                        .refusal())
                .isEqualTo("--stages: 'wieghts' is no stage; there are raw, modified, masked, weights, values");
        assertThat(CommandRun.in(directory, "explain", "--stages", "", "a b").refusal())
                .isEqualTo("--stages: '' is no stage; there are raw, modified, masked, weights, values");
        assertThat(CommandRun.in(directory, "--stages", "raw", "a b").refusal())
                .isEqualTo("--stages: the report full takes no stages; choose --report json or csv, or --json");
    }
}
