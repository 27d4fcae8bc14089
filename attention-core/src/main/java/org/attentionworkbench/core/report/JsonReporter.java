package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;
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
        Map<String, Object> document = ResultJson.beginning(result);
        document.put("embeddings", result.embeddings());
        if (ResultJson.isAcross(result)) {
            document.put("key_embeddings", result.keyEmbeddings());
        }
        document.put("heads", ResultJson.heads(result, this::putStages));
        if (result.output().columns() > 0) {
            document.put("output", result.output());
        }
        ResultJson.putFindings(document, result);
        JsonDocument.write(document, out);
    }

    private void putStages(HeadResult head, Map<String, Object> json) {
        for (Stage stage : choice.stages()) {
            head.stage(stage).ifPresent(matrix -> json.put(stage.word(), matrix));
        }
    }

    @Override
    public Optional<Reporter> inJson() {
        return Optional.of(this);
    }
}
