package org.attentionworkbench.cli.mask;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.json.JsonDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a mask. */
@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Draws which keys each query may attend to: attention mask \"causal & window:left=2\".")
public final class MaskCommand implements Callable<Integer> {
    private static final int USUAL = 12;
    private static final int LARGEST = 10_000;
    /** So many columns and rows are drawn one by one. */
    private static final int MOST_COLUMNS = 100;
    /** So many rows of cells are drawn: letters are twice as high as wide. */
    private static final int MOST_ROWS = 50;
    /** So many pairs are written one by one as JSON. */
    private static final long MOST_PAIRS = 1_000_000;

    @Parameters(
            arity = "0..1",
            paramLabel = "MASK",
            description = "masks joined by & (and), | (or), ! (not) and parentheses (that of the configuration)")
    private @Nullable String text;

    @Option(names = "--queries", paramLabel = "N", description = "how many queries (" + USUAL + ")")
    private @Nullable Integer queries;

    @Option(names = "--keys", paramLabel = "N", description = "how many keys (as many as queries)")
    private @Nullable Integer keys;

    @Option(names = "--phrase", paramLabel = "PHRASE", description = "a text whose words are the queries")
    private @Nullable String phrase;

    @Option(
            names = "--head",
            paramLabel = "N",
            defaultValue = "1",
            description = "which head, where the mask differs from head to head (${DEFAULT-VALUE})")
    private int head;

    @Mixin
    private CompositionOptions options;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        if (phrase != null && queries != null) {
            throw new InvalidInputException("--phrase has as many queries as words; leave --queries out");
        }
        if (head < 1) {
            throw new InvalidInputException("--head takes an integer of at least 1, not " + head);
        }
        Configuration configuration = configuration();
        Composition composition = options.workbench(configuration).runner().composition();
        List<String> words = words(composition);
        int rows = size("--queries", queries, words.isEmpty() ? USUAL : words.size());
        int columns = size("--keys", keys, rows);
        Mask mask = composition.mask().over(rows, columns).ofHead(head - 1);
        String written = configuration.choice(Kind.MASK).text(Kind.MASK);
        if (output.json()) {
            boolean single = (long) rows * columns <= MOST_PAIRS;
            MaskGrid grid = single ? new MaskGrid(mask, rows, columns, 1, 1) : drawn(mask, rows, columns);
            output.write(out -> JsonDocument.write(MaskJson.of(written, head, grid, words), out));
        } else {
            MaskGrid grid = drawn(mask, rows, columns);
            output.write(out -> write(written, grid, words, out));
        }
        return options.exitCode();
    }

    private Configuration configuration() {
        Configuration configuration = options.configuration();
        return text == null
                ? configuration
                : configuration.with(Kind.MASK, List.of(Choice.parse(Kind.MASK, text, new Origin("mask"))));
    }

    private List<String> words(Composition composition) {
        if (phrase == null) {
            return List.of();
        }
        List<String> words = composition.tokenizer().tokenize(phrase).stream()
                .map(Token::text)
                .toList();
        if (words.isEmpty()) {
            throw new InvalidInputException("--phrase is empty; give one with at least one word");
        }
        return words;
    }

    private static int size(String option, @Nullable Integer given, int usual) {
        int size = given == null ? usual : given;
        if (size < 1 || size > LARGEST) {
            throw new InvalidInputException(option + " takes an integer from 1 to " + LARGEST + ", not " + size);
        }
        return size;
    }

    private static MaskGrid drawn(Mask mask, int queries, int keys) {
        boolean small = queries <= MOST_COLUMNS && keys <= MOST_COLUMNS;
        int cellQueries = small ? 1 : (queries + MOST_ROWS - 1) / MOST_ROWS;
        int cellKeys = small ? 1 : (keys + MOST_COLUMNS - 1) / MOST_COLUMNS;
        return new MaskGrid(mask, queries, keys, cellQueries, cellKeys);
    }

    private void write(String written, MaskGrid grid, List<String> words, Appendable out) throws IOException {
        out.append(written)
                .append(": ")
                .append(Integer.toString(grid.queries()))
                .append(" queries × ");
        out.append(Integer.toString(grid.keys())).append(" keys");
        out.append(head == 1 ? "" : ", head " + head).append('\n');
        new MaskText(grid, words).writeTo(out);
    }
}
