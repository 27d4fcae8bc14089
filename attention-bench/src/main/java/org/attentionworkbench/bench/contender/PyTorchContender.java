package org.attentionworkbench.bench.contender;

import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * PyTorch's {@code scaled_dot_product_attention} on tensors that are made once. It makes a new tensor for each output, as its users
 * have it; its causal mask puts the first query at the first key.
 */
final class PyTorchContender implements Contender {
    /** Nothing is to be differentiated, on this thread and from now on. */
    @SuppressWarnings("unused") // as long as it lives
    private final NoGradGuard withoutGradients;

    PyTorchContender(int threads) {
        torch.set_num_threads(threads);
        withoutGradients = new NoGradGuard();
    }

    @Override
    public String description() {
        return "PyTorch " + torch.class.getPackage().getImplementationVersion();
    }

    @Override
    public Computation prepare(Problem problem, Inputs inputs) {
        return new Attention(problem, inputs);
    }

    private static final class Attention implements Computation {
        private final Shape shape;
        private final boolean causal;
        private final PointerScope scope =
                new PointerScope(); // what is made in the constructor lives until it is closed
        private final Tensor queries;
        private final Tensor keys;
        private final Tensor values;
        private final TensorOptional noMask = new TensorOptional();
        private final DoubleOptional scale;

        Attention(Problem problem, Inputs inputs) {
            shape = problem.shape();
            causal = problem.variation() == Variation.CAUSAL;
            queries = tensor(inputs.queries(), shape.heads(), shape.queries());
            keys = tensor(inputs.keys(), shape.keyHeads(), shape.keys());
            values = tensor(inputs.values(), shape.keyHeads(), shape.keys());
            scale = new DoubleOptional(shape.scale());
        }

        private Tensor tensor(float[] elements, int heads, int positions) {
            return Tensor.create(elements, shape.batch(), heads, positions, shape.headSize());
        }

        private Tensor attend() {
            return torch.scaled_dot_product_attention(queries, keys, values, noMask, 0, causal, scale, shape.grouped());
        }

        @Override
        public void call() {
            PointerScope released = new PointerScope();
            try {
                attend();
            } finally {
                released.close();
            }
        }

        /** The output was released with the call; so it is computed once more. */
        @Override
        public float[] output() {
            float[] output = new float[shape.queryElements()];
            PointerScope released = new PointerScope();
            try {
                attend().contiguous().data_ptr_float().get(output);
            } finally {
                released.close();
            }
            return output;
        }

        @Override
        public void close() {
            scope.close();
        }
    }
}
