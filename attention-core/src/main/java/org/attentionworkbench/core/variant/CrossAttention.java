package org.attentionworkbench.core.variant;

import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Several heads side by side, as in {@link MultiHead}, whose queries come from one text and whose keys and values come from another.
 * Bahdanau, Cho and Bengio, <i>Neural Machine Translation by Jointly Learning to Align and Translate</i> (2015), section 3.1; Vaswani
 * et al., <i>Attention Is All You Need</i> (2017), section 3.2.3 ("encoder-decoder attention").
 */
public final class CrossAttention implements AttentionVariant {
    private final int heads;

    /**
     * Attention to another text.
     *
     * @param heads H, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public CrossAttention(int heads) {
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

    @Override
    public KeySource keySource() {
        return KeySource.OTHER_TEXT;
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.attentionworkbench.api.InvalidInputException if H does not divide the width of Q, of K or of V
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        return new HeadBlocks("cross: heads", heads).attend(queries, keys, values, stages);
    }
}
