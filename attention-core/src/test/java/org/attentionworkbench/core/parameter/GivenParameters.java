package org.attentionworkbench.core.parameter;

import java.util.Map;
import java.util.Objects;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Parameters that a test writes down.
 *
 * @param matrices by role; a vector is a matrix of one row
 */
public record GivenParameters(Map<String, Matrix> matrices) implements Parameters {

    @Override
    public Matrix matrix(String role, int rows, int columns) {
        Matrix matrix = Objects.requireNonNull(matrices.get(role), role);
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new IllegalStateException(role + " is a " + matrix + ", not " + rows + "×" + columns);
        }
        return matrix;
    }

    @Override
    public double[] vector(String role, int length) {
        return matrix(role, 1, length).elements();
    }

    @Override
    public Matrix table(String role, int from, int to, int columns) {
        Matrix matrix = Objects.requireNonNull(matrices.get(role), role);
        return matrix(role, matrix.rows(), columns).rows(from, to);
    }
}
