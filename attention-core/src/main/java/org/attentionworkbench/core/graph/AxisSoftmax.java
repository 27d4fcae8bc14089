package org.attentionworkbench.core.graph;

import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;

/** Softmax along any axis of a tensor: {@code exp(x − max) / Σ exp(x − max)}, by the workbench's {@link Softmax}. */
public final class AxisSoftmax {
    private AxisSoftmax() {}

    /**
     * The softmax along an axis: each block of {@code length × inner} numbers is a matrix whose columns are normalized.
     *
     * @param input the scores
     * @param axis the axis, from 0
     * @return a tensor of the same shape
     */
    public static Tensor along(Tensor input, int axis) {
        int[] shape = input.shape();
        int inner = Shapes.size(shape, axis + 1, shape.length);
        int block = shape[axis] * inner;
        Tensor output = Tensor.zeros(input.type(), shape);
        Softmax softmax = new Softmax(Axis.QUERIES);
        for (int from = 0; from < output.elements().length; from += block) {
            Matrix scores = Matrix.zeros(shape[axis], inner);
            System.arraycopy(input.elements(), from, scores.elements(), 0, block);
            System.arraycopy(softmax.normalize(scores).elements(), 0, output.elements(), from, block);
        }
        return output;
    }
}
