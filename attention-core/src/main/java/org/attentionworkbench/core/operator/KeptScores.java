package org.attentionworkbench.core.operator;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;

/** Changes nothing, and keeps a copy of the scores as they are between two modifiers. */
final class KeptScores implements ScoreModifier {
    private final List<Matrix> heads = new ArrayList<>();

    KeptScores(int heads, int queries, int keys) {
        for (int head = 0; head < heads; head++) {
            this.heads.add(Matrix.zeros(queries, keys));
        }
    }

    @Override
    public double modify(double score, int head, int query, int key) {
        Matrix kept = heads.get(head);
        kept.elements()[query * kept.columns() + key] = score;
        return score;
    }

    @Override
    public Matrix modify(Matrix scores, HeadContext context) {
        double[] kept = heads.get(context.head()).elements();
        System.arraycopy(scores.elements(), 0, kept, context.firstQuery() * scores.columns(), scores.elements().length);
        return scores;
    }

    Matrix ofHead(int head) {
        return heads.get(head);
    }
}
