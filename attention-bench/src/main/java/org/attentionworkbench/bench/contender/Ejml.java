package org.attentionworkbench.bench.contender;

import org.ejml.EjmlVersion;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;

/** Attention by hand on EJML. */
final class Ejml {
    private Ejml() {}

    static HeadByHead.Library<FMatrixRMaj> floats() {
        return new ComposedLibrary<>(
                description(32),
                FMatrixRMaj::wrap,
                (queries, keys, scores) -> CommonOps_FDRM.multTransB(queries, keys, scores),
                (softmax, scores) -> softmax.apply(scores.data),
                (weights, values, output) -> CommonOps_FDRM.mult(weights, values, output),
                (from, to, place) -> Precision.copy(from.data, to, place));
    }

    static HeadByHead.Library<DMatrixRMaj> doubles() {
        return new ComposedLibrary<>(
                description(64),
                (rows, columns, elements) -> DMatrixRMaj.wrap(rows, columns, Precision.doubles(elements)),
                (queries, keys, scores) -> CommonOps_DDRM.multTransB(queries, keys, scores),
                (softmax, scores) -> softmax.apply(scores.data),
                (weights, values, output) -> CommonOps_DDRM.mult(weights, values, output),
                (from, to, place) -> Precision.copy(from.data, to, place));
    }

    private static String description(int bits) {
        return "EJML " + EjmlVersion.VERSION + " by hand, " + bits + " bits";
    }
}
