package org.attentionworkbench.core.explanation;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.normalizer.Softmax;

/**
 * How one query of a result came to its weights and its value. Every number was captured from the run or follows from captured
 * numbers by the formula it stands for.
 *
 * @param result the result it explains, with every stage captured
 * @param head the index of the head, from 0
 * @param query the position of the query, from 0
 * @param dotProduct the products behind the raw scores, if the score is a dot product
 * @param softmax the exponentials behind the weights, if the normalizer is softmax
 * @param composed the stages that the chosen strategies compute; others are the variant's own
 */
public record Explanation(
        AttentionResult result,
        int head,
        int query,
        Optional<DotProduct> dotProduct,
        Optional<SoftmaxSteps> softmax,
        Set<Stage> composed) {

    /** Copies the stages. */
    public Explanation {
        composed = Set.copyOf(composed);
    }

    /**
     * The products of a dot-product score: {@code raw[j] = scale · Σ_c q[c] · k[j,c]}.
     *
     * @param query the prepared query, 1×d
     * @param keys the prepared keys, m×d
     * @param scale the factor σ
     */
    public record DotProduct(Matrix query, Matrix keys, double scale) {}

    /**
     * What a run must capture to be explained.
     *
     * @return every stage
     */
    public static Capture captures() {
        return new Capture(EnumSet.allOf(Stage.class), 0, false);
    }

    /**
     * Explains one query.
     *
     * @param composition what was run
     * @param result its result, with every stage captured
     * @param head the index of the head, from 0
     * @param query the position of the query, from 0
     * @return the explanation
     * @throws IndexOutOfBoundsException if there is no such head or query
     */
    public static Explanation of(Composition composition, AttentionResult result, int head, int query) {
        Objects.checkIndex(query, result.queries().size());
        Set<Stage> composed = composition.variant().stages();
        return new Explanation(
                result,
                head,
                query,
                composed.contains(Stage.RAW)
                        ? dotProduct(composition, result.head(head), head, query)
                        : Optional.empty(),
                composed.contains(Stage.WEIGHTS) && composition.normalizer() instanceof Softmax softmax
                        ? Optional.of(new SoftmaxSteps(
                                softmax.axis(),
                                result.head(head).stage(Stage.MASKED).orElseThrow(),
                                query))
                        : Optional.empty(),
                composed);
    }

    private static Optional<DotProduct> dotProduct(Composition composition, HeadResult head, int index, int query) {
        if (!(composition.score() instanceof DotProductScore score)) {
            return Optional.empty();
        }
        int heads = composition.variant().heads();
        HeadContext context = new HeadContext(composition.backend(), index, heads, query);
        return Optional.of(new DotProduct(
                score.prepareQueries(head.queries().rows(query, query + 1), context),
                score.prepareKeys(head.keys(), new HeadContext(composition.backend(), index, heads, 0)),
                score.scale(head.queries().columns())));
    }

    /**
     * The head that is explained.
     *
     * @return what it took in and what was captured of it
     */
    public HeadResult explainedHead() {
        return result.head(head);
    }

    /**
     * Whether all of it was computed in one fused pass, in 32-bit floating point. No variant changes scores or weights there.
     *
     * @return false if it was computed stage by stage
     */
    public boolean fused() {
        return result.execution().way().equals(Execution.FUSED);
    }

    /**
     * Whether the variant goes through a stage.
     *
     * @param stage the stage
     * @return false if there are no numbers of it
     */
    public boolean goesThrough(Stage stage) {
        return explainedHead().stage(stage).isPresent();
    }

    /**
     * The numbers of the explained query at a stage.
     *
     * @param stage the stage
     * @return one number per key, or per channel of the value
     */
    public double[] row(Stage stage) {
        return explainedHead().stage(stage).orElseThrow().row(query);
    }

    /**
     * The words of the keys.
     *
     * @return one per key
     */
    public List<String> keyWords() {
        return result.keys().stream().map(token -> token.text()).toList();
    }
}
