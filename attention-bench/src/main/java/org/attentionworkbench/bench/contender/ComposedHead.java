package org.attentionworkbench.bench.contender;

import java.util.function.Consumer;

/**
 * A head of two products and a softmax.
 *
 * @param <W> the library's matrix for the weights
 */
final class ComposedHead<W> implements HeadByHead.Head<W> {
    private final Consumer<W> scores;
    private final Consumer<W> softmax;
    private final Consumer<W> values;
    private final Output output;

    /** Where the output is. */
    interface Output {
        /** Copies it. */
        void copyTo(float[] to, int place);
    }

    /**
     * A head.
     *
     * @param scores puts {@code Q·Kᵀ} into a matrix
     * @param softmax makes weights of it
     * @param values multiplies V by it, into the output
     * @param output the output
     */
    ComposedHead(Consumer<W> scores, Consumer<W> softmax, Consumer<W> values, Output output) {
        this.scores = scores;
        this.softmax = softmax;
        this.values = values;
        this.output = output;
    }

    @Override
    public void call(W weights) {
        scores.accept(weights);
        softmax.accept(weights);
        values.accept(weights);
    }

    @Override
    public void copyTo(float[] to, int place) {
        output.copyTo(to, place);
    }
}
