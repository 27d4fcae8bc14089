package org.attentionworkbench.core.composition;

import java.util.List;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.ScoreModifier;
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
 * @param score queries and keys to scores
 * @param modifiers scores to scores, one after the other
 * @param mask forbids keys
 * @param normalizer scores to weights
 * @param variant arranges heads
 * @param backend multiplies matrices
 * @param reporter writes results down
 */
public record Composition(
        Configuration configuration,
        Tokenizer tokenizer,
        Embedder embedder,
        Projection projection,
        ScoreFunction score,
        List<ScoreModifier> modifiers,
        Mask mask,
        Normalizer normalizer,
        AttentionVariant variant,
        MatrixBackend backend,
        Reporter reporter) {

    /** Copies the list. */
    public Composition {
        modifiers = List.copyOf(modifiers);
    }
}
