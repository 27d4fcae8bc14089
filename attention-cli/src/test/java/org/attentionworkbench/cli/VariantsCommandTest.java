package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Variants that stop early, or do without the user's score and normalizer, in every report and command. */
class VariantsCommandTest {
    private static final String PHRASE = "the fox and the hound";

    @TempDir
    private Path directory;

    private CommandRun run(String... arguments) {
        return CommandRun.in(directory, arguments);
    }

    @Test
    void weightsOnlyHasWeightsAndNothingElse() {
        JsonNode plain = run("run", "--json", PHRASE).json();
        JsonNode weights =
                run("run", "--variant", "weights-only", "--json", PHRASE).json();

        assertThat(weights.get("heads").get(0).get("weights"))
                .isEqualTo(plain.get("heads").get(0).get("weights"));
        assertThat(weights.get("heads").get(0).has("values")).isFalse();
        assertThat(weights.has("output")).isFalse();
        assertThat(run("run", "--variant", "weights-only", PHRASE).success())
                .isEqualTo(run("run", PHRASE).success());
        assertThat(run("run", "--variant", "weights-only", "--report", "csv", PHRASE)
                        .success())
                .isEqualTo(run("run", "--report", "csv", PHRASE).success());
    }

    @Test
    void aTableOfValuesThatAreNotThereIsRefused() {
        CommandRun run = run("run", "--variant", "weights-only", "--report", "csv:stages=values", PHRASE);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.complaints())
                .containsExactly("csv: the variant weights-only:heads=1 does not go through the stage values; leave it "
                        + "out of the stages");
    }

    @Test
    void anExplanationStopsWhereTheVariantStops() {
        String explained = run("explain", "--variant", "weights-only", PHRASE).success();
        JsonNode json =
                run("explain", "--variant", "weights-only", "--json", PHRASE).json();

        assertThat(explained).contains("4. Softmax over the keys").doesNotContain("5. ", "Value");
        assertThat(json.has("weights")).isTrue();
        assertThat(json.has("value")).isFalse();
        assertThat(json.has("v")).isFalse();
    }

    @Test
    void backendsAreComparedUpToTheWeights() {
        assertThat(run("compare", "--backends", "reference,ejml", "--variant", "weights-only", PHRASE)
                        .success())
                .contains("weights")
                .doesNotContain("values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "gated-linear", "delta", "gated-delta"})
    void whatAVariantComputesByItselfIsSaidToBeItsDoing(String variant) {
        String explained =
                run("explain", "--variant", variant, "--word", "hound", PHRASE).success();
        JsonNode json = run("explain", "--variant", variant, "--word", "hound", "--json", PHRASE)
                .json();

        assertThat(explained)
                .contains(
                        "1. Scores: raw = the variant " + variant,
                        "2. Mask: the variant " + variant,
                        "3. Weights: the variant " + variant,
                        "4. Value: each v times its weight, added up")
                .doesNotContain("Softmax");
        assertThat(json.has("q")).isFalse();
        assertThat(json.has("softmax")).isFalse();
        assertThat(json.get("weights")).hasSize(5);
        assertThat(run("run", "--variant", variant, "--report", "top-k:k=2", PHRASE)
                        .success())
                .contains("Head 2 of 2:");
    }

    @Test
    void crossAttentionNeedsAnotherText() {
        assertThat(run("run", "--variant", "cross", PHRASE).refusal())
                .isEqualTo("the variant attends to another text, and there is none; give its text by --keys-from");
        assertThat(run("run", "--variant", "cross", "--keys-from", "der fuchs", PHRASE)
                        .success())
                .contains("Attends to:       der fuchs", "Head 2 of 2:");
    }
}
