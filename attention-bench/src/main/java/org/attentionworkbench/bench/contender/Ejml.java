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
        return new ComposedLibrary<>(description(32), new Floats());
    }

    static HeadByHead.Library<DMatrixRMaj> doubles() {
        return new ComposedLibrary<>(description(64), new Doubles());
    }

    private static String description(int bits) {
        return "EJML " + EjmlVersion.VERSION + " by hand, " + bits + " bits";
    }

    private static final class Floats implements ComposedLibrary.Matrices<FMatrixRMaj> {
        @Override
        public FMatrixRMaj of(int rows, int columns, float[] elements) {
            return FMatrixRMaj.wrap(rows, columns, elements);
        }

        @Override
        public void scores(FMatrixRMaj queries, FMatrixRMaj keys, FMatrixRMaj scores) {
            CommonOps_FDRM.multTransB(queries, keys, scores);
        }

        @Override
        public void softmax(RowSoftmax softmax, FMatrixRMaj scores) {
            softmax.apply(scores.data);
        }

        @Override
        public void values(FMatrixRMaj weights, FMatrixRMaj values, FMatrixRMaj output) {
            CommonOps_FDRM.mult(weights, values, output);
        }

        @Override
        public void copy(FMatrixRMaj from, float[] to, int place) {
            Precision.copy(from.data, to, place);
        }
    }

    private static final class Doubles implements ComposedLibrary.Matrices<DMatrixRMaj> {
        @Override
        public DMatrixRMaj of(int rows, int columns, float[] elements) {
            return DMatrixRMaj.wrap(rows, columns, Precision.doubles(elements));
        }

        @Override
        public void scores(DMatrixRMaj queries, DMatrixRMaj keys, DMatrixRMaj scores) {
            CommonOps_DDRM.multTransB(queries, keys, scores);
        }

        @Override
        public void softmax(RowSoftmax softmax, DMatrixRMaj scores) {
            softmax.apply(scores.data);
        }

        @Override
        public void values(DMatrixRMaj weights, DMatrixRMaj values, DMatrixRMaj output) {
            CommonOps_DDRM.mult(weights, values, output);
        }

        @Override
        public void copy(DMatrixRMaj from, float[] to, int place) {
            Precision.copy(from.data, to, place);
        }
    }
}
