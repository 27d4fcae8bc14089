package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Presets;
import org.attentionworkbench.core.wiring.Workbench;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs what the NumPy notebook that this workbench grew from has run, and compares every number. */
class NotebookTest {
    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "full-seed0-rows",
                "full-seed0-columns",
                "full-seed42-rows",
                "full-seed42-columns",
                "top3-seed0-rows",
                "top3-seed0-columns",
                "top3-seed42-rows",
                "top3-seed42-columns"
            })
    void everyNumberIsThatOfTheNotebook(String name) throws IOException {
        JsonNode notebook = read(name);
        boolean rows = notebook.get("softmax_axis").asInt() == 1;
        Configuration configuration = Presets.named("notebook", Origin.DEFAULT)
                .withSeed(notebook.get("seed").asLong());
        Workbench workbench = Workbench.open();

        AttentionResult result = workbench
                .runner(rows ? configuration.with(Kind.NORMALIZER, "softmax") : configuration)
                .run(notebook.get("phrase").asString(), Capture.of(Stage.RAW, Stage.WEIGHTS, Stage.VALUES));

        assertThat(result.queries())
                .extracting(Token::text)
                .containsExactlyElementsOf(notebook.get("words")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(result.embeddings()).isEqualTo(matrix(notebook.get("embeddings")));
        assertClose(result, Stage.RAW, notebook.get("scores"));
        assertClose(result, Stage.WEIGHTS, notebook.get("weights"));
        assertClose(result, Stage.VALUES, notebook.get("values"));
        Matrices.assertClose(result.output(), matrix(notebook.get("values")), TOLERANCE);
    }

    private static void assertClose(AttentionResult result, Stage stage, JsonNode expected) {
        Matrices.assertClose(result.head(0).stage(stage).orElseThrow(), matrix(expected), TOLERANCE);
    }

    private static Matrix matrix(JsonNode rows) {
        return Matrix.ofRows(rows.valueStream()
                .map(row -> row.valueStream().mapToDouble(JsonNode::asDouble).toArray())
                .toArray(double[][]::new));
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream in = NotebookTest.class.getResourceAsStream("/notebook/" + name + ".json")) {
            assertThat(in).as(name).isNotNull();
            return JsonMapper.shared().readTree(in.readAllBytes());
        }
    }
}
