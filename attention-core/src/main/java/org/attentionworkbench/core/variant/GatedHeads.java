package org.attentionworkbench.core.variant;

import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.Parameters;

/**
 * Several heads side by side, as in {@link MultiHead}, each let through by a gate that the query opens:
 * {@code joined = [head₁ … head_H] ⊙ σ(Q·W_g)} with {@code σ(x) = 1/(1 + e^−x)}. Qiu et al., <i>Gated Attention for Large Language
 * Models: Non-linearity, Sparsity, and Attention-Sink-Free</i> (2025), section 2.2, gate G₁; there the gate is made of what Q is made
 * of.
 *
 * <p>The values that are noted are those before the gate.
 */
public final class GatedHeads implements AttentionVariant {

    /** What has a gate of its own. */
    public enum Gates {
        /** Every channel of every head: W_g has a column for each. */
        CHANNELS,
        /** Every head: W_g has a column for each. */
        HEADS
    }

    private final int heads;
    private final Gates gates;
    private final Parameters parameters;

    /**
     * Heads with gates.
     *
     * @param heads H, at least 1
     * @param gates what has a gate of its own
     * @param parameters where {@code W_g} comes from: as many rows as Q has columns
     * @throws IllegalArgumentException if there are fewer heads
     */
    public GatedHeads(int heads, Gates gates, Parameters parameters) {
        this.heads = HeadBlocks.counted(heads);
        this.gates = gates;
        this.parameters = parameters;
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
        Matrix joined = new HeadBlocks("gated: heads", heads).attend(queries, keys, values, stages);
        int columns = gates == Gates.CHANNELS ? joined.columns() : heads;
        Matrix opened = stages.backend().multiply(queries, parameters.matrix("W_g", queries.columns(), columns));
        int channelsOfGate = columns == 0 ? 1 : joined.columns() / columns;
        Matrix gated = Matrix.zeros(joined.rows(), joined.columns());
        double[] elements = gated.elements();
        int index = 0;
        for (int row = 0; row < joined.rows(); row++) {
            for (int column = 0; column < joined.columns(); column++, index++) {
                double gate = 1 / (1 + Math.exp(-opened.elements()[row * columns + column / channelsOfGate]));
                elements[index] = joined.elements()[index] * gate;
            }
        }
        return gated;
    }
}
