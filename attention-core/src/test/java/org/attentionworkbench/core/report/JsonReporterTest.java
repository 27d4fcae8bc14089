package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReporterTest {

    private static String report(JsonReporter reporter, AttentionResult... results) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.begin(out);
        for (int index = 0; index < results.length; index++) {
            if (index > 0) {
                reporter.between(out);
            }
            reporter.report(results[index], out);
        }
        reporter.end(out);
        return out.toString();
    }

    static Stream<String> runs() {
        return Stream.concat(Notebook.runs("full"), Notebook.runs("top3"));
    }

    @Test
    void oneResultIsOneObjectOnOneLine() throws IOException {
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS));

        assertThat(report(new JsonReporter(List.of(Stage.WEIGHTS)), result))
                .isEqualTo(
                        "{\"phrase\":\"the fox\",\"words\":[\"the\",\"fox\"],\"rows\":\"queries\",\"columns\":\"keys\","
                                + "\"way\":\"materialized\","
                                + "\"composition\":{\"score\":\"scaled-dot\",\"normalizer\":\"softmax:axis=queries\"},"
                                + "\"embeddings\":[[1.0,0.0],[0.5,-2.0]],"
                                + "\"heads\":[{\"head\":1,\"weights\":[[0.25,0.75],[0.5,0.5]]}],"
                                + "\"output\":[[1.0,0.0],[0.5,-2.0]]}\n");
    }

    @Test
    void severalResultsAreOneLineEach() throws IOException {
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS));
        String line = report(new JsonReporter(List.of()), result);

        assertThat(report(new JsonReporter(List.of()), result, result)).isEqualTo(line + line);
        assertThat(line).contains("\"heads\":[{\"head\":1}]");
    }

    @Test
    void wordsOfTheKeysFollowWhereTheyDiffer() throws IOException {
        AttentionResult result = Results.result("a b", Results.tokens("b"), Results.tokens("a", "b"));

        assertThat(report(new JsonReporter(List.of()), result))
                .contains("\"words\":[\"b\"],\"keys\":[\"a\",\"b\"],\"rows\"");
    }

    @Test
    void anotherTextOfTheKeysIsNamed() throws IOException {
        AttentionResult same = Results.fox(Results.head(Results.WEIGHTS));
        AttentionResult across = new AttentionResult(
                same.text(),
                same.queries(),
                Results.tokens("the", "fox"),
                same.embeddings(),
                same.heads(),
                same.output(),
                same.execution(),
                "the fox!",
                Matrix.ofRows(new double[] {3}, new double[] {4}),
                List.of());

        assertThat(report(new JsonReporter(List.of()), across))
                .contains("\"words\":[\"the\",\"fox\"],\"keys_from\":\"the fox!\",\"keys\":[\"the\",\"fox\"],")
                .contains("\"key_embeddings\":[[3.0],[4.0]],\"heads\"");
        assertThat(report(new JsonReporter(List.of()), same)).doesNotContain("keys_from", "key_embeddings");
    }

    @Test
    void stagesComeInTheirOrderForEveryHead() throws IOException {
        Matrix masked = Matrix.ofRows(new double[] {1, Double.NEGATIVE_INFINITY});
        Matrix weights = Matrix.ofRows(new double[] {1, 0});
        Map<Stage, Matrix> first = Map.of(Stage.MASKED, masked, Stage.WEIGHTS, weights);
        Map<Stage, Matrix> second = Map.of(Stage.MASKED, weights, Stage.WEIGHTS, masked);
        AttentionResult result = Results.fox(Results.head(first, null), Results.head(second, null));

        assertThat(report(new JsonReporter(List.of(Stage.WEIGHTS, Stage.MASKED, Stage.WEIGHTS)), result))
                .contains("\"heads\":[{\"head\":1,\"masked\":[[1.0,\"-Infinity\"]],\"weights\":[[1.0,0.0]]},"
                        + "{\"head\":2,\"masked\":[[1.0,0.0]],\"weights\":[[1.0,\"-Infinity\"]]}]");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void holdsWhatARunOfTheNotebookHolds(String run) throws IOException {
        JsonNode notebook = Notebook.computed(run);
        JsonReporter reporter = new JsonReporter(List.of(Stage.RAW, Stage.WEIGHTS, Stage.VALUES));

        JsonNode ours = JsonMapper.shared().readTree(report(reporter, Notebook.result(run)));

        JsonNode head = ours.get("heads").get(0);
        assertThat(ours.get("phrase")).isEqualTo(notebook.get("phrase"));
        assertThat(ours.get("words")).isEqualTo(notebook.get("words"));
        assertThat(ours.get("embeddings")).isEqualTo(notebook.get("embeddings"));
        assertThat(head.get("raw")).isEqualTo(notebook.get("scores"));
        assertThat(head.get("weights")).isEqualTo(notebook.get("weights"));
        assertThat(head.get("values")).isEqualTo(notebook.get("values"));
        assertThat(ours.get("output")).isEqualTo(notebook.get("values"));
    }

    @Test
    void capturesJustItsStages() {
        assertThat(new JsonReporter(List.of(Stage.RAW, Stage.VALUES)).captures())
                .isEqualTo(Capture.of(Stage.RAW, Stage.VALUES));
        assertThat(new JsonReporter(EnumSet.noneOf(Stage.class)).captures()).isEqualTo(Capture.NOTHING);
    }

    @Test
    void stagesThatTheVariantDoesNotGoThroughAreLeftOut() throws IOException {
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS));

        assertThat(report(new JsonReporter(List.of(Stage.WEIGHTS, Stage.VALUES)), result))
                .contains("\"heads\":[{\"head\":1,\"weights\":[[0.25,0.75],[0.5,0.5]]}],\"output\"");
    }

    @Test
    void anOutputWithoutColumnsIsLeftOut() throws IOException {
        AttentionResult fox = Results.fox(Results.head(Results.WEIGHTS));
        AttentionResult result = new AttentionResult(
                fox.text(),
                fox.queries(),
                fox.keys(),
                fox.embeddings(),
                fox.heads(),
                Matrix.zeros(2, 0),
                fox.execution());

        assertThat(report(new JsonReporter(List.of(Stage.WEIGHTS)), result)).doesNotContain("output");
    }
}
