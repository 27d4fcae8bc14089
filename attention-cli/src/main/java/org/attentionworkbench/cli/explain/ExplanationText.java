package org.attentionworkbench.cli.explain;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.explanation.Explanation;
import org.attentionworkbench.core.explanation.SoftmaxSteps;
import org.attentionworkbench.core.report.HowComputed;
import org.attentionworkbench.core.report.Table;

/**
 * An explanation as numbered steps. Every result is printed to the same few decimals, and what it is computed from to as many
 * more as {@link PaperDigits} finds necessary, so that each step can be followed with pencil and paper.
 */
final class ExplanationText {
    private static final int CHANNELS_PER_TABLE = 8;
    private static final int LONGEST_COLUMN_SHOWN = 32;

    private final Explanation explanation;
    private final Set<Stage> stages;
    private final Composition composition;
    private final Formulas formulas;
    private final int digits;
    private final int meaningful;
    private final Appendable out;
    private final List<String> keys;
    private int step;

    ExplanationText(
            Explanation explanation,
            Set<Stage> stages,
            Composition composition,
            Formulas formulas,
            int digits,
            Appendable out) {
        this.explanation = explanation;
        this.stages = stages;
        this.composition = composition;
        this.formulas = formulas;
        this.digits = digits;
        this.meaningful = PaperDigits.meaningful(explanation);
        this.out = out;
        this.keys = explanation.keyWords();
    }

    void write() throws IOException {
        heading();
        if (shows(Stage.RAW)) {
            rawScores();
        }
        if (shows(Stage.MODIFIED)) {
            modifiedScores();
        }
        if (shows(Stage.MASKED)) {
            maskedScores();
        }
        if (shows(Stage.WEIGHTS)) {
            weights();
        }
        if (shows(Stage.VALUES)) {
            value();
        }
        HowComputed.write(explanation.result().execution(), out);
    }

    /** Whether a stage was asked for, and the variant goes through it. */
    private boolean shows(Stage stage) {
        return stages.contains(stage) && explanation.goesThrough(stage);
    }

    private void rawScores() throws IOException {
        if (explanation.dotProduct().isPresent()) {
            dotProducts(explanation.dotProduct().get());
        } else {
            section("Scores: raw = " + computedBy("score", Stage.RAW) + " of q and each k");
            formulas(Kind.SCORE, Stage.RAW);
            perKey("raw", explanation.row(Stage.RAW));
        }
    }

    private void weights() throws IOException {
        if (explanation.softmax().isPresent()) {
            softmax(explanation.softmax().get());
        } else {
            section("Weights: " + computedBy("normalizer", Stage.WEIGHTS) + " of the scores" + changedByVariant());
            formulas(Kind.NORMALIZER, Stage.WEIGHTS);
            if (composition.normalizer().axis() == Axis.QUERIES) {
                out.append("Over the queries: the scores of a key's whole column, of which this row shows one.\n");
            }
            Table table = new Table().row("key", "score", "weight");
            double[] scores = explanation.row(Stage.MASKED);
            double[] weights = explanation.row(Stage.WEIGHTS);
            eachKey(key -> table.row(keys.get(key), print(scores[key]), print(weights[key])));
            table.writeTo(out);
        }
    }

    /** What is said of a variant that changes weights after they are normalized. */
    private String changedByVariant() {
        boolean changed = !explanation.fused()
                && explanation.composed().contains(Stage.WEIGHTS)
                && explanation.goesThrough(Stage.MASKED)
                && !new NormalizedScores(explanation, composition).suffice();
        return changed ? ", then the variant " + chosen("variant") : "";
    }

    /** The formulas by which strategies of a kind compute a stage, a line each. */
    private void formulas(Kind<?> kind, Stage stage) throws IOException {
        if (explanation.composed().contains(stage)) {
            for (String formula : formulas.of(kind)) {
                out.append(formula).append('\n');
            }
        }
    }

    private void heading() throws IOException {
        Map<String, String> choices = explanation.result().execution().composition();
        int heads = explanation.result().heads().size();
        out.append(queryWord())
                .append(" — query " + (explanation.query() + 1) + " of "
                        + explanation.result().queries().size())
                .append(heads > 1 ? ", head " + (explanation.head() + 1) + " of " + heads : "")
                .append(" in: ")
                .append(explanation.result().text())
                .append('\n');
        List<String> parts = new ArrayList<>();
        choices.forEach((kind, choice) -> parts.add(kind + " " + choice));
        out.append("Composed of ").append(String.join("; ", parts)).append(".\n");
        out.append("Rows are queries, columns are keys; this is one row.\n");
    }

    private void section(String title) throws IOException {
        out.append("\n" + ++step + ". ").append(title).append('\n');
    }

    private String chosen(String kind) {
        return explanation.result().execution().composition().getOrDefault(kind, kind);
    }

    /** What computes a stage: a strategy of a kind, or the variant by itself. */
    private String computedBy(String kind, Stage stage) {
        return explanation.composed().contains(stage) ? chosen(kind) : "the variant " + chosen("variant");
    }

    private String queryWord() {
        return explanation.result().queries().get(explanation.query()).text();
    }

    private String print(double number) {
        return PaperDigits.print(number, digits);
    }

    private void eachKey(IntConsumer action) {
        IntStream.range(0, keys.size()).forEach(action);
    }

    private void perKey(String name, double[] numbers) throws IOException {
        Table table = new Table().row("key", name);
        eachKey(key -> table.row(keys.get(key), print(numbers[key])));
        table.writeTo(out);
    }

    private void dotProducts(Explanation.DotProduct dotProduct) throws IOException {
        DotProductPaper paper = new DotProductPaper(dotProduct, explanation.row(Stage.RAW), digits, meaningful);
        section("The query q and each key k, channel by channel");
        Matrix query = dotProduct.query();
        Matrix vectors = dotProduct.keys();
        int channels = query.columns();
        inTables(channels, (from, to) -> {
            Table table = new Table().row("", cells(from, to, channel -> "channel " + (channel + 1)));
            table.row("q  " + queryWord(), cells(from, to, channel -> paper.vector(query.get(0, channel))));
            eachKey(key -> table.row(
                    "k  " + keys.get(key), cells(from, to, channel -> paper.vector(vectors.get(key, channel)))));
            return table;
        });
        section("Scores: multiply q and k channel by channel, add the products"
                + (paper.scaled() ? ", multiply by the scale " + paper.scale() : ""));
        double[] raw = explanation.row(Stage.RAW);
        inTables(channels, (from, to) -> {
            boolean last = to == channels;
            List<String> heading = cells(from, to, channel -> "q×k in " + (channel + 1));
            Table table = new Table();
            if (last) {
                heading.add("sum");
                heading.addAll(paper.scaled() ? List.of("raw") : List.of());
            }
            table.row("key", heading);
            eachKey(key -> {
                List<String> row = cells(from, to, channel -> paper.product(key, channel));
                if (last) {
                    row.add(paper.sum(key));
                    row.addAll(paper.scaled() ? List.of(print(raw[key])) : List.of());
                }
                table.row(keys.get(key), row);
            });
            return table;
        });
    }

    /** Modifiers, where they changed anything. */
    private void modifiedScores() throws IOException {
        double[] modified = explanation.row(Stage.MODIFIED);
        if (Arrays.equals(explanation.row(Stage.RAW), modified)) {
            return;
        }
        ModifierPaper paper = new ModifierPaper(explanation, composition.modifiers(), digits);
        List<String> changes = new ArrayList<>();
        if (!composition.modifiers().isEmpty()) {
            changes.add(chosen("modifier"));
        }
        if (!paper.suffice()) {
            changes.add("the variant " + chosen("variant"));
        }
        section("Modified scores: " + String.join(", then ", changes));
        formulas(Kind.MODIFIER, Stage.MODIFIED);
        Table table = new Table().row("key", "raw", "modified");
        eachKey(key -> table.row(keys.get(key), paper.raw(key), print(modified[key])));
        table.writeTo(out);
    }

    private void maskedScores() throws IOException {
        double[] modified = explanation.row(Stage.MODIFIED);
        double[] masked = explanation.row(Stage.MASKED);
        section("Mask: " + computedBy("mask", Stage.MASKED));
        if (Arrays.equals(modified, masked)) {
            out.append("Every key is allowed; the scores stay as they are.\n");
            return;
        }
        Table table = new Table().row("key", "score", "masked");
        eachKey(key -> table.row(keys.get(key), print(modified[key]), print(masked[key])));
        table.writeTo(out);
    }

    private void softmax(SoftmaxSteps steps) throws IOException {
        boolean overKeys = steps.axis() == Axis.KEYS;
        double[] scores = explanation.row(Stage.MASKED);
        double[] weights = softmaxWeights(steps);
        SoftmaxPaper paper = new SoftmaxPaper(steps, scores, weights, digits, meaningful);
        section(
                overKeys
                        ? "Softmax over the keys: subtract the largest score, take exponentials, divide by their sum"
                        : "Softmax over the queries: subtract the largest score of the key's column, take exponentials, divide "
                                + "by the sum of the column");
        Table table = new Table().row("key", "score s", "largest m", "exp(s − m)", "sum", "weight");
        eachKey(key -> table.row(
                keys.get(key),
                paper.score(scores[key]),
                paper.score(steps.maximum(key)),
                paper.exponential(steps.exponential(key)),
                paper.sum(steps.sum(key)),
                print(weights[key])));
        table.writeTo(out);
        if (!overKeys) {
            columns(steps, paper);
        }
        changedWeights(weights);
    }

    /** The weights of the run, or, if the variant changed those, the weights before. */
    private double[] softmaxWeights(SoftmaxSteps steps) {
        double[] weights = explanation.row(Stage.WEIGHTS);
        boolean unchanged = explanation.fused()
                || IntStream.range(0, weights.length)
                        .allMatch(key -> PaperDigits.same(steps.weight(key), weights[key]));
        return unchanged
                ? weights
                : IntStream.range(0, weights.length).mapToDouble(steps::weight).toArray();
    }

    /** What the variant made of the weights. */
    private void changedWeights(double[] before) throws IOException {
        double[] weights = explanation.row(Stage.WEIGHTS);
        if (Arrays.equals(before, weights)) {
            return;
        }
        section("Changed weights: the variant " + chosen("variant"));
        Table table = new Table().row("key", "softmax", "weight");
        eachKey(key -> table.row(keys.get(key), print(before[key]), print(weights[key])));
        table.writeTo(out);
    }

    /** What the sums of the columns consist of: the exponentials of the other queries. */
    private void columns(SoftmaxSteps steps, SoftmaxPaper paper) throws IOException {
        int queries = explanation.result().queries().size();
        if (queries > LONGEST_COLUMN_SHOWN) {
            out.append("Each sum adds the exponentials of all " + queries + " queries for that key.\n");
            return;
        }
        out.append("The exponentials that each sum adds, one row per query, one column per key:\n");
        inTables(keys.size(), (from, to) -> {
            Table table = new Table().row("query", cells(from, to, keys::get));
            for (int query = 0; query < queries; query++) {
                int row = query;
                table.row(
                        explanation.result().queries().get(query).text(),
                        cells(from, to, key -> paper.exponential(steps.exponential(row, key))));
            }
            return table.row("sum", cells(from, to, key -> paper.sum(steps.sum(key))));
        });
    }

    private void value() throws IOException {
        section("Value: each v times its weight, added up");
        double[] weights = explanation.row(Stage.WEIGHTS);
        double[] value = explanation.row(Stage.VALUES);
        Matrix values = explanation.explainedHead().values();
        int decimals = PaperDigits.decimals(digits, meaningful, tried -> mixes(weights, values, value, tried));
        inTables(values.columns(), (from, to) -> {
            List<String> heading = new ArrayList<>(List.of("weight"));
            heading.addAll(cells(from, to, channel -> "v in " + (channel + 1)));
            Table table = new Table().row("key", heading);
            eachKey(key -> {
                List<String> row = new ArrayList<>(List.of(PaperDigits.print(weights[key], decimals)));
                row.addAll(cells(from, to, channel -> PaperDigits.print(values.get(key, channel), decimals)));
                table.row(keys.get(key), row);
            });
            return table.row("value of " + queryWord(), withBlank(cells(from, to, channel -> print(value[channel]))));
        });
    }

    private boolean mixes(double[] weights, Matrix values, double[] value, int decimals) {
        if (!PaperDigits.writable(values.elements()) || !PaperDigits.writable(weights)) {
            return true;
        }
        for (int channel = 0; channel < value.length; channel++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int key = 0; key < weights.length; key++) {
                sum = sum.add(PaperDigits.round(weights[key], decimals)
                        .multiply(PaperDigits.round(values.get(key, channel), decimals)));
            }
            if (!PaperDigits.gives(sum, value[channel], digits)) {
                return false;
            }
        }
        return true;
    }

    /** A table of some of the columns. */
    private interface Part {
        Table table(int from, int to);
    }

    private void inTables(int columns, Part part) throws IOException {
        int from = 0;
        do {
            int to = Math.min(columns, from + CHANNELS_PER_TABLE);
            if (from > 0) {
                out.append('\n');
            }
            part.table(from, to).writeTo(out);
            from = to;
        } while (from < columns);
    }

    private static List<String> cells(int from, int to, IntFunction<String> cell) {
        List<String> cells = new ArrayList<>();
        for (int column = from; column < to; column++) {
            cells.add(cell.apply(column));
        }
        return cells;
    }

    private static List<String> withBlank(List<String> cells) {
        List<String> row = new ArrayList<>(List.of(""));
        row.addAll(cells);
        return row;
    }
}
