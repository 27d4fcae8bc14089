package org.attentionworkbench.core.report;

import java.util.List;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.Reporter;

/** The reporters {@code full}, {@code top-k}, {@code json} and {@code csv}. */
public final class StandardReporters implements AttentionPlugin {
    private static final Option<Integer> COUNT = Option.integer("k", "how many keys to list of each query")
            .which(count -> count >= 1, "an integer of at least 1")
            .withDefault("3");
    private static final Option<List<String>> JSON_STAGES =
            stages("raw, modified, masked, weights, values").withDefault("raw|weights|values");
    private static final Option<List<String>> CSV_STAGES =
            stages("raw, modified, masked, weights, or values alone").withDefault("weights");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardReporters() {}

    private static Option<List<String>> stages(String words) {
        return Option.texts("stages", "which stages to write, of " + words);
    }

    @Override
    public List<Strategy<Reporter>> reporters() {
        return List.of(
                Strategy.of("full", "every weight of every word, as text", options -> new FullReporter()),
                Strategy.of(
                        "top-k",
                        "the k keys of largest weight of every word, as text",
                        options -> new TopKeysReporter(options.get(COUNT)),
                        COUNT),
                Strategy.of(
                        "json",
                        "embeddings, stages and output, as one line of JSON per phrase",
                        options -> new JsonReporter(StageChoice.read("json", options.get(JSON_STAGES))),
                        JSON_STAGES),
                Strategy.of(
                        "csv",
                        "a table with one row per phrase, head, query and key",
                        options -> new CsvReporter(StageChoice.read("csv", options.get(CSV_STAGES))),
                        CSV_STAGES));
    }
}
