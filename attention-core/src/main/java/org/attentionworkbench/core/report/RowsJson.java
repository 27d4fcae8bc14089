package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;

/**
 * The weights of some queries, with every number in full, as one line of JSON per result. A row is the position of its query, from 0.
 *
 * <pre>{@code
 * {"phrase": …, "words": […], "rows": "queries", "columns": "keys", "way": …, "composition": {…},
 *  "heads": [{"head": 1, "weights_of": [{"row": 3, "word": "fox", "weights": […]}]}]}
 * }</pre>
 */
final class RowsJson implements Reporter {
    private final FullReporter text;
    private final List<Integer> queries;

    RowsJson(FullReporter text, List<Integer> queries) {
        this.text = text;
        this.queries = queries;
    }

    @Override
    public Capture captures() {
        return text.captures();
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        ResultJson.write(result, Map.of(), (head, json) -> json.put("weights_of", rows(result, head)), out);
    }

    private List<Map<String, Object>> rows(AttentionResult result, HeadResult head) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int query : queries) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("row", query);
            row.put("word", result.queries().get(query).text());
            row.put("weights", head.row(query).row(0));
            rows.add(row);
        }
        return rows;
    }

    @Override
    public Optional<Reporter> inJson() {
        return Optional.of(this);
    }
}
