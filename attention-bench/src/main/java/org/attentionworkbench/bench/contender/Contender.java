package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Variation;

/** Somebody who computes attention, with a fixed number of threads. */
public interface Contender {

    /**
     * What it is, with its version.
     *
     * @return such as {@code ONNX Runtime 1.29.0}
     */
    String description();

    /**
     * Whether this contender knows a problem.
     *
     * @param problem what to compute
     * @throws UnsupportedOperationException if it does not; the message says why
     */
    default void checkKnown(Problem problem) {
        if (problem.variation() != Variation.FULL && problem.variation() != Variation.CAUSAL) {
            throw new UnsupportedOperationException("it is measured full and causal only");
        }
    }

    /**
     * Lays out the inputs as this contender wants them. None of that is timed: a user has the arrays as they are.
     *
     * @param problem what to compute, which it knows
     * @param inputs the inputs
     * @return the computation, ready to be called
     * @throws Exception if it fails
     */
    Computation prepare(Problem problem, Inputs inputs) throws Exception;

    /** A computation that is called again and again, on the same arrays. */
    interface Computation {

        /**
         * Computes once. This is what is timed.
         *
         * @throws Exception if it fails
         */
        void call() throws Exception;

        /**
         * What the last call computed.
         *
         * @return the output as {@code [batch, heads, queries, headSize]}
         * @throws Exception if it cannot be read
         */
        float[] output() throws Exception;

        /**
         * Gives back what it holds.
         *
         * @throws Exception if it fails
         */
        default void close() throws Exception {}
    }
}
