package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.ejml.EjmlVersion;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** EJML in 64-bit floating point. */
final class EjmlDoubles implements HeadByHead.Library<DMatrixRMaj> {

    @Override
    public String description() {
        return "EJML " + EjmlVersion.VERSION + " by hand, 64 bits";
    }

    @Override
    public DMatrixRMaj weights(Shape shape) {
        return new DMatrixRMaj(shape.queries(), shape.keys());
    }

    @Override
    public HeadByHead.Head<DMatrixRMaj> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        DMatrixRMaj q = DMatrixRMaj.wrap(shape.queries(), shape.headSize(), ComposedHead.doubles(queries));
        DMatrixRMaj k = DMatrixRMaj.wrap(shape.keys(), shape.headSize(), ComposedHead.doubles(keys));
        DMatrixRMaj v = DMatrixRMaj.wrap(shape.keys(), shape.headSize(), ComposedHead.doubles(values));
        DMatrixRMaj output = new DMatrixRMaj(shape.queries(), shape.headSize());
        RowSoftmax softmax = new RowSoftmax(problem);
        return new ComposedHead<>(
                weights -> CommonOps_DDRM.multTransB(q, k, weights),
                weights -> softmax.apply(weights.data),
                weights -> CommonOps_DDRM.mult(weights, v, output),
                ComposedHead.of(output.data));
    }
}
