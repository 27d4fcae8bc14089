package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;

/**
 * Text for people, with every weight: for each query, or some of them, the weights of all keys to four decimals, and at the end the
 * key of largest weight, the earliest of equals. Several heads follow each other, each under its number. Of some queries it asks
 * for their rows of weights only, and memory grows with the keys.
 */
public final class FullReporter implements Reporter {
    private final List<Integer> queries;

    /** A report of every weight. */
    public FullReporter() {
        this(List.of());
    }

    /**
     * A report of every weight of some queries.
     *
     * @param queries their positions, from 0; empty for all queries
     * @throws IllegalArgumentException if a position is negative
     */
    public FullReporter(Collection<Integer> queries) {
        if (queries.stream().anyMatch(query -> query < 0)) {
            throw new IllegalArgumentException("positions count from 0, and one of " + queries + " is negative");
        }
        this.queries = queries.stream().distinct().sorted().toList();
    }

    @Override
    public Capture captures() {
        return queries.isEmpty()
                ? Capture.of(Stage.WEIGHTS)
                : Capture.ofRows(queries.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        WordByWordText text = queries.isEmpty()
                ? new WordByWordText(result, head -> ListedKeys.all(weights(result, head)), out)
                : new WordByWordText(result, queries, head -> ListedKeys.all(head, queries), out);
        text.write();
    }

    private static Matrix weights(AttentionResult result, HeadResult head) {
        return head.stage(Stage.WEIGHTS)
                .orElseThrow(() -> new InvalidInputException("full: the variant "
                        + result.execution().composition().getOrDefault("variant", "that was run")
                        + " has no weights; choose another variant, or the report json, which writes the stages that "
                        + "there are"));
    }

    /** The rows of some queries in full; all of them are the JSON of the whole result. */
    @Override
    public Optional<Reporter> inJson() {
        return queries.isEmpty() ? Optional.empty() : Optional.of(new RowsJson(this, queries));
    }

    /** An empty line. */
    @Override
    public void between(Appendable out) throws IOException {
        out.append('\n');
    }
}
