package org.attentionworkbench.bench.contender;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.PhysicalStore;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;

/**
 * Attention by hand on ojAlgo. Its matrices are column-major: a row-major array is, to it, the matrix transposed, and so are
 * computed {@code scoresᵀ = K·Qᵀ} and {@code outputᵀ = Vᵀ·weightsᵀ}, without a copy.
 */
final class Ojalgo {
    private Ojalgo() {}

    static HeadByHead.Library<R032Store> floats() {
        return new ComposedLibrary<>(description(32), new Floats());
    }

    static HeadByHead.Library<R064Store> doubles() {
        return new ComposedLibrary<>(description(64), new Doubles());
    }

    private static String description(int bits) {
        OjAlgoUtils.limitThreadsTo(1); // a thread computes whole heads
        return "ojAlgo " + OjAlgoUtils.getVersion() + " by hand, " + bits + " bits";
    }

    /** What is the same in both precisions. */
    private interface Transposed<S extends PhysicalStore<Double>> extends ComposedLibrary.Matrices<S> {
        @Override
        default void scores(S queries, S keys, S scores) {
            scores.fillByMultiplying(keys.transpose(), queries);
        }

        @Override
        default void values(S weights, S values, S output) {
            output.fillByMultiplying(values, weights);
        }
    }

    private static final class Floats implements Transposed<R032Store> {
        @Override
        public R032Store of(int rows, int columns, float[] elements) {
            return R032Store.wrap(elements, columns);
        }

        @Override
        public void softmax(RowSoftmax softmax, R032Store scores) {
            softmax.apply(scores.data);
        }

        @Override
        public void copy(R032Store from, float[] to, int place) {
            Precision.copy(from.data, to, place);
        }
    }

    private static final class Doubles implements Transposed<R064Store> {
        @Override
        public R064Store of(int rows, int columns, float[] elements) {
            return R064Store.wrap(Precision.doubles(elements), columns);
        }

        @Override
        public void softmax(RowSoftmax softmax, R064Store scores) {
            softmax.apply(scores.data);
        }

        @Override
        public void copy(R064Store from, float[] to, int place) {
            Precision.copy(from.data, to, place);
        }
    }
}
