package org.attentionworkbench.api.attention;

import java.util.EnumSet;
import java.util.Set;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Arranges heads: splits queries, keys and values, has each head computed by the {@link AttentionStages}, and joins what comes
 * out. A variant treats every query by itself, so that long inputs can be computed in blocks of queries; one that cannot says so
 * by {@link #inBlocks}.
 */
public interface AttentionVariant {

    /**
     * How many heads there are.
     *
     * @return at least 1
     */
    default int heads() {
        return 1;
    }

    /**
     * The stages that it goes through with the strategies that the user composes. A composition that chooses a score, modifiers, a
     * mask or a normalizer for a variant that does without is refused; so are logarithmic weights where values are mixed.
     *
     * @return all of them unless overridden
     */
    default Set<Stage> stages() {
        return EnumSet.allOf(Stage.class);
    }

    /**
     * Where its keys and values may come from.
     *
     * @return {@link KeySource#EITHER} unless overridden
     */
    default KeySource keySource() {
        return KeySource.EITHER;
    }

    /**
     * Whether it can compute some of the queries without the others.
     *
     * @return true unless overridden
     */
    default boolean inBlocks() {
        return true;
    }

    /**
     * Whether it leaves each head to {@link AttentionStages#attend} from beginning to end, and calls no single stage. Only such a
     * variant can run in one fused pass.
     *
     * @return false unless overridden
     */
    default boolean headByHead() {
        return false;
    }

    /**
     * Attention of some queries over all keys.
     *
     * @param queries Q, n×d
     * @param keys K, m×d
     * @param values V, m×dv
     * @param stages the stages of a head, as the user composed them
     * @return the joined values, n rows
     * @throws org.attentionworkbench.api.InvalidInputException if the shapes do not suit this variant
     */
    Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages);
}
