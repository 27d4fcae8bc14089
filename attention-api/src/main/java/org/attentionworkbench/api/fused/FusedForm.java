package org.attentionworkbench.api.fused;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a fused pass computes of queries, keys and values whose rows are prepared already, for every head:
 *
 * <pre>
 * s[i,j]  = modifiers(σ · Σ_c q[i,c]·k[j,c]), −∞ where the mask forbids
 * w[i,·]  = normalizer(s[i,·])
 * o[i,·]  = Σ_j w[i,j]·v[j,·]
 * </pre>
 *
 * Immutable; each {@code with…} returns another form.
 */
public final class FusedForm {
    private final double scale;
    private final List<ScoreModifier> modifiers;
    private final @Nullable Mask mask;
    private final List<StreamedNormalizer> normalizers;
    private final int firstHead;
    private final int firstQuery;
    private final int firstKey;

    private FusedForm(
            double scale,
            List<ScoreModifier> modifiers,
            @Nullable Mask mask,
            List<StreamedNormalizer> normalizers,
            int firstHead,
            int firstQuery,
            int firstKey) {
        this.scale = scale;
        this.modifiers = List.copyOf(modifiers);
        this.mask = mask;
        this.normalizers = List.copyOf(normalizers);
        this.firstHead = firstHead;
        this.firstQuery = firstQuery;
        this.firstKey = firstKey;
    }

    /**
     * Scaled dot products and a softmax over the keys; no modifier, no mask.
     *
     * @param scale σ, finite
     * @return the form
     * @throws IllegalArgumentException if σ is not finite
     */
    public static FusedForm of(double scale) {
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("a scale is a finite number, not " + scale);
        }
        return new FusedForm(scale, List.of(), null, List.of(StreamedNormalizer.Softmax.PLAIN), 0, 0, 0);
    }

    /**
     * With modifiers.
     *
     * @param newModifiers scores to scores, one after the other, settled by {@link ScoreModifier#over}
     * @return another form
     */
    public FusedForm withModifiers(List<ScoreModifier> newModifiers) {
        return new FusedForm(scale, newModifiers, mask, normalizers, firstHead, firstQuery, firstKey);
    }

    /**
     * With a mask.
     *
     * @param newMask which keys each query may attend to, settled by {@link Mask#over}; the pass asks it head by head, by
     *     {@link Mask#ofHead}
     * @return another form
     */
    public FusedForm withMask(Mask newMask) {
        return new FusedForm(scale, modifiers, newMask, normalizers, firstHead, firstQuery, firstKey);
    }

    /**
     * With other normalizers.
     *
     * @param newNormalizers one for every head, all of one kind, or a single one for all
     * @return another form
     * @throws IllegalArgumentException if there is none
     */
    public FusedForm withNormalizers(List<StreamedNormalizer> newNormalizers) {
        if (newNormalizers.isEmpty()) {
            throw new IllegalArgumentException("a form has at least one normalizer");
        }
        return new FusedForm(scale, modifiers, mask, newNormalizers, firstHead, firstQuery, firstKey);
    }

    /**
     * At other positions: what modifiers and masks are told of the first head, query and key at hand.
     *
     * @param newFirstHead the index of the first head
     * @param newFirstQuery the position of the first query
     * @param newFirstKey the position of the first key
     * @return another form
     * @throws IllegalArgumentException if one of them is negative
     */
    public FusedForm at(int newFirstHead, int newFirstQuery, int newFirstKey) {
        if (newFirstHead < 0 || newFirstQuery < 0 || newFirstKey < 0) {
            throw new IllegalArgumentException("heads, queries and keys count from 0, and the first are " + newFirstHead
                    + ", " + newFirstQuery + " and " + newFirstKey);
        }
        return new FusedForm(scale, modifiers, mask, normalizers, newFirstHead, newFirstQuery, newFirstKey);
    }

    /**
     * The factor of the dot products.
     *
     * @return σ
     */
    public double scale() {
        return scale;
    }

    /**
     * Scores to scores, one after the other.
     *
     * @return the modifiers
     */
    public List<ScoreModifier> modifiers() {
        return modifiers;
    }

    /**
     * Which keys each query may attend to.
     *
     * @return the mask, or nothing if every key is allowed
     */
    public Optional<Mask> mask() {
        return Optional.ofNullable(mask);
    }

    /**
     * Scores to weights.
     *
     * @param head the index of the head among those at hand, from 0
     * @return its normalizer
     */
    public StreamedNormalizer normalizer(int head) {
        return normalizers.size() == 1 ? normalizers.get(0) : normalizers.get(head);
    }

    /**
     * Scores to weights.
     *
     * @return one for every head, or a single one for all
     */
    public List<StreamedNormalizer> normalizers() {
        return normalizers;
    }

    /**
     * The index of the first head at hand.
     *
     * @return 0 unless told otherwise
     */
    public int firstHead() {
        return firstHead;
    }

    /**
     * The position of the first query at hand.
     *
     * @return 0 unless told otherwise
     */
    public int firstQuery() {
        return firstQuery;
    }

    /**
     * The position of the first key at hand.
     *
     * @return 0 unless told otherwise
     */
    public int firstKey() {
        return firstKey;
    }
}
