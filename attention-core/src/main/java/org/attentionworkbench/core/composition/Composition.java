package org.attentionworkbench.core.composition;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Tokenizer;
import org.attentionworkbench.core.configuration.Configuration;

/**
 * The strategies of one run, made and ready, in the order in which they act.
 *
 * @param configuration what they were made from: every choice with all its options, the defaults filled in
 * @param tokenizer text to tokens
 * @param embedder tokens to vectors
 * @param projection vectors to queries, keys and values
 * @param mechanism queries, keys and values to joined values
 * @param cache what is kept of keys and values from step to step
 * @param analyses what is said of the weights
 * @param reporter writes results down
 */
public record Composition(
        Configuration configuration,
        Tokenizer tokenizer,
        Embedder embedder,
        Projection projection,
        Mechanism mechanism,
        CachePolicy cache,
        List<Analysis> analyses,
        Reporter reporter) {

    /**
     * Checks that the parts go together.
     *
     * @throws InvalidInputException if they do not; one line per reason
     */
    public Composition {
        analyses = List.copyOf(analyses);
        Soundness.refuse(Soundness.ofCache(mechanism, cache));
    }

    /**
     * Checks that a text can attend to itself.
     *
     * @return this composition
     * @throws InvalidInputException if it cannot, with the reason
     */
    public Composition withinText() {
        Soundness.refuse(Soundness.withinText(mechanism.variant()));
        return this;
    }

    /**
     * Checks that a text can attend to another.
     *
     * @return this composition
     * @throws InvalidInputException if it cannot; one line per reason
     */
    public Composition acrossTexts() {
        Soundness.refuse(Soundness.acrossTexts(mechanism, cache));
        return this;
    }

    /**
     * Checks that a text of so many words can be computed step by step: the cache has at every step all keys that the mask allows.
     *
     * @param mask the mask of the run
     * @param positions how many words the text has
     * @return this composition
     * @throws InvalidInputException if it has not; one line per reason
     */
    public Composition stepByStep(Mask mask, int positions) {
        if (mechanism.variant().stages().contains(Stage.MASKED)) {
            Soundness.refuse(Soundness.ofSteps(mechanism.withMask(mask), cache, positions));
        }
        return this;
    }

    /**
     * This composition with another mechanism.
     *
     * @param newMechanism queries, keys and values to joined values
     * @return a new composition
     */
    public Composition withMechanism(Mechanism newMechanism) {
        return new Composition(configuration, tokenizer, embedder, projection, newMechanism, cache, analyses, reporter);
    }

    /**
     * This composition with other analyses.
     *
     * @param newAnalyses what is said of the weights
     * @return a new composition
     */
    public Composition withAnalyses(List<Analysis> newAnalyses) {
        return new Composition(configuration, tokenizer, embedder, projection, mechanism, cache, newAnalyses, reporter);
    }

    /**
     * Queries and keys to scores.
     *
     * @return the score of the mechanism
     */
    public ScoreFunction score() {
        return mechanism.score();
    }

    /**
     * Scores to scores, one after the other.
     *
     * @return the modifiers of the mechanism
     */
    public List<ScoreModifier> modifiers() {
        return mechanism.modifiers();
    }

    /**
     * Forbids keys.
     *
     * @return the mask of the mechanism
     */
    public Mask mask() {
        return mechanism.mask();
    }

    /**
     * Scores to weights.
     *
     * @return the normalizer of the mechanism
     */
    public Normalizer normalizer() {
        return mechanism.normalizer();
    }

    /**
     * Arranges heads.
     *
     * @return the variant of the mechanism
     */
    public AttentionVariant variant() {
        return mechanism.variant();
    }

    /**
     * Multiplies matrices.
     *
     * @return the backend of the mechanism
     */
    public MatrixBackend backend() {
        return mechanism.backend();
    }
}
