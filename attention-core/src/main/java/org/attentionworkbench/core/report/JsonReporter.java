package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.json.JsonDocument;

/**
 * JSON for programs: each result is one object on one line, so that several make JSON Lines and one is a JSON document. Numbers
 * have full precision; the −∞ of a forbidden key is the text {@code "-Infinity"}.
 *
 * <pre>{@code
 * {"phrase": "the fox", "words": ["the", "fox"], "rows": "queries", "columns": "keys",
 *  "way": "materialized", "composition": {"score": "scaled-dot", …},
 *  "embeddings": [[…], […]],
 *  "heads": [{"head": 1, "raw": [[…], […]], "weights": [[…], […]], "values": [[…], […]]}],
 *  "output": [[…], […]]}
 * }</pre>
 *
 * <p>The words are those of the queries; the words of the keys follow as {@code "keys"} where they differ. Where the keys come from
 * another text, that stands as {@code "keys_from"} and the vectors of its words as {@code "key_embeddings"}. Stages that the variant does
 * not go through are left out, and so is the output where it makes none.
 *
 * <p>Where the backend can compute in one fused pass, {@code "reason"} follows the way: by which kernel it was fused, or why it was not.
 *
 * <p>What analyses found follows as {@code "analyses"}, if any were chosen.
 */
public final class JsonReporter implements Reporter {
    private final StageChoice choice;

    /**
     * A report of some stages.
     *
     * @param stages the stages to write of each head, besides the embeddings and the output
     */
    public JsonReporter(Collection<Stage> stages) {
        choice = StageChoice.of(stages);
    }

    @Override
    public Capture captures() {
        return choice.capture();
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        List<String> words = words(result.queries());
        List<String> keys = words(result.keys());
        Map<String, Object> document = new LinkedHashMap<>();
        boolean across = !result.keyText().equals(result.text());
        document.put("phrase", result.text());
        document.put("words", words);
        if (across) {
            document.put("keys_from", result.keyText());
        }
        if (across || !keys.equals(words)) {
            document.put("keys", keys);
        }
        document.put("rows", "queries");
        document.put("columns", "keys");
        document.put("way", result.execution().way());
        result.execution().reason().ifPresent(reason -> document.put("reason", reason));
        document.put("composition", result.execution().composition());
        document.put("embeddings", result.embeddings());
        if (across) {
            document.put("key_embeddings", result.keyEmbeddings());
        }
        document.put("heads", heads(result.heads()));
        if (result.output().columns() > 0) {
            document.put("output", result.output());
        }
        if (!result.findings().isEmpty()) {
            document.put("analyses", FindingJson.of(result.findings()));
        }
        JsonDocument.write(document, out);
    }

    private List<Map<String, Object>> heads(List<HeadResult> results) {
        List<Map<String, Object>> heads = new ArrayList<>();
        for (HeadResult result : results) {
            Map<String, Object> head = new LinkedHashMap<>();
            head.put("head", heads.size() + 1);
            for (Stage stage : choice.stages()) {
                result.stage(stage).ifPresent(matrix -> head.put(stage.word(), matrix));
            }
            heads.add(head);
        }
        return heads;
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }
}
