package org.attentionworkbench.core.variant;

import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Several heads side by side: {@code joined = [head₁ … head_H]} with {@code head_h = attend(Q_h, K_h, V_h)}, where {@code Q_h}
 * is the h-th of H equal blocks of columns of Q, and so on. Vaswani et al., <i>Attention Is All You Need</i> (2017), section
 * 3.2.2.
 */
public final class MultiHead implements AttentionVariant {
    private final int heads;

    /**
     * Several heads.
     *
     * @param heads H, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public MultiHead(int heads) {
        this.heads = HeadBlocks.counted(heads);
    }

    @Override
    public int heads() {
        return heads;
    }

    @Override
    public boolean headByHead() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.attentionworkbench.api.InvalidInputException if H does not divide the width of Q, of K or of V
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        return new HeadBlocks("multi-head: heads", heads).attend(queries, keys, values, stages);
    }
}
