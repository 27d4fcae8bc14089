package org.attentionworkbench.core.variant;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.Parameters;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.core.run.MaterializedAttention;
import org.attentionworkbench.testkit.Matrices;

/** Runs of variants with scaled dot products and softmax, and what they are compared with. */
final class Attended {
    static final Capture EVERYTHING = new Capture(EnumSet.allOf(Stage.class), 2, true);
    static final Matrix QUERIES = Matrices.random(5, 8, 1);
    static final Matrix KEYS = Matrices.random(7, 8, 2);
    static final Matrix VALUES = Matrices.random(7, 8, 3);

    private Attended() {}

    static HeadedResult by(AttentionVariant variant) {
        return by(variant, QUERIES, KEYS, VALUES);
    }

    static HeadedResult by(AttentionVariant variant, Matrix queries, Matrix keys, Matrix values) {
        return by(Mechanism.scaledDot().withVariant(variant), queries, keys, values);
    }

    static HeadedResult by(AttentionVariant variant, Mask mask) {
        return by(Mechanism.scaledDot().withVariant(variant).withMask(mask), QUERIES, KEYS, VALUES);
    }

    static HeadedResult by(Mechanism mechanism, Matrix queries, Matrix keys, Matrix values) {
        return new MaterializedAttention(mechanism).attend(queries, keys, values, EVERYTHING);
    }

    static Matrix stage(HeadedResult result, int head, Stage stage) {
        return result.heads().get(head).stage(stage).orElseThrow();
    }

    static Matrix product(Matrix left, Matrix right) {
        return new ReferenceBackend().multiply(left, right);
    }

    /** One block of columns of a matrix of some. */
    static Matrix block(Matrix matrix, int index, int blocks) {
        int width = matrix.columns() / blocks;
        return matrix.columns(index * width, (index + 1) * width);
    }

    /** {@code first + factor · second}. */
    static Matrix sum(Matrix first, double factor, Matrix second) {
        Matrix sum = Matrix.wrap(first.rows(), first.columns(), first.elements().clone());
        for (int index = 0; index < sum.elements().length; index++) {
            sum.elements()[index] += factor * second.elements()[index];
        }
        return sum;
    }

    /** Parameters that are given. */
    record Given(Map<String, Matrix> matrices) implements Parameters {
        @Override
        public Matrix matrix(String role, int rows, int columns) {
            Matrix matrix = matrices.get(role);
            if (matrix == null || matrix.rows() != rows || matrix.columns() != columns) {
                throw new AssertionError(role + " of " + rows + "×" + columns + " among " + matrices);
            }
            return matrix;
        }

        @Override
        public double[] vector(String role, int length) {
            throw new AssertionError("no vector " + role);
        }

        @Override
        public Matrix table(String role, int from, int to, int columns) {
            throw new AssertionError("no table " + role);
        }
    }

    static Matrix joined(Matrix... parts) {
        return Matrix.joinColumns(List.of(parts));
    }
}
