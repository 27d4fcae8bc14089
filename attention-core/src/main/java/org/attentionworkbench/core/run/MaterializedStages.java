package org.attentionworkbench.core.run;

import java.util.Locale;
import java.util.function.IntFunction;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.core.composition.Mechanism;

/** The stages of a head for one block of queries, each as a whole matrix. */
class MaterializedStages implements AttentionStages {
    private final Mechanism mechanism;
    private final Recording.Block recording;
    private final Extent extent;
    private final int firstQuery;
    private final int firstKey;

    MaterializedStages(Mechanism mechanism, Recording.Block recording, Extent extent, int firstQuery, int firstKey) {
        this.mechanism = mechanism;
        this.recording = recording;
        this.extent = extent;
        this.firstQuery = firstQuery;
        this.firstKey = firstKey;
    }

    @Override
    public Matrix raw(int head, Matrix headQueries, Matrix keys) {
        recording.inputs(head, headQueries, keys);
        Matrix raw = mechanism.score().score(headQueries, keys, context(head));
        requireNumbers(raw, Stage.RAW, head, index -> ": the vectors are too large to multiply; use smaller ones");
        return noted(Stage.RAW, head, raw);
    }

    @Override
    public Matrix modified(int head, Matrix raw) {
        Matrix modified = raw;
        int count = 0;
        for (ScoreModifier modifier : mechanism.modifiers()) {
            Matrix given = modified;
            modified = modifier.modify(given, context(head));
            String culprit = " after modifier " + ++count + " of "
                    + mechanism.modifiers().size() + ", which was given ";
            requireNumbers(modified, Stage.MODIFIED, head, index -> culprit + given.elements()[index]);
        }
        return noted(Stage.MODIFIED, head, modified);
    }

    @Override
    public Matrix masked(int head, Matrix modified) {
        int rows = modified.rows();
        int keys = modified.columns();
        if (rows == 0 || keys == 0) {
            return noted(Stage.MASKED, head, modified);
        }
        Mask mask = mask().ofHead(head);
        if (mask.coverage(firstQuery, firstQuery + rows - 1, firstKey, firstKey + keys - 1) == Mask.Coverage.ALL) {
            return noted(Stage.MASKED, head, modified);
        }
        Matrix masked = Matrix.wrap(rows, keys, modified.elements().clone());
        double[] elements = masked.elements();
        int index = 0;
        for (int row = 0; row < rows; row++) {
            for (int key = 0; key < keys; key++, index++) {
                if (!mask.allows(firstQuery + row, firstKey + key)) {
                    elements[index] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return noted(Stage.MASKED, head, masked);
    }

    @Override
    public Matrix weights(int head, Matrix masked) {
        return noted(Stage.WEIGHTS, head, mechanism.normalizer().normalize(masked, context(head)));
    }

    @Override
    public Matrix values(int head, Matrix weights, Matrix values) {
        recording.values(head, values);
        return noted(Stage.VALUES, head, mechanism.backend().multiply(weights, values));
    }

    @Override
    public int firstQuery() {
        return firstQuery;
    }

    @Override
    public int firstKey() {
        return firstKey;
    }

    @Override
    public boolean wants(Stage stage) {
        return recording.wants(stage);
    }

    @Override
    public MatrixBackend backend() {
        return mechanism.backend();
    }

    @Override
    public void note(Stage stage, int head, Matrix matrix) {
        recording.note(stage, head, matrix);
    }

    @Override
    public void noteInputs(int head, Matrix headQueries, Matrix headKeys, Matrix headValues) {
        recording.inputs(head, headQueries, headKeys);
        recording.values(head, headValues);
    }

    private Matrix noted(Stage stage, int head, Matrix matrix) {
        note(stage, head, matrix);
        return matrix;
    }

    /** The mask for the whole run. */
    final Mask mask() {
        return mechanism.mask().over(extent.queries(), extent.keys());
    }

    final HeadContext context(int head) {
        return new HeadContext(mechanism.backend(), head, mechanism.variant().heads(), firstQuery, firstKey);
    }

    /** Refuses scores that are not numbers, naming the first, such as a sum of +∞ and −∞. */
    private void requireNumbers(Matrix scores, Stage stage, int head, IntFunction<String> why) {
        double[] elements = scores.elements();
        for (int index = 0; index < elements.length; index++) {
            if (Double.isNaN(elements[index])) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "the %s score of query %d and key %d in head %d is not a number%s",
                        stage.word(),
                        firstQuery + index / scores.columns() + 1,
                        firstKey + index % scores.columns() + 1,
                        head + 1,
                        why.apply(index)));
            }
        }
    }
}
