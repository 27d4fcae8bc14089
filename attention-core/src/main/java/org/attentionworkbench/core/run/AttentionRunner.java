package org.attentionworkbench.core.run;

import com.google.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.composition.Composition;

/**
 * Runs a composition on texts: tokens, embeddings, projections, attention, output; stage by stage, in 64-bit floating point.
 *
 * <p>Queries are computed in blocks, so that memory beyond what is captured grows with the length of the text and not with its
 * square; only a normalizer over the queries needs whole matrices.
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
        List<Token> tokens = composition.tokenizer().tokenize(text);
        if (tokens.isEmpty()) {
            throw new InvalidInputException("the phrase is empty; give one with at least one word");
        }
        Matrix embeddings = embed(tokens);
        Matrix queries =
                onePerToken("queries", composition.projection().queries(embeddings, composition.backend()), tokens);
        Matrix keys = onePerToken("keys", composition.projection().keys(embeddings, composition.backend()), tokens);
        Matrix values =
                onePerToken("values", composition.projection().values(embeddings, composition.backend()), tokens);
        Recording recording = recording(capture, queries.rows(), keys.rows());
        Matrix joined = attend(queries, keys, values, recording);
        Matrix output = composition.projection().output(joined, composition.backend());
        Execution execution =
                new Execution("materialized", composition.configuration().composition());
        return new AttentionResult(text, tokens, tokens, embeddings, recording.heads(), output, execution);
    }

    private Matrix embed(List<Token> tokens) {
        Matrix embeddings = composition.embedder().embed(tokens);
        if (embeddings.rows() != tokens.size()) {
            throw new IllegalStateException(
                    "the embedder made " + embeddings.rows() + " vectors of " + tokens.size() + " tokens");
        }
        double[] elements = embeddings.elements();
        for (int index = 0; index < elements.length; index++) {
            if (!Double.isFinite(elements[index])) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "channel %d of the vector of word %d '%s' is %s; vectors hold finite numbers",
                        index % embeddings.columns() + 1,
                        index / embeddings.columns() + 1,
                        tokens.get(index / embeddings.columns()).text(),
                        elements[index]));
            }
        }
        return embeddings;
    }

    private static Matrix onePerToken(String what, Matrix projected, List<Token> tokens) {
        if (projected.rows() != tokens.size()) {
            throw new IllegalStateException(
                    "the projection made " + projected.rows() + " " + what + " of " + tokens.size() + " tokens");
        }
        return projected;
    }

    /** What to record into, once it is known to fit. */
    private Recording recording(Capture capture, int queries, int keys) {
        int heads = composition.variant().heads();
        budget.checkTopKeys(heads, queries, Math.min(capture.topKeys(), keys));
        Recording recording = new Recording(capture, heads, queries, keys);
        budget.check(recording.wholeMatrices(needsAllQueries()), queries, keys);
        return recording;
    }

    private boolean needsAllQueries() {
        return composition.normalizer().axis() == Axis.QUERIES;
    }

    /** All queries, block by block. Which blocks there are depends on shapes alone, so capturing cannot change the result. */
    private Matrix attend(Matrix queries, Matrix keys, Matrix values, Recording recording) {
        int count = queries.rows();
        int size = needsAllQueries()
                ? count
                : budget.queriesPerBlock(composition.variant().heads(), keys.rows());
        Matrix joined = null;
        for (int from = 0; from < count; from += size) {
            int to = Math.min(count, from + size);
            MaterializedStages stages = new MaterializedStages(composition, recording.block(from, to), count, from);
            Matrix block = composition.variant().attend(queries.rows(from, to), keys, values, stages);
            recording.finishBlock();
            if (from == 0 && to == count) {
                return block;
            }
            joined = joined == null ? Matrix.zeros(count, block.columns()) : joined;
            System.arraycopy(block.elements(), 0, joined.elements(), from * block.columns(), block.elements().length);
        }
        return joined == null ? Matrix.zeros(0, values.columns()) : joined;
    }
}
