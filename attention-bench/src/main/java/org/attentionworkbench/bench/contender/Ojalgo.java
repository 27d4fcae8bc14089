package org.attentionworkbench.bench.contender;

import java.util.function.BiConsumer;
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
        return library(
                32,
                (rows, columns, elements) -> R032Store.wrap(elements, columns),
                (softmax, scores) -> softmax.apply(scores.data),
                (from, to, place) -> Precision.copy(from.data, to, place));
    }

    static HeadByHead.Library<R064Store> doubles() {
        return library(
                64,
                (rows, columns, elements) -> R064Store.wrap(Precision.doubles(elements), columns),
                (softmax, scores) -> softmax.apply(scores.data),
                (from, to, place) -> Precision.copy(from.data, to, place));
    }

    private static <S extends PhysicalStore<Double>> HeadByHead.Library<S> library(
            int bits,
            ComposedLibrary.Matrices<S> matrices,
            BiConsumer<RowSoftmax, S> softmax,
            ComposedLibrary.Reading<S> reading) {
        OjAlgoUtils.limitThreadsTo(1); // a thread computes whole heads
        return new ComposedLibrary<>(
                "ojAlgo " + OjAlgoUtils.getVersion() + " by hand, " + bits + " bits",
                matrices,
                (queries, keys, scores) -> scores.fillByMultiplying(keys.transpose(), queries),
                softmax,
                (weights, values, output) -> output.fillByMultiplying(values, weights),
                reading);
    }
}
