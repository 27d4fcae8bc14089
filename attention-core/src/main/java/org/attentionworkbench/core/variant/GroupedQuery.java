package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Heads that share keys and values in groups: {@code head_h = attend(Q_h, K_g, V_g)} with {@code g = ⌊h / (H/G)⌋}, so that
 * neighbouring query heads share a key head. G = H is multi-head attention, G = 1 multi-query attention. Ainslie et al., <i>GQA:
 * Training Generalized Multi-Query Transformer Models from Multi-Head Checkpoints</i> (2023).
 */
public final class GroupedQuery implements AttentionVariant {
    private final int heads;
    private final int keyHeads;

    /**
     * Grouped heads.
     *
     * @param heads H, the number of query heads, at least 1
     * @param keyHeads G, the number of key and value heads, a divisor of H
     * @throws IllegalArgumentException if they are not
     */
    public GroupedQuery(int heads, int keyHeads) {
        if (heads < 1 || keyHeads < 1 || heads % keyHeads != 0) {
            throw new IllegalArgumentException(heads + " heads cannot share " + keyHeads + " key heads");
        }
        this.heads = heads;
        this.keyHeads = keyHeads;
    }

    @Override
    public int heads() {
        return heads;
    }

    /**
     * {@inheritDoc}
     *
     * @throws org.attentionworkbench.api.InvalidInputException if H does not divide the width of Q, or G that of K or of V
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        List<Matrix> queriesOfHeads = new HeadBlocks("grouped-query: heads", heads).of(queries, "queries");
        HeadBlocks groups = new HeadBlocks("grouped-query: key-heads", keyHeads);
        List<Matrix> keysOfGroups = groups.of(keys, "keys");
        List<Matrix> valuesOfGroups = groups.of(values, "values");
        List<Matrix> parts = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            int group = head / (heads / keyHeads);
            parts.add(
                    stages.attend(head, queriesOfHeads.get(head), keysOfGroups.get(group), valuesOfGroups.get(group)));
        }
        return Matrix.joinColumns(parts);
    }
}
