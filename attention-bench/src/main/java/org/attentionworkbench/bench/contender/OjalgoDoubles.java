package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;

/**
 * ojAlgo in 64-bit floating point. Its matrices are column-major: a row-major array is, to it, the matrix transposed, and so are
 * computed {@code scoresᵀ = K·Qᵀ} and {@code outputᵀ = Vᵀ·weightsᵀ}, without a copy.
 */
final class OjalgoDoubles implements HeadByHead.Library<R064Store> {

    OjalgoDoubles() {
        OjAlgoUtils.limitThreadsTo(1); // a thread computes whole heads
    }

    @Override
    public String description() {
        return "ojAlgo " + OjAlgoUtils.getVersion() + " by hand, 64 bits";
    }

    @Override
    public R064Store weights(Shape shape) {
        return R064Store.wrap(new double[shape.queries() * shape.keys()], shape.keys());
    }

    @Override
    public HeadByHead.Head<R064Store> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        R064Store q = R064Store.wrap(ComposedHead.doubles(queries), shape.headSize());
        R064Store k = R064Store.wrap(ComposedHead.doubles(keys), shape.headSize());
        R064Store v = R064Store.wrap(ComposedHead.doubles(values), shape.headSize());
        R064Store output = R064Store.wrap(new double[shape.queries() * shape.headSize()], shape.headSize());
        RowSoftmax softmax = new RowSoftmax(problem);
        return new ComposedHead<>(
                weights -> weights.fillByMultiplying(k.transpose(), q),
                weights -> softmax.apply(weights.data),
                weights -> output.fillByMultiplying(v, weights),
                ComposedHead.of(output.data));
    }
}
