package org.attentionworkbench.bench.contender;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.run.MaterializedAttention;

/** The reference of this project, which is made to be read: stage by stage, in 64-bit floating point, with plain loops. */
final class ReferenceLibrary implements HeadByHead.Library<Shape> {

    @Override
    public String description() {
        return "attention reference, stage by stage";
    }

    /** It makes its own matrices. */
    @Override
    public Shape weights(Shape shape) {
        return shape;
    }

    @Override
    public HeadByHead.Head<Shape> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        Mechanism mechanism = Mechanism.scaledDot();
        MaterializedAttention attention = new MaterializedAttention(
                problem.variation().mask(shape).map(mechanism::withMask).orElse(mechanism));
        Matrix q = matrix(shape.queries(), shape.headSize(), queries);
        Matrix k = matrix(shape.keys(), shape.headSize(), keys);
        Matrix v = matrix(shape.keys(), shape.headSize(), values);
        return new MaterializedHead(attention, q, k, v);
    }

    private static final class MaterializedHead implements HeadByHead.Head<Shape> {
        private final MaterializedAttention attention;
        private final Matrix queries;
        private final Matrix keys;
        private final Matrix values;
        private Matrix output = Matrix.zeros(0, 0);

        MaterializedHead(MaterializedAttention attention, Matrix queries, Matrix keys, Matrix values) {
            this.attention = attention;
            this.queries = queries;
            this.keys = keys;
            this.values = values;
        }

        @Override
        public void call(Shape unused) {
            output = attention.attend(queries, keys, values, Capture.NOTHING).joined();
        }

        @Override
        public void copyTo(float[] to, int place) {
            Precision.copy(output.elements(), to, place);
        }
    }

    private static Matrix matrix(int rows, int columns, float[] elements) {
        return Matrix.wrap(rows, columns, Precision.doubles(elements));
    }
}
