package org.attentionworkbench.core.run;

import com.google.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.DocumentMask;

/**
 * Runs a composition on texts: tokens, embeddings, projections, attention ({@link Attention}), output, analyses.
 */
public final class AttentionRunner {
    private final Composition composition;
    private final MemoryBudget budget;

    /**
     * A runner.
     *
     * @param composition the strategies to run
     */
    @Inject
    public AttentionRunner(Composition composition) {
        this(composition, MemoryBudget.ofThisMachine());
    }

    AttentionRunner(Composition composition, MemoryBudget budget) {
        this.composition = composition;
        this.budget = budget;
    }

    /**
     * What this runner runs.
     *
     * @return the composition
     */
    public Composition composition() {
        return composition;
    }

    /**
     * The attention of a text to itself, with its full weights.
     *
     * @param text the text
     * @return the result, its weights captured
     * @throws InvalidInputException if the text is empty, too large, or does not suit the composition
     */
    public AttentionResult run(String text) {
        return run(text, Capture.of(Stage.WEIGHTS));
    }

    /**
     * The attention of a text to itself.
     *
     * @param text the text
     * @param capture what to keep besides the output
     * @return the result
     * @throws InvalidInputException if the text is empty, too large, or does not suit the composition
     */
    public AttentionResult run(String text, Capture capture) {
        composition.withinText();
        Words words = words(List.of(text)).get(0);
        return run(words, words, composition.mechanism(), capture);
    }

    /**
     * The attention of a text to another (cross-attention): queries are made of the one, keys and values of the other.
     *
     * @param text the text that attends
     * @param keyText the text that is attended to
     * @param capture what to keep besides the output
     * @return the result
     * @throws InvalidInputException if a text is empty, too large, or does not suit the composition, or the composition has no
     *     meaning across texts
     */
    public AttentionResult run(String text, String keyText, Capture capture) {
        composition.acrossTexts();
        List<Words> words = words(List.of(text, keyText));
        return run(words.get(0), words.get(1), composition.mechanism(), capture);
    }

    /**
     * The attention of several texts, each to itself, packed into one sequence: the words follow each other, and the mask forbids
     * every word the words of other texts. Positions that masks, modifiers and scores see run on from text to text.
     *
     * @param texts the texts
     * @param capture what to keep besides the output
     * @return one result over all words
     * @throws InvalidInputException if a text is empty, too large, or does not suit the composition
     */
    public AttentionResult runPacked(List<String> texts, Capture capture) {
        composition.withinText();
        List<Words> words = words(texts);
        Mechanism mechanism = composition.mechanism();
        Mask apart = new DocumentMask(
                words.stream().map(each -> each.tokens().size()).toList());
        Words packed = packed(words);
        return run(packed, packed, mechanism.withMask(mechanism.mask().and(apart)), capture);
    }

    /**
     * The attention of queries to keys that were computed elsewhere: neither tokenizer nor embedder nor projection takes part. The
     * queries are called 1, 2, … and so are the keys.
     *
     * @param inputs the inputs of a batch
     * @param entry which entry of the batch, from 0
     * @param capture what to keep besides the output
     * @return the result; its embeddings are the queries and the keys, its output the joined values
     * @throws InvalidInputException if they are too large or do not suit the composition
     */
    public AttentionResult run(GivenInputs inputs, int entry, Capture capture) {
        BatchAttention.checkHeads(inputs.queries(), composition.mechanism());
        Matrix queries = HeadLayout.sideBySide(inputs.queries(), entry);
        Matrix keys = HeadLayout.sideBySide(inputs.keys(), entry);
        Matrix values = HeadLayout.sideBySide(inputs.values(), entry);
        String name = inputs.entries() == 1
                ? inputs.name()
                : inputs.name() + ", entry " + (entry + 1) + " of " + inputs.entries();
        HeadedResult headed = attend(composition.mechanism(), queries, keys, values, capture);
        Words queryRows = numbered(name, queries);
        Matrix joined = composition.mechanism().variant().stages().contains(Stage.VALUES)
                ? finite("value", headed.joined(), queryRows.tokens())
                : headed.joined();
        return result(queryRows, numbered(name, keys), headed, joined);
    }

    private static Words numbered(String name, Matrix rows) {
        List<Token> tokens = new ArrayList<>();
        for (int row = 1; row <= rows.rows(); row++) {
            tokens.add(new Token(Integer.toString(row), 0, 0));
        }
        return new Words(name, tokens, rows);
    }

    /** A text, its tokens and their vectors. */
    private record Words(String text, List<Token> tokens, Matrix embeddings) {}

    private List<Words> words(List<String> texts) {
        List<List<Token>> tokens = texts.stream().map(this::tokens).toList();
        List<Matrix> embeddings = composition.embedder().embedTogether(tokens);
        List<Words> words = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            words.add(
                    new Words(texts.get(index), tokens.get(index), checked(embeddings.get(index), tokens.get(index))));
        }
        return words;
    }

    /** The words of all texts one after the other, each text on a line of its own. */
    private static Words packed(List<Words> texts) {
        StringJoiner lines = new StringJoiner("\n");
        List<Token> tokens = new ArrayList<>();
        List<Matrix> embeddings = new ArrayList<>();
        for (Words text : texts) {
            int start = tokens.isEmpty() ? 0 : lines.length() + 1;
            lines.add(text.text());
            text.tokens()
                    .forEach(token -> tokens.add(new Token(token.text(), start + token.start(), start + token.end())));
            embeddings.add(text.embeddings());
        }
        return new Words(lines.toString(), tokens, Matrix.joinRows(embeddings));
    }

    private List<Token> tokens(String text) {
        List<Token> tokens = composition.tokenizer().tokenize(text);
        if (tokens.isEmpty()) {
            throw new InvalidInputException("the phrase is empty; give one with at least one word");
        }
        return tokens;
    }

    private AttentionResult run(Words queryWords, Words keyWords, Mechanism mechanism, Capture capture) {
        Matrix queries = onePerToken(
                "query",
                composition.projection().queries(queryWords.embeddings(), mechanism.backend()),
                queryWords.tokens());
        Matrix keys = onePerToken(
                "key", composition.projection().keys(keyWords.embeddings(), mechanism.backend()), keyWords.tokens());
        Matrix values = onePerToken(
                "value",
                composition.projection().values(keyWords.embeddings(), mechanism.backend()),
                keyWords.tokens());
        HeadedResult headed = attend(mechanism, queries, keys, values, capture);
        return result(queryWords, keyWords, headed, output(mechanism, headed.joined(), queryWords));
    }

    private Matrix output(Mechanism mechanism, Matrix joined, Words words) {
        if (!mechanism.variant().stages().contains(Stage.VALUES)) {
            return joined;
        }
        int width = words.embeddings().columns();
        Matrix output =
                composition.projection().output(finite("value", joined, words.tokens()), width, mechanism.backend());
        return finite("output", output, words.tokens());
    }

    private HeadedResult attend(Mechanism mechanism, Matrix queries, Matrix keys, Matrix values, Capture capture) {
        Attention attention = new Attention(mechanism, budget, this::named);
        Capture wanted = composition.analyses().isEmpty() ? capture : capture.and(Capture.of(Stage.WEIGHTS));
        if (!composition.cache().stepByStep()) {
            return attention.attend(queries, keys, values, wanted);
        }
        composition.stepByStep(mechanism.mask(), queries.rows());
        return attention.attendStepByStep(queries, keys, values, composition.cache(), wanted);
    }

    private String named(Kind<?> kind) {
        return kind + " " + composition.configuration().choice(kind).name();
    }

    private AttentionResult result(Words queryWords, Words keyWords, HeadedResult headed, Matrix output) {
        AttentionResult result = new AttentionResult(
                queryWords.text(),
                queryWords.tokens(),
                keyWords.tokens(),
                queryWords.embeddings(),
                headed.heads(),
                output,
                new Execution(
                        headed.way().name(),
                        headed.way().reason(),
                        composition.configuration().composition()),
                keyWords.text(),
                keyWords.embeddings(),
                List.of());
        return result.withFindings(findings(result));
    }

    private List<Finding> findings(AttentionResult result) {
        if (composition.analyses().isEmpty()) {
            return List.of();
        }
        AttentionMaps maps = maps(result);
        List<Finding> findings = new ArrayList<>();
        composition.analyses().forEach(analysis -> findings.addAll(analysis.analyse(maps)));
        return findings;
    }

    /**
     * The weights of a result as analyses look at them; of logarithms, their exponentials.
     *
     * @param result a result of this runner, its weights captured
     * @return its maps
     * @throws InvalidInputException if the variant has no weights over the words
     */
    public AttentionMaps maps(AttentionResult result) {
        for (HeadResult head : result.heads()) {
            Matrix weights = head.stage(Stage.WEIGHTS)
                    .orElseThrow(() -> new InvalidInputException(
                            "the variant has no weights, so there is nothing to analyse; choose another variant"));
            if (weights.columns() != result.keys().size()) {
                throw new InvalidInputException("the weights of the variant are over " + weights.columns()
                        + " keys of its own making and not over the "
                        + result.keys().size()
                        + " words, so analyses say nothing of them; choose another variant");
            }
        }
        return composition.normalizer().logarithmic() ? AttentionMaps.ofLogarithms(result) : AttentionMaps.of(result);
    }

    /** Refuses vectors that are not one finite row for each token. */
    private static Matrix checked(Matrix embeddings, List<Token> tokens) {
        if (embeddings.rows() != tokens.size()) {
            throw new IllegalStateException(
                    "the embedder made " + embeddings.rows() + " vectors of " + tokens.size() + " tokens");
        }
        return finite("vector", embeddings, tokens, "vectors hold finite numbers");
    }

    private static Matrix onePerToken(String what, Matrix projected, List<Token> tokens) {
        if (projected.rows() != tokens.size()) {
            throw new IllegalStateException("the projection made " + projected.rows() + " rows for the " + what
                    + " of each of " + tokens.size() + " tokens");
        }
        return finite(what, projected, tokens);
    }

    private static Matrix finite(String what, Matrix rows, List<Token> tokens) {
        return finite(
                what,
                rows,
                tokens,
                "what was multiplied or added up is too large; use smaller vectors, parameters or weights");
    }

    /** Refuses rows, one for each token, that hold an infinity or no number at all, naming the first. */
    private static Matrix finite(String what, Matrix rows, List<Token> tokens, String advice) {
        double[] elements = rows.elements();
        for (int index = 0; index < elements.length; index++) {
            if (!Double.isFinite(elements[index])) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "channel %d of the %s of word %d '%s' is %s; %s",
                        index % rows.columns() + 1,
                        what,
                        index / rows.columns() + 1,
                        tokens.get(index / rows.columns()).text(),
                        elements[index],
                        advice));
            }
        }
        return rows;
    }
}
