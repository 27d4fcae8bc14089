package org.attentionworkbench.cli.explain;

import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.explanation.Explanation;

/** What the normalizer makes of the masked scores of the explained query, before a variant changes anything. */
final class NormalizedScores {
    private final double[] normalized;
    private final double[] weights;

    NormalizedScores(Explanation explanation, Composition composition) {
        Matrix masked = explanation.explainedHead().stage(Stage.MASKED).orElseThrow();
        HeadContext context = new HeadContext(
                composition.backend(), explanation.head(), composition.variant().heads(), 0);
        normalized = composition.normalizer().normalize(masked, context).row(explanation.query());
        weights = explanation.row(Stage.WEIGHTS);
    }

    /** Whether these are the weights of the run. */
    boolean suffice() {
        for (int key = 0; key < weights.length; key++) {
            if (!PaperDigits.same(normalized[key], weights[key])) {
                return false;
            }
        }
        return true;
    }
}
