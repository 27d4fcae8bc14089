package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.Parameters;

/**
 * Heads whose keys and values are unfolded from one short vector per token, which is all that a cache would have to hold:
 *
 * <pre>{@code
 * c_j = k_j · W_dkv                                 m×r
 * K_h = C · W_uk[:, block h],  V_h = C · W_uv[:, block h]
 * head_h = attend(Q_h, K_h, V_h)
 * }</pre>
 *
 * <p>Multi-head latent attention without its rotary part; DeepSeek-AI, <i>DeepSeek-V2</i> (2024), section 2.1.2. Keys and values are
 * made of K alone; of V only the width is taken. With {@code W_dkv·W_uk} and {@code W_dkv·W_uv} as the projections of keys and
 * values it is {@link MultiHead}.
 */
public final class LatentHeads implements AttentionVariant {
    private final int heads;
    private final OptionalInt rank;
    private final Parameters parameters;

    /**
     * Heads over short vectors.
     *
     * @param heads H, at least 1
     * @param rank r, the length of the short vector, at least 1; if not given, half the width of K, rounded up
     * @param parameters where {@code W_dkv}, {@code W_uk} and {@code W_uv} come from
     * @throws IllegalArgumentException if a number is less
     */
    public LatentHeads(int heads, OptionalInt rank, Parameters parameters) {
        if (rank.isPresent() && rank.getAsInt() < 1) {
            throw new IllegalArgumentException("a vector of " + rank.getAsInt() + " channels holds nothing");
        }
        this.heads = HeadBlocks.counted(heads);
        this.rank = rank;
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
     * @throws org.attentionworkbench.api.InvalidInputException if H does not divide the width of Q or of V
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        HeadBlocks blocks = new HeadBlocks("latent: heads", heads);
        List<Matrix> queriesOfHeads = blocks.of(queries, "queries");
        int width = rank.orElse((keys.columns() + 1) / 2);
        Matrix latent = stages.backend().multiply(keys, parameters.matrix("W_dkv", keys.columns(), width));
        List<Matrix> keyMaps = blocks.of(parameters.matrix("W_uk", width, queries.columns()), "keys");
        List<Matrix> valueMaps = blocks.of(parameters.matrix("W_uv", width, values.columns()), "values");
        List<Matrix> parts = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            Matrix unfoldedKeys = stages.backend().multiply(latent, keyMaps.get(head));
            Matrix unfoldedValues = stages.backend().multiply(latent, valueMaps.get(head));
            parts.add(stages.attend(head, queriesOfHeads.get(head), unfoldedKeys, unfoldedValues));
        }
        return Matrix.joinColumns(parts);
    }
}
