package org.attentionworkbench.core.composition;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.mask.NoMask;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.score.ScaledDotScore;
import org.attentionworkbench.core.variant.SingleHead;

/**
 * Attention itself, from queries, keys and values to joined values: the part of a {@link Composition} that knows no text.
 * Immutable; each {@code with…} returns another mechanism.
 *
 * @param score queries and keys to scores
 * @param modifiers scores to scores, one after the other, set to the heads of the variant
 * @param mask forbids keys
 * @param normalizer scores to weights
 * @param variant arranges heads
 * @param backend multiplies matrices, or computes attention in one fused pass
 */
public record Mechanism(
        ScoreFunction score,
        List<ScoreModifier> modifiers,
        Mask mask,
        Normalizer normalizer,
        AttentionVariant variant,
        MatrixBackend backend) {

    /**
     * Checks that the parts go together, and sets the modifiers to the heads of the variant.
     *
     * @throws InvalidInputException if they do not; one line per reason
     */
    public Mechanism {
        int heads = variant.heads();
        modifiers = modifiers.stream().map(modifier -> modifier.over(heads)).toList();
        Soundness.refuse(Soundness.ofMechanism(modifiers, mask, normalizer, variant));
    }

    /**
     * Scaled dot products, softmax over the keys, one head, plain Java loops: attention as most people know it.
     *
     * @return the mechanism
     */
    public static Mechanism scaledDot() {
        return new Mechanism(
                new ScaledDotScore(),
                List.of(),
                new NoMask(),
                new Softmax(Axis.KEYS),
                new SingleHead(),
                new ReferenceBackend());
    }

    /**
     * This mechanism with another score.
     *
     * @param newScore queries and keys to scores
     * @return a new mechanism
     */
    public Mechanism withScore(ScoreFunction newScore) {
        return new Mechanism(newScore, modifiers, mask, normalizer, variant, backend);
    }

    /**
     * This mechanism with other modifiers.
     *
     * @param newModifiers scores to scores, one after the other
     * @return a new mechanism
     */
    public Mechanism withModifiers(ScoreModifier... newModifiers) {
        return new Mechanism(score, List.of(newModifiers), mask, normalizer, variant, backend);
    }

    /**
     * This mechanism with another mask.
     *
     * @param newMask forbids keys
     * @return a new mechanism
     */
    public Mechanism withMask(Mask newMask) {
        return new Mechanism(score, modifiers, newMask, normalizer, variant, backend);
    }

    /**
     * This mechanism with another normalizer.
     *
     * @param newNormalizer scores to weights
     * @return a new mechanism
     * @throws InvalidInputException if it does not suit the rest
     */
    public Mechanism withNormalizer(Normalizer newNormalizer) {
        return new Mechanism(score, modifiers, mask, newNormalizer, variant, backend);
    }

    /**
     * This mechanism with another variant.
     *
     * @param newVariant arranges heads
     * @return a new mechanism
     * @throws InvalidInputException if it does not suit the rest
     */
    public Mechanism withVariant(AttentionVariant newVariant) {
        return new Mechanism(score, modifiers, mask, normalizer, newVariant, backend);
    }

    /**
     * This mechanism with another backend.
     *
     * @param newBackend multiplies matrices, or computes attention in one fused pass
     * @return a new mechanism
     */
    public Mechanism withBackend(MatrixBackend newBackend) {
        return new Mechanism(score, modifiers, mask, normalizer, variant, newBackend);
    }
}
