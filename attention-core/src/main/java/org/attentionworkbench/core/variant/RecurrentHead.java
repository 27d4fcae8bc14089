package org.attentionworkbench.core.variant;

import java.util.Arrays;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/** One head of {@link RecurrentHeads}: what it works with, and what it reads of any values. */
final class RecurrentHead {
    private final UpdateRule rule;
    private final Matrix queries;
    private final Matrix keys;
    private final Matrix decays;
    private final Matrix rates;
    private final boolean normalized;
    private final double scale;

    /**
     * A head.
     *
     * @param rule how tokens are taken into the state
     * @param queries n×d, after the feature map
     * @param keys n×d, after the feature map
     * @param decays logarithms, n×d or n×1
     * @param rates n×1
     * @param normalized whether what is read is divided by the sum of its weights
     */
    RecurrentHead(UpdateRule rule, Matrix queries, Matrix keys, Matrix decays, Matrix rates, boolean normalized) {
        this.rule = rule;
        this.queries = queries;
        this.keys = keys;
        this.decays = decays;
        this.rates = rates;
        this.normalized = normalized;
        scale = normalized || keys.columns() == 0 ? 1 : 1 / Math.sqrt(keys.columns());
    }

    /** The scaled products of every query and key, n×n. */
    Matrix scores(MatrixBackend backend) {
        Matrix scores = backend.multiplyTransposed(queries, keys);
        for (int index = 0; index < scores.elements().length; index++) {
            scores.elements()[index] *= scale;
        }
        return scores;
    }

    /** The weights W of what is read, n×n: what is read if the value of each token is 1 in a channel of its own. */
    Matrix weights() {
        return read(keys.rows(), (token, value) -> {
            Arrays.fill(value, 0, keys.rows(), 0);
            value[token] = 1;
        });
    }

    /** What the tokens read one after the other, n×dv. */
    Matrix read(Matrix values) {
        int width = values.columns();
        return read(width, (token, value) -> System.arraycopy(values.elements(), token * width, value, 0, width));
    }

    /** Puts the value of a token into the front of an array. */
    private interface Values {
        void put(int token, double[] value);
    }

    private Matrix read(int width, Values values) {
        int stateWidth = normalized ? width + 1 : width; // a channel that is always 1 reads the sum of the weights
        LinearRecurrence recurrence = new LinearRecurrence(rule, keys.columns(), stateWidth);
        Matrix outputs = Matrix.zeros(keys.rows(), width);
        double[] value = new double[stateWidth];
        double[] read = new double[stateWidth];
        Arrays.fill(value, width, stateWidth, 1);
        for (int token = 0; token < keys.rows(); token++) {
            values.put(token, value);
            recurrence.step(keys.row(token), value, decays.row(token), rates.get(token, 0));
            recurrence.read(queries.row(token), scale, read, 0);
            double sum = normalized ? read[width] : 1;
            for (int column = 0; column < width && sum != 0; column++) {
                outputs.elements()[token * width + column] = read[column] / sum;
            }
        }
        return outputs;
    }
}
