package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * How widely each query spreads its attention, in each head: {@code H[i] = −Σ_j p[i,j] ln p[i,j]} in nats, with p the row of
 * weights divided by its sum; between 0 (one key has it all) and ln m (all keys alike). A row of zeros has entropy 0. Weights below
 * 0 are refused. Works across texts, too. Ghader and Monz 2017; Clark et al. 2019, section 3.3.
 */
public final class Entropy implements Analysis {

    /** An analysis of entropies. */
    public Entropy() {}

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        return new PerQuery("entropy", "nats", Shares.of("entropy", maps)).of(Entropy::ofRow);
    }

    /** The entropy of one row of shares. */
    static double ofRow(Matrix shares, int row) {
        int start = row * shares.columns();
        double entropy = 0;
        for (int key = 0; key < shares.columns(); key++) {
            double share = shares.elements()[start + key];
            if (share > 0) {
                entropy -= share * Math.log(share);
            }
        }
        return Math.max(0, entropy);
    }
}
