package org.attentionworkbench.core.run;

import java.util.EnumSet;
import java.util.Set;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;

/** Hands each query the value at its own position; nobody weighs it. */
record Straight() implements AttentionVariant {
    @Override
    public Set<Stage> stages() {
        return EnumSet.of(Stage.VALUES);
    }

    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        int first = stages.firstQuery() - stages.firstKey();
        Matrix own = values.rows(first, first + queries.rows());
        stages.note(Stage.VALUES, 0, own);
        return own;
    }
}
