package org.attentionworkbench.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the NumPy notebook that this workbench grew from computed and printed, for two phrases, two seeds and both axes. */
final class Notebook {
    private Notebook() {}

    static Stream<String> runs(String report) {
        return Stream.of("seed0-rows", "seed0-columns", "seed42-rows", "seed42-columns")
                .map(run -> report + "-" + run);
    }

    static String printed(String run) throws IOException {
        return resource(run + ".txt");
    }

    static JsonNode computed(String run) throws IOException {
        return JsonMapper.shared().readTree(resource(run + ".json"));
    }

    static AttentionResult result(String run) throws IOException {
        JsonNode computed = computed(run);
        List<Token> words = Results.tokens(
                computed.get("words").valueStream().map(JsonNode::asString).toArray(String[]::new));
        Matrix embeddings = matrix(computed.get("embeddings"));
        Matrix weights = matrix(computed.get("weights"));
        Matrix values = matrix(computed.get("values"));
        Map<Stage, Matrix> stages =
                Map.of(Stage.RAW, matrix(computed.get("scores")), Stage.WEIGHTS, weights, Stage.VALUES, values);
        HeadResult head = new HeadResult(embeddings, embeddings, embeddings, stages, Results.ranking(weights, 3), null);
        return new AttentionResult(
                computed.get("phrase").asString(),
                words,
                words,
                embeddings,
                List.of(head),
                values,
                new Execution("materialized", Map.of()));
    }

    static Matrix matrix(JsonNode rows) {
        return Matrix.ofRows(rows.valueStream()
                .map(row -> row.valueStream().mapToDouble(JsonNode::asDouble).toArray())
                .toArray(double[][]::new));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Notebook.class.getResourceAsStream("/notebook/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
