package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.Parameters;

/**
 * A learned number for each head and each distance up to k, the same from there on:
 * {@code modified[i,j] = score[i,j] + b[h, clip(j − i, −k, k) + k]}. The clipping is that of Shaw, Uszkoreit and Vaswani,
 * <i>Self-Attention with Relative Position Representations</i> (2018), section 3.2, here of a bias rather than of vectors, as
 * in Liu et al., <i>Swin Transformer: Hierarchical Vision Transformer using Shifted Windows</i> (2021), equation 4, along one axis.
 */
public final class RelativeBiasModifier implements DistanceModifier {
    private static final String ROLE = "b";

    private final HeadTable source;
    private final Matrix biases;
    private final int distance;

    /**
     * A bias from a table.
     *
     * @param table b, H×(2k+1): a row for each head; its middle column is for the query's own position, those to the right for
     *     keys after the query
     * @throws IllegalArgumentException if an element is not finite, or the number of columns is even
     */
    public RelativeBiasModifier(Matrix table) {
        this(HeadTable.of(table, table.rows()), table, checkColumns(table.columns()) / 2);
    }

    /**
     * A bias from learned parameters: for H heads, b is their H×(2k+1) matrix {@code b}.
     *
     * @param parameters where the table comes from
     * @param distance k, from 0 to 2³⁰ − 1
     * @throws IllegalArgumentException if k is outside its range
     */
    public RelativeBiasModifier(Parameters parameters, int distance) {
        this(source(parameters, distance), distance);
    }

    private RelativeBiasModifier(HeadTable source, int distance) {
        this(source, source.over(1), distance);
    }

    private RelativeBiasModifier(HeadTable source, Matrix biases, int distance) {
        this.source = source;
        this.biases = biases;
        this.distance = distance;
    }

    private static HeadTable source(Parameters parameters, int distance) {
        if (distance < 0 || distance >= 1 << 30) {
            throw new IllegalArgumentException("a distance is from 0 to 2³⁰ − 1, not " + distance);
        }
        return heads -> parameters.matrix(ROLE, heads, 2 * distance + 1);
    }

    private static int checkColumns(int columns) {
        if (columns % 2 == 0) {
            throw new IllegalArgumentException(
                    "a table from −k to k has 2k + 1 columns, an odd number, not " + columns);
        }
        return columns;
    }

    @Override
    public ScoreModifier over(int heads) {
        return new RelativeBiasModifier(source, source.over(heads), distance);
    }

    @Override
    public double bias(int head, int keyMinusQuery) {
        return biases.get(head, Math.max(-distance, Math.min(distance, keyMinusQuery)) + distance);
    }
}
