package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;

/**
 * Heads of two products and a softmax on a matrix library, on row-major arrays.
 *
 * @param <W> the library's matrix
 */
final class ComposedLibrary<W> implements HeadByHead.Library<W> {
    private final String description;
    private final Matrices<W> matrices;

    ComposedLibrary(String description, Matrices<W> matrices) {
        this.description = description;
        this.matrices = matrices;
    }

    /**
     * What a library does for a head.
     *
     * @param <W> its matrix
     */
    interface Matrices<W> {

        /** A matrix on the numbers of a row-major array, or on a copy of them in the precision of the library. */
        W of(int rows, int columns, float[] elements);

        /** Puts {@code Q·Kᵀ} into a matrix. */
        void scores(W queries, W keys, W scores);

        /** Makes weights of scores. */
        void softmax(RowSoftmax softmax, W scores);

        /** Puts {@code P·V} into a matrix. */
        void values(W weights, W values, W output);

        /** Copies a matrix into a row-major array. */
        void copy(W from, float[] to, int place);
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public W weights(Shape shape) {
        return zeros(shape.queries(), shape.keys());
    }

    private W zeros(int rows, int columns) {
        return matrices.of(rows, columns, new float[rows * columns]);
    }

    @Override
    public HeadByHead.Head<W> head(float[] queries, float[] keys, float[] values, Problem problem) {
        Shape shape = problem.shape();
        W q = matrices.of(shape.queries(), shape.headSize(), queries);
        W k = matrices.of(shape.keys(), shape.headSize(), keys);
        W v = matrices.of(shape.keys(), shape.headSize(), values);
        W output = zeros(shape.queries(), shape.headSize());
        RowSoftmax softmax = new RowSoftmax(problem);
        return new ComposedHead<>(
                weights -> matrices.scores(q, k, weights),
                weights -> matrices.softmax(softmax, weights),
                weights -> matrices.values(weights, v, output),
                (to, place) -> matrices.copy(output, to, place));
    }
}
