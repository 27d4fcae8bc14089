package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R032Store;

/**
 * ojAlgo in 32-bit floating point. Its matrices are column-major: a row-major array is, to it, the matrix transposed, and so are
 * computed {@code scoresᵀ = K·Qᵀ} and {@code outputᵀ = Vᵀ·weightsᵀ}, without a copy.
 */
final class OjalgoFloats implements HeadByHead.Library<R032Store> {

    OjalgoFloats() {
        OjAlgoUtils.limitThreadsTo(1); // a thread computes whole heads
    }

    @Override
    public String description() {
        return "ojAlgo " + OjAlgoUtils.getVersion() + " by hand, 32 bits";
    }

    @Override
    public R032Store weights(Shape shape) {
        return R032Store.wrap(new float[shape.queries() * shape.keys()], shape.keys());
    }

    @Override
    public HeadByHead.Head<R032Store> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        R032Store q = R032Store.wrap(queries, shape.headSize());
        R032Store k = R032Store.wrap(keys, shape.headSize());
        R032Store v = R032Store.wrap(values, shape.headSize());
        R032Store output = R032Store.wrap(new float[shape.queries() * shape.headSize()], shape.headSize());
        RowSoftmax softmax = new RowSoftmax(problem);
        return new ComposedHead<>(
                weights -> weights.fillByMultiplying(k.transpose(), q),
                weights -> softmax.apply(weights.data),
                weights -> output.fillByMultiplying(v, weights),
                ComposedHead.of(output.data));
    }
}
