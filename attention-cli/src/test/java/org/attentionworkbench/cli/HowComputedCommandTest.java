package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command that computes attention says which way it did, where the backend leaves a choice, and why. */
class HowComputedCommandTest {
    private static final String PHRASE = "The quick brown fox";
    private static final String FUSED =
            "Computed in one fused pass in 32-bit floating point (plain: plain Java, 1 thread).";
    private static final String NOT_FUSED = "Computed stage by stage in 64-bit floating point (plain): "
            + "the normalizer sparsemax needs all scores of a query at once.";

    private static final String WHOLE_MATRIX = "Computed stage by stage in 64-bit floating point (auto): "
            + "a whole matrix of queries × keys is asked for.";

    @TempDir
    private Path directory;

    private String out(String line) {
        String[] arguments = line.replaceAll("\\bplain\\b", "plain:threads=1").split(" ", -1);
        for (int index = 0; index < arguments.length; index++) {
            arguments[index] = arguments[index].equals("PHRASE") ? PHRASE : arguments[index];
        }
        return CommandRun.in(directory, arguments).success();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --backend plain PHRASE",
                "run --backend plain --report top-k:k=1 --analysis entropy PHRASE",
                "run --backend plain one two PHRASE",
                "explain --backend plain PHRASE",
                "compare --backend plain PHRASE",
                "compare --backends reference,plain PHRASE",
                "compare --backends plain,reference PHRASE",
                "compare --backend plain --with score=dot PHRASE",
                "compare --with score=dot;backend=plain PHRASE",
            })
    void theLastLineOfATextSaysItAfterAnEmptyOne(String line) {
        assertThat(out(line)).endsWith("\n\n" + FUSED + "\n");
        assertThat(out(line + " --normalizer sparsemax")).endsWith("\n\n" + NOT_FUSED + "\n");
    }

    @Test
    void anAnalysisSaysItBeforeItsWarning() {
        assertThat(out("analyze --backend plain PHRASE")).contains("\n\n" + FUSED + "\n\nAttention weights say where");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run PHRASE",
                "explain PHRASE",
                "compare PHRASE",
                "analyze PHRASE",
                "compare --backends reference,ejml PHRASE"
            })
    void whereThereIsNoChoiceNothingIsSaid(String line) {
        assertThat(out(line)).doesNotContain("Computed", "computed");
    }

    @Test
    void aWholeMatrixIsWhyAutoGoesStageByStage() {
        assertThat(out("run --backend auto PHRASE")).endsWith("\n" + WHOLE_MATRIX + "\n");
        assertThat(out("run --backend auto --report top-k PHRASE")).contains("\nComputed in one fused pass");
    }

    @Test
    void aComparisonSaysItOfEveryColumnAndEachSentenceOnce() {
        String text = out("compare --backend plain --with normalizer=sparsemax PHRASE PHRASE");
        assertThat(text.lines().filter(line -> line.startsWith("computed ")))
                .singleElement()
                .satisfies(line -> assertThat(line.strip().split(" {2,}", -1))
                        .containsExactly(
                                "computed",
                                "in one pass, 32 bits",
                                "stage by stage, 64 bits",
                                "in one pass, 32 bits",
                                "stage by stage, 64 bits"));
        assertThat(text).endsWith("\n\n" + FUSED + "\n" + NOT_FUSED + "\n");
    }

    @Test
    void aComparisonOfBackendsSaysItOfBothAfterOneEmptyLine() {
        assertThat(out("compare --backends plain,auto:threads=1 PHRASE"))
                .endsWith("\n\n" + FUSED + "\n" + WHOLE_MATRIX + "\n");
    }

    @Test
    void jsonOfAComparisonOfBackendsHasItOfBoth() {
        JsonNode runs = json("compare --json --backends reference,plain,ejml PHRASE", "/0/runs");
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).toString()).isEqualTo("{\"backend\":\"reference\",\"way\":\"materialized\"}");
        assertThat(runs.get(1).toString())
                .isEqualTo("{\"backend\":\"plain:threads=1\",\"way\":\"fused\",\"reason\":\"plain Java, 1 thread\"}");
        assertThat(json("compare --json --backends reference,plain,ejml PHRASE", "/1/runs/0"))
                .isEqualTo(runs.get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "explain, ''",
        "analyze, ''",
        "compare, /runs/0",
        "'compare --backends reference,plain', /0",
    })
    void jsonHasItAsWayAndReason(String command, String place) {
        String line = command + " --json --backend plain PHRASE";
        JsonNode fused = json(line, place);
        assertThat(List.of(fused.get("way").asString(), fused.get("reason").asString()))
                .containsExactly("fused", "plain Java, 1 thread");
        JsonNode unfused = json(line + " --normalizer sparsemax", place);
        assertThat(List.of(unfused.get("way").asString(), unfused.get("reason").asString()))
                .containsExactly("materialized", "the normalizer sparsemax needs all scores of a query at once");
    }

    @Test
    void jsonGivesNoReasonWhereThereIsNoChoice() {
        for (String command : List.of("explain", "analyze", "compare")) {
            JsonNode json = json(command + " --json PHRASE", command.equals("compare") ? "/runs/0" : "");
            assertThat(json.get("way").asString()).isEqualTo("materialized");
            assertThat(json.has("reason")).isFalse();
        }
    }

    private JsonNode json(String line, String place) {
        return JsonMapper.shared().readTree(out(line)).at(place);
    }
}
