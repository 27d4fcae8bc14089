package org.attentionworkbench.bench.contender;

import java.util.function.BiConsumer;
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
    private final Product<W> scores;
    private final BiConsumer<RowSoftmax, W> softmax;
    private final Product<W> values;
    private final Reading<W> reading;

    /**
     * A matrix on the numbers of a row-major array, or on a copy of them in the precision of the library.
     *
     * @param <W> the library's matrix
     */
    interface Matrices<W> {
        W of(int rows, int columns, float[] elements);
    }

    /**
     * Puts a product of two matrices into a third.
     *
     * @param <W> the library's matrix
     */
    interface Product<W> {
        void multiply(W first, W second, W product);
    }

    /**
     * Copies a matrix into a row-major array.
     *
     * @param <W> the library's matrix
     */
    interface Reading<W> {
        void copy(W from, float[] to, int place);
    }

    /**
     * What a library does for a head.
     *
     * @param scores puts {@code Q·Kᵀ} into a matrix
     * @param softmax makes weights of scores
     * @param values puts {@code P·V} into a matrix
     */
    ComposedLibrary(
            String description,
            Matrices<W> matrices,
            Product<W> scores,
            BiConsumer<RowSoftmax, W> softmax,
            Product<W> values,
            Reading<W> reading) {
        this.description = description;
        this.matrices = matrices;
        this.scores = scores;
        this.softmax = softmax;
        this.values = values;
        this.reading = reading;
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
    public HeadByHead.Head<W> head(float[] queries, float[] keys, float[] keyValues, Problem problem) {
        Shape shape = problem.shape();
        W q = matrices.of(shape.queries(), shape.headSize(), queries);
        W k = matrices.of(shape.keys(), shape.headSize(), keys);
        W v = matrices.of(shape.keys(), shape.headSize(), keyValues);
        W output = zeros(shape.queries(), shape.headSize());
        RowSoftmax rowSoftmax = new RowSoftmax(problem);
        return new ComposedHead<>(
                weights -> scores.multiply(q, k, weights),
                weights -> softmax.accept(rowSoftmax, weights),
                weights -> values.multiply(weights, v, output),
                (to, place) -> reading.copy(output, to, place));
    }
}
