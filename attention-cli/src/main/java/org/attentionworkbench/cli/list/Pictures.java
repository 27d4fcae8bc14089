package org.attentionworkbench.cli.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.KeyValueCache;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.report.FindingText;
import org.attentionworkbench.core.report.Table;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;

/** Shows what a strategy does: runs it, with the options of its example, on something small. */
final class Pictures {
    private static final String TEXT = "the cat saw the cat";
    private static final String OTHER_TEXT = "le chat noir";
    private static final String TEXT_TO_SPLIT = "The cat's hat weighs 3.5 kg; the cat's, not mine!";
    private static final int POSITIONS = 10;
    private static final int WIDTH = 8;
    private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
    private static final double[] SCORES = {1.5, 1, 1, 0.5, -1, FORBIDDEN};
    private static final int HEADS_SHOWN = 2;

    /** A picture of one strategy, and what to say above those of its kind. */
    private record Painter(String caption, Painting painting) {}

    /** Draws what a configuration does that chooses the strategy. */
    private interface Painting {
        String of(AttentionRunner runner) throws IOException;
    }

    private final Workbench workbench;
    private final Map<Kind<?>, Painter> painters = new LinkedHashMap<>();

    Pictures(Workbench workbench) {
        this.workbench = workbench;
        String example = "\"" + TEXT + "\" with " + WIDTH + " random channels";
        paint(Kind.TOKENIZER, "Shown: the tokens of a sentence, one in each pair of brackets.", Pictures::tokens);
        paint(Kind.EMBEDDER, "Shown: the vectors of \"" + TEXT + "\", at most six channels.", Pictures::vectors);
        paint(Kind.PROJECTION, "Shown: the queries made of " + example + ", at most six channels.", Pictures::queries);
        paint(Kind.SCORE, "Shown: the raw scores of " + example + ".", runner -> stage(runner, Stage.RAW));
        paint(
                Kind.MODIFIER,
                "Shown: what becomes of scores that are all 1, in the first of two heads.",
                Pictures::modified);
        paint(
                Kind.MASK,
                "Shown: " + POSITIONS + " queries and keys, ■ where a query may attend to a key.",
                Pictures::grid);
        paint(Kind.NORMALIZER, "Shown: the weights of one row of scores, the last key forbidden.", Pictures::weights);
        paint(Kind.VARIANT, "Shown: the weights of " + example + ", at most two heads.", Pictures::heads);
        paint(Kind.CACHE, "Shown: which positions (columns) the cache holds after each step (rows).", Pictures::held);
        paint(Kind.ANALYSIS, "Shown: what it says of " + example + ".", Pictures::findings);
        paint(Kind.REPORT, "Shown: what it writes of \"the cat\".", Pictures::report);
    }

    private void paint(Kind<?> kind, String caption, Painting painting) {
        painters.put(kind, new Painter(caption, painting));
    }

    /** What the pictures of a kind show; empty if they have none. */
    String caption(Kind<?> kind) {
        Painter painter = painters.get(kind);
        return painter == null ? "" : painter.caption();
    }

    /** A picture of a strategy; nothing if its kind has none or it cannot be made without a user's file. */
    Optional<String> of(Kind<?> kind, Strategy<?> strategy) throws IOException {
        Painter painter = painters.get(kind);
        if (painter == null || strategy.example().isEmpty()) {
            return Optional.empty();
        }
        Choice choice = Choice.parse(strategy.example().get(), Origin.DEFAULT);
        AttentionRunner runner;
        try {
            runner = workbench.runner(configuration(kind, choice));
        } catch (InvalidInputException notWithoutMore) {
            return Optional.empty();
        }
        return Optional.of(painter.painting().of(runner));
    }

    /** The choice among others that it goes with. */
    private Configuration configuration(Kind<?> kind, Choice choice) {
        Configuration configuration = Configuration.defaults()
                .with(Kind.EMBEDDER, "random:distribution=normal,dimension=" + WIDTH)
                .with(kind, List.of(choice));
        if (kind == Kind.CACHE) {
            return configuration.with(Kind.MASK, "causal & window:left=0");
        }
        if (kind == Kind.ANALYSIS || kind == Kind.MODIFIER) {
            return configuration.with(Kind.VARIANT, "multi-head:heads=2");
        }
        return kind == Kind.NORMALIZER ? configuration.with(Kind.VARIANT, "weights-only") : configuration;
    }

    private static String tokens(AttentionRunner runner) {
        StringBuilder text = new StringBuilder();
        for (Token token : runner.composition().tokenizer().tokenize(TEXT_TO_SPLIT)) {
            text.append('[').append(token.text()).append(']');
        }
        return text.append('\n').toString();
    }

    private static String vectors(AttentionRunner runner) throws IOException {
        List<Token> tokens = runner.composition().tokenizer().tokenize(TEXT);
        return rows(words(tokens), runner.composition().embedder().embed(tokens));
    }

    private static String queries(AttentionRunner runner) throws IOException {
        Composition composition = runner.composition();
        List<Token> tokens = composition.tokenizer().tokenize(TEXT);
        Matrix queries = composition.projection().queries(composition.embedder().embed(tokens), composition.backend());
        return rows(words(tokens), queries);
    }

    /** One row per word, without column labels. */
    private static String rows(List<String> words, Matrix matrix) throws IOException {
        Table table = new Table();
        for (int row = 0; row < matrix.rows(); row++) {
            table.row(
                    words.get(row),
                    cells(matrix.columns(0, Math.min(6, matrix.columns())).row(row)));
        }
        return written(table);
    }

    private static String stage(AttentionRunner runner, Stage stage) throws IOException {
        AttentionResult result = run(runner);
        return matrix(result, result.head(0).stage(stage).orElseThrow());
    }

    private static AttentionResult run(AttentionRunner runner) {
        Capture everything = new Capture(EnumSet.allOf(Stage.class), 0, false);
        return runner.composition().variant().keySource() == KeySource.OTHER_TEXT
                ? runner.run(TEXT, OTHER_TEXT, everything)
                : runner.run(TEXT, everything);
    }

    private static String matrix(AttentionResult result, Matrix matrix) throws IOException {
        Table table = new Table().row("", words(result.keys()));
        for (int query = 0; query < matrix.rows(); query++) {
            table.row(result.queries().get(query).text(), cells(matrix.row(query)));
        }
        return written(table);
    }

    private static String modified(AttentionRunner runner) throws IOException {
        ScoreModifier modifier = runner.composition().modifiers().get(0).over(HEADS_SHOWN);
        double[] ones = new double[36];
        Arrays.fill(ones, 1);
        Matrix modified =
                modifier.modify(Matrix.wrap(6, 6, ones), new HeadContext(new ReferenceBackend(), 0, HEADS_SHOWN, 0));
        Table table = new Table();
        for (int query = 0; query < modified.rows(); query++) {
            table.row("query " + (query + 1), cells(modified.row(query)));
        }
        return written(table);
    }

    private static String grid(AttentionRunner runner) {
        Mask mask = runner.composition().mask().over(POSITIONS, POSITIONS).ofHead(0);
        StringBuilder text = new StringBuilder();
        for (int query = 0; query < POSITIONS; query++) {
            for (int key = 0; key < POSITIONS; key++) {
                text.append(key == 0 ? "" : " ").append(mask.allows(query, key) ? '■' : '·');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String weights(AttentionRunner runner) throws IOException {
        Normalizer normalizer = runner.composition().normalizer();
        boolean overKeys = normalizer.axis() == Axis.KEYS;
        Matrix scores = overKeys ? Matrix.wrap(1, SCORES.length, SCORES) : Matrix.wrap(SCORES.length, 1, SCORES);
        Matrix weights = normalizer.normalize(scores);
        return written(new Table().row("scores", cells(SCORES)).row("weights", cells(weights.elements())));
    }

    private static String heads(AttentionRunner runner) throws IOException {
        AttentionResult result = run(runner);
        StringBuilder text = new StringBuilder();
        int heads = result.heads().size();
        for (int head = 0; head < Math.min(HEADS_SHOWN, heads); head++) {
            text.append(heads == 1 ? "" : "head " + (head + 1) + " of " + heads + "\n");
            text.append(matrix(result, result.head(head).weights()));
        }
        return text.toString();
    }

    private static String held(AttentionRunner runner) {
        KeyValueCache cache = runner.composition().cache().open(1, 1);
        if (!runner.composition().cache().stepByStep()) {
            return "all positions at once\n";
        }
        StringBuilder text = new StringBuilder();
        for (int step = 0; step < POSITIONS; step++) {
            try {
                cache.append(Matrix.zeros(1, 1), Matrix.zeros(1, 1));
            } catch (InvalidInputException full) {
                return text.append("full\n").toString();
            }
            int first = cache.firstPosition();
            int end = first + cache.keys().rows();
            for (int position = 0; position < POSITIONS; position++) {
                boolean held = position >= first && position < end;
                text.append(position == 0 ? "" : " ").append(held ? '■' : '·');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String findings(AttentionRunner runner) throws IOException {
        StringBuilder text = new StringBuilder();
        FindingText.write(runner.run(TEXT, Capture.NOTHING).findings(), text);
        return text.toString().stripLeading();
    }

    private static String report(AttentionRunner runner) throws IOException {
        StringBuilder text = new StringBuilder();
        AttentionResult result =
                runner.run("the cat", runner.composition().reporter().captures());
        runner.composition().reporter().begin(text);
        runner.composition().reporter().report(result, text);
        runner.composition().reporter().end(text);
        return text.toString();
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }

    private static List<String> cells(double[] numbers) {
        List<String> cells = new ArrayList<>();
        for (double number : numbers) {
            String text = String.format(Locale.ROOT, "%.2f", number);
            cells.add(number == FORBIDDEN ? "−∞" : text.equals("-0.00") ? "0.00" : text);
        }
        return cells;
    }

    private static String written(Table table) throws IOException {
        StringBuilder text = new StringBuilder();
        table.writeTo(text);
        return text.toString();
    }
}
