package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;
import org.jspecify.annotations.Nullable;

/**
 * What {@link StatisticsReporter} says, with every number in full, as one line of JSON per result. Where there is no number stands null.
 *
 * <pre>{@code
 * {"phrase": …, "words": […], "rows": "queries", "columns": "keys", "way": …, "composition": {…}, "key_positions": [1, 2],
 *  "heads": [{"head": 1, "largest_score": […], "log_sum_exp": […], "entropy_nats": […], "share_on_self": […],
 *             "share_on_first": […], "share_on_keys": […], "received": […]}]}
 * }</pre>
 */
final class StatisticsJson implements Reporter {
    private final StatisticsReporter text;
    private final List<Integer> keys;

    StatisticsJson(StatisticsReporter text, List<Integer> keys) {
        this.text = text;
        this.keys = keys;
    }

    @Override
    public Capture captures() {
        return text.captures();
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        Map<String, ?> keySet = keys.isEmpty() ? Map.of() : Map.of("key_positions", keys);
        ResultJson.write(result, keySet, (head, json) -> putHead(result, head, json), out);
    }

    private void putHead(AttentionResult result, HeadResult head, Map<String, Object> json) {
        for (RowNumber number : RowNumber.of(result, head, !keys.isEmpty())) {
            json.put(number.field(), numbers(result.queries().size(), number.ofQuery()));
        }
        if (captures().received()) {
            json.put("received", head.received().row(0));
        }
    }

    private static List<@Nullable Double> numbers(int queries, IntToDoubleFunction ofQuery) {
        List<@Nullable Double> numbers = new ArrayList<>(queries);
        for (int query = 0; query < queries; query++) {
            double number = ofQuery.applyAsDouble(query);
            numbers.add(Double.isNaN(number) ? null : number);
        }
        return numbers;
    }

    @Override
    public Optional<Reporter> inJson() {
        return Optional.of(this);
    }
}
