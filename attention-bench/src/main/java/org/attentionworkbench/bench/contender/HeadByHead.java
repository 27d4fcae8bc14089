package org.attentionworkbench.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;

/**
 * Attention that a user of a matrix library composes by hand: two products and a softmax between them, for one head after the
 * other. Threads take a head each.
 *
 * @param <W> the library's matrix for the weights
 */
final class HeadByHead<W> implements Contender {
    private final Library<W> library;
    private final int threads;
    private final ExecutorService others;

    HeadByHead(Library<W> library, int threads) {
        this.library = library;
        this.threads = threads;
        this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), work -> {
            Thread thread = new Thread(work, "heads");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What computes heads.
     *
     * @param <W> its matrix for the weights
     */
    interface Library<W> {

        /** What it is, with its version. */
        String description();

        /** A matrix for the scores and weights of a head, n×m; each thread has one. */
        W weights(Shape shape);

        /**
         * The computation of one head.
         *
         * @param queries n×d
         * @param keys m×d
         * @param values m×d
         * @param problem the shape of the rows, and the variation
         */
        Head<W> head(float[] queries, float[] keys, float[] values, Problem problem);
    }

    /**
     * One head, with its arrays as the library wants them.
     *
     * @param <W> the library's matrix for the weights
     */
    interface Head<W> {

        /** Computes the head. */
        void call(W weights);

        /** Copies what was computed. */
        void copyTo(float[] output, int place);
    }

    @Override
    public String description() {
        return library.description();
    }

    @Override
    public Computation prepare(Problem problem, Inputs inputs) {
        Shape shape = problem.shape();
        List<Head<W>> heads = new ArrayList<>();
        for (int head = 0; head < shape.batch() * shape.heads(); head++) {
            int keyHead = head / (shape.heads() / shape.keyHeads());
            heads.add(library.head(
                    part(inputs.queries(), head, shape.queries() * shape.headSize()),
                    part(inputs.keys(), keyHead, shape.keys() * shape.headSize()),
                    part(inputs.values(), keyHead, shape.keys() * shape.headSize()),
                    problem));
        }
        return new Heads(heads, shape);
    }

    private static float[] part(float[] elements, int index, int length) {
        float[] part = new float[length];
        System.arraycopy(elements, index * length, part, 0, length);
        return part;
    }

    private final class Heads implements Computation {
        private final List<Head<W>> heads;
        private final List<W> weights = new ArrayList<>();
        private final Shape shape;

        Heads(List<Head<W>> heads, Shape shape) {
            this.heads = heads;
            this.shape = shape;
            for (int thread = 0; thread < threads; thread++) {
                weights.add(library.weights(shape));
            }
        }

        @Override
        public void call() throws InterruptedException, ExecutionException {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> working = new ArrayList<>();
            for (int thread = 1; thread < threads; thread++) {
                W own = weights.get(thread);
                working.add(others.submit(() -> takeHeads(next, own)));
            }
            takeHeads(next, weights.get(0));
            for (Future<?> work : working) {
                work.get();
            }
        }

        private void takeHeads(AtomicInteger next, W own) {
            for (int head = next.getAndIncrement(); head < heads.size(); head = next.getAndIncrement()) {
                heads.get(head).call(own);
            }
        }

        @Override
        public float[] output() {
            float[] output = new float[shape.queryElements()];
            for (int head = 0; head < heads.size(); head++) {
                heads.get(head).copyTo(output, head * shape.queries() * shape.headSize());
            }
            return output;
        }
    }
}
