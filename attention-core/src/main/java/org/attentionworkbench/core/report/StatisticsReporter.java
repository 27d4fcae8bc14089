package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.text.Token;

/**
 * Text for people, with a line of numbers for each query instead of its weights: the largest of its scores s after modifiers and mask
 * and their log-sum-exp {@code ln Σ_j exp(s[j])}, the entropy {@code −Σ_j p[j] ln p[j]} of its weights in nats, and what shares of them
 * lie on itself, on the first key and on a set of keys, with p the row of weights divided by its sum. If asked for, how much
 * attention {@code Σ_i weights[i,j]} each key received follows. It never asks for a matrix of queries × keys, so long texts stay small.
 */
public final class StatisticsReporter implements Reporter {
    private static final FixedDecimals FOUR_DECIMALS = new FixedDecimals(4);
    private static final String NO_NUMBER = "–";
    private static final int MOST_KEYS_NAMED = 12;

    private final List<Integer> keys;
    private final boolean received;

    /**
     * A report of statistics.
     *
     * @param keys the positions of the keys whose joint share is told, from 0; none if it is empty
     * @param received whether to tell how much attention each key received
     * @throws IllegalArgumentException if a position is negative
     */
    public StatisticsReporter(Collection<Integer> keys, boolean received) {
        if (keys.stream().anyMatch(key -> key < 0)) {
            throw new IllegalArgumentException("positions count from 0, and one of " + keys + " is negative");
        }
        this.keys = keys.stream().distinct().sorted().toList();
        this.received = received;
    }

    @Override
    public Capture captures() {
        Capture statistics =
                Capture.ofStatistics(keys.stream().mapToInt(Integer::intValue).toArray());
        return received ? statistics.and(Capture.ofReceived()) : statistics;
    }

    @Override
    public void report(AttentionResult result, Appendable out) throws IOException {
        ResultText.write(result, head -> writeHead(result, head, out), out);
    }

    private void writeHead(AttentionResult result, HeadResult head, Appendable out) throws IOException {
        out.append("\nStatistics: rows are queries, positions count from 0\n");
        List<RowNumber> numbers = RowNumber.of(result, head, !keys.isEmpty());
        Table table = new Table().row("", numbers.stream().map(RowNumber::title).toList());
        List<String> words = numbered(result.queries());
        for (int query = 0; query < words.size(); query++) {
            int row = query;
            table.row(
                    words.get(query),
                    numbers.stream()
                            .map(number -> cell(number.ofQuery().applyAsDouble(row)))
                            .toList());
        }
        table.writeTo(out);
        writeNotes(result, head.statistics(), out);
        if (received) {
            writeReceived(result, head.received(), out);
        }
    }

    private static String cell(double number) {
        return Double.isNaN(number) ? NO_NUMBER : FOUR_DECIMALS.format(number);
    }

    private void writeNotes(AttentionResult result, RowStatistics statistics, Appendable out) throws IOException {
        if (!keys.isEmpty()) {
            out.append("(keys: ").append(named(result.keys())).append(")\n");
        }
        if (some(statistics, query -> Double.isNaN(statistics.maximum(query)))) {
            out.append("(" + NO_NUMBER + " the variant ")
                    .append(result.execution().composition().getOrDefault("variant", "that was run"))
                    .append(" has no scores of queries and keys)\n");
        }
        if (some(statistics, query -> !statistics.hasShares(query))) {
            out.append("(" + NO_NUMBER + " weights below 0 are no shares, and have no entropy)\n");
        }
    }

    private static boolean some(RowStatistics statistics, IntPredicate condition) {
        return IntStream.range(0, statistics.rows()).anyMatch(condition);
    }

    private String named(List<Token> words) {
        String named = keys.stream()
                .limit(MOST_KEYS_NAMED)
                .map(key -> "'" + words.get(key).text() + "' (key " + key + ")")
                .collect(Collectors.joining(", "));
        return keys.size() > MOST_KEYS_NAMED ? named + ", … (" + keys.size() + " in all)" : named;
    }

    private static void writeReceived(AttentionResult result, Matrix sums, Appendable out) throws IOException {
        out.append("\nAttention received: rows are keys, positions count from 0\n");
        Table table = new Table().row("", "received");
        List<String> words = numbered(result.keys());
        for (int key = 0; key < words.size(); key++) {
            table.row(words.get(key), FOUR_DECIMALS.format(sums.get(0, key)));
        }
        table.writeTo(out);
    }

    /** The words, each after its position. */
    private static List<String> numbered(List<Token> words) {
        String format = "%" + Integer.toString(Math.max(0, words.size() - 1)).length() + "d %s";
        return IntStream.range(0, words.size())
                .mapToObj(position -> String.format(
                        Locale.ROOT, format, position, words.get(position).text()))
                .toList();
    }

    /** An empty line. */
    @Override
    public void between(Appendable out) throws IOException {
        out.append('\n');
    }

    /** The same numbers in full. */
    @Override
    public Optional<Reporter> inJson() {
        return Optional.of(new StatisticsJson(this, keys));
    }
}
