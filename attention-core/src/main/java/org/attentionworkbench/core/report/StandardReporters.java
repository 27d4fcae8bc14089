package org.attentionworkbench.core.report;

import java.util.List;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.Reporter;

/** The reporters {@code full}, {@code top-k}, {@code statistics}, {@code json} and {@code csv}. */
public final class StandardReporters implements AttentionPlugin {
    private static final Option<Integer> COUNT = Option.integer("k", "how many keys to list of each query")
            .which(count -> count >= 1, "an integer of at least 1")
            .withDefault("3");
    private static final Option<List<Integer>> ROWS =
            positions("rows", "the positions of the queries to write of").orElse("all of them");
    private static final Option<List<Integer>> KEYS = positions(
                    "keys", "the positions of the keys whose joint share to write")
            .orElse("none");
    private static final Option<Boolean> RECEIVED = Option.truth(
                    "received", "whether to write how much attention each key received")
            .withDefault("false");
    private static final Option<List<String>> JSON_STAGES =
            stages("raw, modified, masked, weights, values").withDefault("raw|weights|values");
    private static final Option<List<String>> CSV_STAGES =
            stages("raw, modified, masked, weights, or values alone").withDefault("weights");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardReporters() {}

    private static Option<List<Integer>> positions(String name, String meaning) {
        return Option.integers(name, meaning)
                .which(
                        positions -> positions.stream().allMatch(position -> position >= 0),
                        "positions from 0 with + between them, such as 0+3");
    }

    private static Option<List<String>> stages(String words) {
        return Option.texts("stages", "which stages to write, of " + words);
    }

    @Override
    public List<Strategy<Reporter>> reporters() {
        return List.of(
                Strategy.of(
                        "full",
                        "every weight of every word, as text",
                        options -> new FullReporter(options.given(ROWS).orElse(List.of())),
                        ROWS),
                Strategy.of(
                        "top-k",
                        "the k keys of largest weight of every word, as text",
                        options -> new TopKeysReporter(options.get(COUNT)),
                        COUNT),
                Strategy.of(
                        "statistics",
                        "scores, entropy and shares of attention of every word in a few numbers, as text",
                        options -> new StatisticsReporter(options.given(KEYS).orElse(List.of()), options.get(RECEIVED)),
                        KEYS,
                        RECEIVED),
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
