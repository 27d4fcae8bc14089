package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Heads that share keys and values in groups: {@code head_h = attend(Q_h, K_g, V_g)} with {@code g = ⌊h / (H/G)⌋}, so that
 * neighbouring query heads share a key head. G = H is multi-head attention, G = 1 multi-query attention (Shazeer, <i>Fast Transformer
 * Decoding: One Write-Head is All You Need</i>, 2019). Ainslie et al., <i>GQA: Training Generalized Multi-Query Transformer Models
 * from Multi-Head Checkpoints</i> (2023).
 *
 * <p>A head of Q is {@code w/H} wide, so K has {@code G·w/H} columns. Where K has a block for each of the H heads instead, as it has
 * without a projection, the key heads are the means of the heads of their group, and those of V as well: that is how the paper makes
 * grouped heads of a multi-head checkpoint (section 2.1).
 */
public final class GroupedQuery implements AttentionVariant {
    private final String name;
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
        this("grouped-query", heads, keyHeads);
    }

    private GroupedQuery(String name, int heads, int keyHeads) {
        if (heads < 1 || keyHeads < 1 || heads % keyHeads != 0) {
            throw new IllegalArgumentException(heads + " heads cannot share " + keyHeads + " key heads");
        }
        this.name = name;
        this.heads = heads;
        this.keyHeads = keyHeads;
    }

    /**
     * Heads that all share one key head and one value head.
     *
     * @param heads H, at least 1
     * @return multi-query attention
     * @throws IllegalArgumentException if it is less
     */
    public static GroupedQuery multiQuery(int heads) {
        return new GroupedQuery("multi-query", heads, 1);
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
     * @throws InvalidInputException if H does not divide the width of Q, K has neither G nor H heads of that width, or the number of
     *     heads of K does not divide the width of V
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        List<Matrix> queriesOfHeads = new HeadBlocks(name + ": heads", heads).of(queries, "queries");
        boolean perHead = hasBlockPerHead(queries.columns() / heads, keys.columns());
        List<Matrix> keysOfGroups = ofGroups(keys, "keys", perHead);
        List<Matrix> valuesOfGroups = ofGroups(values, "values", perHead);
        List<Matrix> parts = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            int group = head / (heads / keyHeads);
            parts.add(
                    stages.attend(head, queriesOfHeads.get(head), keysOfGroups.get(group), valuesOfGroups.get(group)));
        }
        return Matrix.joinColumns(parts);
    }

    private boolean hasBlockPerHead(int width, int keyWidth) {
        if (keyWidth == keyHeads * width) {
            return false;
        }
        if (keyWidth == heads * width) {
            return true;
        }
        throw new InvalidInputException(
                name + ": the heads of the queries are " + width + " wide and the keys " + keyWidth
                        + "; the keys of " + keyHeads + (keyHeads == 1 ? " key head" : " key heads") + " would be "
                        + keyHeads * width + " wide, or " + heads * width + " to take means of");
    }

    private List<Matrix> ofGroups(Matrix matrix, String whose, boolean perHead) {
        if (!perHead) {
            return new HeadBlocks(name + ": key-heads", keyHeads).of(matrix, whose);
        }
        List<Matrix> ofHeads = new HeadBlocks(name + ": heads", heads).of(matrix, whose);
        int size = heads / keyHeads;
        List<Matrix> means = new ArrayList<>(keyHeads);
        for (int group = 0; group < keyHeads; group++) {
            means.add(mean(ofHeads.subList(group * size, (group + 1) * size)));
        }
        return means;
    }

    private static Matrix mean(List<Matrix> parts) {
        Matrix mean = Matrix.zeros(parts.get(0).rows(), parts.get(0).columns());
        double[] sums = mean.elements();
        for (Matrix part : parts) {
            for (int index = 0; index < sums.length; index++) {
                sums[index] += part.elements()[index] / parts.size();
            }
        }
        return mean;
    }
}
