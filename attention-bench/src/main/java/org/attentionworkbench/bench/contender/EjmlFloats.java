package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.ejml.EjmlVersion;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** EJML in 32-bit floating point. */
final class EjmlFloats implements HeadByHead.Library<FMatrixRMaj> {

    @Override
    public String description() {
        return "EJML " + EjmlVersion.VERSION + " by hand, 32 bits";
    }

    @Override
    public FMatrixRMaj weights(Shape shape) {
        return new FMatrixRMaj(shape.queries(), shape.keys());
    }

    @Override
    public HeadByHead.Head<FMatrixRMaj> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        FMatrixRMaj q = FMatrixRMaj.wrap(shape.queries(), shape.headSize(), queries);
        FMatrixRMaj k = FMatrixRMaj.wrap(shape.keys(), shape.headSize(), keys);
        FMatrixRMaj v = FMatrixRMaj.wrap(shape.keys(), shape.headSize(), values);
        FMatrixRMaj output = new FMatrixRMaj(shape.queries(), shape.headSize());
        RowSoftmax softmax = new RowSoftmax(problem);
        return new ComposedHead<>(
                weights -> CommonOps_FDRM.multTransB(q, k, weights),
                weights -> softmax.apply(weights.data),
                weights -> CommonOps_FDRM.mult(weights, v, output),
                ComposedHead.of(output.data));
    }
}
