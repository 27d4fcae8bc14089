package org.attentionworkbench.cli.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.comparison.Divergence;
import org.attentionworkbench.core.comparison.Summary;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.report.HowComputed;
import org.attentionworkbench.core.report.Table;
import org.attentionworkbench.core.run.AttentionRunner;
import org.jspecify.annotations.Nullable;

/** Phrases and variants side by side: a column for each run, and how far the variants of one phrase are apart. */
final class VariantComparison {
    private static final int LONGEST_LABEL = 32;

    private final Capture capture;
    private final List<List<Run>> phrases = new ArrayList<>();

    /** One run. */
    private record Run(String variant, AttentionRunner runner, AttentionResult result, Summary summary, String detail) {

        Divergence from(Run first) {
            return Divergence.between(first.runner.maps(first.result), runner.maps(result));
        }

        boolean hadAChoice() {
            return result.execution().reason().isPresent();
        }

        String word(int query) {
            return result.queries().get(query).text();
        }

        String key(int key) {
            return result.keys().get(key).text();
        }
    }

    /**
     * An empty comparison.
     *
     * @param capture what each run must keep: what a summary needs and, for several variants, the weights
     */
    VariantComparison(Capture capture) {
        this.capture = capture;
    }

    /** Runs every variant on a phrase. */
    void add(Phrase phrase, Map<String, AttentionRunner> variants) {
        List<Run> runs = new ArrayList<>();
        variants.forEach((variant, runner) -> {
            AttentionResult result = phrase.run(runner, capture);
            Summary summary = Summary.of(result);
            runs.add(new Run(variant, runner, result, summary, detail(runner, summary)));
        });
        phrases.add(runs);
    }

    /** How much of the matrix the chosen report prints. */
    private static String detail(AttentionRunner runner, Summary summary) {
        Capture captures = runner.composition().reporter().captures();
        long all = (long) summary.queries() * summary.keys();
        long printed = captures.stages().contains(Stage.WEIGHTS)
                ? all
                : (long) summary.queries() * Math.min(captures.topKeys(), summary.keys())
                        + (long) captures.rows().size() * summary.keys();
        return String.format(
                Locale.ROOT,
                "%s: %d of %d weights",
                runner.composition().configuration().choice(Kind.REPORT).name(),
                printed,
                all);
    }

    void write(boolean json, Appendable out) throws IOException {
        if (json) {
            JsonDocument.write(asJson(), out);
        } else {
            summaries().writeTo(out);
            writeDivergences(out);
            writeWays(out);
        }
    }

    private Table summaries() {
        Table table = new Table();
        boolean severalVariants = phrases.get(0).size() > 1;
        if (phrases.size() > 1 || !severalVariants) {
            row(table, "phrase", run -> shortened(run.result().text()));
        }
        if (severalVariants) {
            row(table, "variant", run -> run.variant().isEmpty() ? "as configured" : shortened(run.variant()));
        }
        row(table, "words", run -> String.valueOf(run.summary().queries()));
        row(
                table,
                "matrix (queries × keys)",
                run -> run.summary().queries() + " × " + run.summary().keys());
        row(table, "multi-word terms", run -> String.valueOf(run.summary().multiWordTerms()));
        row(table, "entropy per row in nats, mean", run -> share(run, Summary.Shares::meanEntropy));
        row(table, "  least", run -> share(run, Summary.Shares::leastEntropy));
        row(table, "  greatest", run -> share(run, Summary.Shares::greatestEntropy));
        row(table, "strongest pair (query → key)", VariantComparison::strongest);
        row(table, "  its weight", run -> number(run.summary().strongest().weight()));
        row(table, "share of attention on self", run -> share(run, Summary.Shares::self));
        row(table, "detail printed", Run::detail);
        if (phrases.stream().flatMap(List::stream).anyMatch(Run::hadAChoice)) {
            row(table, "computed", VariantComparison::way);
        }
        return table;
    }

    private static String way(Run run) {
        boolean fused = run.result().execution().way().equals(Execution.FUSED);
        return fused ? "in one pass, 32 bits" : "stage by stage, 64 bits";
    }

    /** How each run was computed, where there was a choice; what was said of a phrase is not said again of the next. */
    private void writeWays(Appendable out) throws IOException {
        HowComputed.write(
                phrases.stream()
                        .flatMap(List::stream)
                        .map(run -> run.result().execution())
                        .toList(),
                out);
    }

    /** A number of shares; a dash where weights below 0 are no shares. */
    private static String share(Run run, ToDoubleFunction<Summary.Shares> number) {
        return run.summary()
                .shares()
                .map(shares -> number(number.applyAsDouble(shares)))
                .orElse("–");
    }

    private void row(Table table, String name, Function<Run, String> cell) {
        table.row(name, phrases.stream().flatMap(List::stream).map(cell).toList());
    }

    private static String strongest(Run run) {
        Summary.Pair pair = run.summary().strongest();
        String head = run.result().heads().size() > 1 ? ", head " + (pair.head() + 1) : "";
        return run.word(pair.query()) + " → " + run.key(pair.key()) + head;
    }

    private void writeDivergences(Appendable out) throws IOException {
        for (List<Run> runs : phrases) {
            Run first = runs.get(0);
            List<Run> others = comparable(runs);
            List<Run> without = runs.stream()
                    .filter(run -> run.summary().shares().isEmpty())
                    .toList();
            if (!without.isEmpty()) {
                out.append("\nWeights below 0 are no shares: they have no entropy and no divergence (")
                        .append(without.stream().map(VariantComparison::named).collect(Collectors.joining(", ")))
                        .append(").\n");
            }
            if (others.isEmpty()) {
                continue;
            }
            out.append("\nJensen–Shannon divergence from ")
                    .append(named(first))
                    .append(", row by row (nats; 0 is the same, 0.6931 nothing in common)\n");
            if (phrases.size() > 1) {
                out.append(first.result().text()).append('\n');
            }
            divergences(first, others).writeTo(out);
        }
    }

    private static String named(Run run) {
        return run.variant().isEmpty() ? "the composition as configured" : run.variant();
    }

    private static Table divergences(Run first, List<Run> others) {
        List<Divergence> divergences = new ArrayList<>();
        others.forEach(other -> divergences.add(other.from(first)));
        Table table = new Table();
        table.row("query", others.stream().map(run -> shortened(run.variant())).toList());
        for (int query = 0; query < first.result().queries().size(); query++) {
            int row = query;
            table.row(
                    first.word(query),
                    divergences.stream()
                            .map(each -> number(each.rows().get(row)))
                            .toList());
        }
        table.row("mean", divergences.stream().map(each -> number(each.mean())).toList());
        table.row(
                "words with another top word",
                divergences.stream()
                        .map(each ->
                                each.changedTopWords() + " of " + each.rows().size())
                        .toList());
        return table;
    }

    /**
     * The variants after the first whose weights can be compared with those of the first: over the same words, for another tokenizer
     * may see others, and shares on both sides.
     */
    private static List<Run> comparable(List<Run> runs) {
        Run first = runs.get(0);
        return runs.stream()
                .skip(1)
                .filter(run -> first.summary().shares().isPresent()
                        && run.summary().shares().isPresent())
                .filter(run -> run.result().queries().equals(first.result().queries()))
                .toList();
    }

    private Map<String, Object> asJson() {
        List<Object> jsonRuns = new ArrayList<>();
        List<Object> divergences = new ArrayList<>();
        for (List<Run> runs : phrases) {
            runs.forEach(run -> jsonRuns.add(asJson(run)));
            comparable(runs).forEach(other -> divergences.add(asJson(runs.get(0), other)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", "queries");
        json.put("columns", "keys");
        json.put("runs", jsonRuns);
        json.put("divergences", divergences);
        return json;
    }

    private static Map<String, @Nullable Object> asJson(Run run) {
        Summary summary = run.summary();
        Map<String, Object> strongest = new LinkedHashMap<>();
        strongest.put("head", summary.strongest().head() + 1);
        strongest.put("query", summary.strongest().query() + 1);
        strongest.put("query_word", run.word(summary.strongest().query()));
        strongest.put("key", summary.strongest().key() + 1);
        strongest.put("key_word", run.key(summary.strongest().key()));
        strongest.put("weight", summary.strongest().weight());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("phrase", run.result().text());
        json.put("variant", run.variant());
        HowComputed.putInto(json, run.result().execution());
        json.put("composition", run.result().execution().composition());
        json.put("words", summary.queries());
        json.put("matrix", List.of(summary.queries(), summary.keys()));
        json.put("multi_word_terms", summary.multiWordTerms());
        json.put("entropy", summary.shares().map(VariantComparison::entropy).orElse(null));
        json.put("strongest_pair", strongest);
        json.put("share_on_self", summary.shares().map(Summary.Shares::self).orElse(null));
        json.put("detail_printed", run.detail());
        return json;
    }

    private static Map<String, Object> entropy(Summary.Shares shares) {
        Map<String, Object> entropy = new LinkedHashMap<>();
        entropy.put("unit", "nats");
        entropy.put("mean", shares.meanEntropy());
        entropy.put("least", shares.leastEntropy());
        entropy.put("greatest", shares.greatestEntropy());
        return entropy;
    }

    private static Map<String, Object> asJson(Run first, Run second) {
        Divergence divergence = second.from(first);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("phrase", first.result().text());
        json.put("first", first.variant());
        json.put("second", second.variant());
        json.put("unit", "nats");
        json.put("mean", divergence.mean());
        json.put("rows", divergence.rows());
        json.put("changed_top_words", divergence.changedTopWords());
        return json;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_LABEL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}
