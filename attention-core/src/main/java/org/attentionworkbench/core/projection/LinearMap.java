package org.attentionworkbench.core.projection;

import java.util.Optional;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * A linear map of rows: {@code y = x·W + b}.
 *
 * @param weight W, the channels that come in × those that go out
 * @param bias b, one row, or nothing
 */
record LinearMap(Matrix weight, Optional<Matrix> bias) {

    Matrix of(Matrix rows, MatrixBackend backend) {
        Matrix mapped = backend.multiply(rows, weight);
        bias.ifPresent(shift -> add(shift.elements(), mapped.elements()));
        return mapped;
    }

    private static void add(double[] shift, double[] elements) {
        for (int index = 0; index < elements.length; index++) {
            elements[index] += shift[index % shift.length];
        }
    }

    /** The part of this map that leads to some neighbouring channels. */
    LinearMap columns(int from, int to) {
        return new LinearMap(weight.columns(from, to), bias.map(shift -> shift.columns(from, to)));
    }
}
