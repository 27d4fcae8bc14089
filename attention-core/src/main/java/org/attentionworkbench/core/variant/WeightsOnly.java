package org.attentionworkbench.core.variant;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Heads over equal blocks of columns that stop at their weights, to be looked at: {@code weights_h = normalizer(scores of Q_h and
 * K_h)}. Nothing is mixed, so that weights may be logarithms, V is not read, and the joined values have n rows without columns.
 */
public final class WeightsOnly implements AttentionVariant {
    private final int heads;

    /**
     * Heads to look at.
     *
     * @param heads H, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public WeightsOnly(int heads) {
        this.heads = HeadBlocks.counted(heads);
    }

    @Override
    public int heads() {
        return heads;
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.complementOf(EnumSet.of(Stage.VALUES));
    }

    /**
     * {@inheritDoc}
     *
     * @return n×0: no values
     * @throws org.attentionworkbench.api.InvalidInputException if H does not divide the width of Q or of K
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        HeadBlocks blocks = new HeadBlocks("weights-only: heads", heads);
        List<Matrix> queriesOfHeads = blocks.of(queries, "queries");
        List<Matrix> keysOfHeads = blocks.of(keys, "keys");
        for (int head = 0; head < heads; head++) {
            Matrix raw = stages.raw(head, queriesOfHeads.get(head), keysOfHeads.get(head));
            stages.weights(head, stages.masked(head, stages.modified(head, raw)));
        }
        return Matrix.zeros(queries.rows(), 0);
    }
}
