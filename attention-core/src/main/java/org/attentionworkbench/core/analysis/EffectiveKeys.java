package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * Over how many keys each query spreads its attention, in each head: {@code exp(H[i])}, the perplexity of its row, with H the entropy
 * of {@link Entropy}; between 1 (one key has it all) and m (all keys alike). A row of zeros has 0 effective keys. Weights below 0 are
 * refused. Works across texts, too. The number of alike keys of the same entropy: Jelinek et al. 1977 (perplexity), Hill 1973
 * (effective numbers, order 1).
 */
public final class EffectiveKeys implements Analysis {

    /** An analysis of effective keys. */
    public EffectiveKeys() {}

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        return new PerQuery("effective keys", "keys", Shares.of("effective-keys", maps)).of(EffectiveKeys::ofRow);
    }

    private static double ofRow(Matrix shares, int row) {
        for (int key = 0; key < shares.columns(); key++) {
            if (shares.get(row, key) > 0) {
                return Math.exp(Entropy.ofRow(shares, row));
            }
        }
        return 0;
    }
}
