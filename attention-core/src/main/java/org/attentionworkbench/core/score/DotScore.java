package org.attentionworkbench.core.score;

import org.attentionworkbench.api.attention.DotProductScore;

/**
 * The plain dot product: {@code raw[i,j] = Σ_c q[i,c] · k[j,c]}, the score of Luong et al., <i>Effective Approaches to
 * Attention-based Neural Machine Translation</i> (2015), there called "dot".
 */
public final class DotScore implements DotProductScore {

    /** The plain dot product. */
    public DotScore() {}
}
