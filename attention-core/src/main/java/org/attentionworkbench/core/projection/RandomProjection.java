package org.attentionworkbench.core.projection;

import java.util.Optional;
import java.util.OptionalInt;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.ParameterOptions;
import org.attentionworkbench.core.parameter.Parameters;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.parameter.Width;

/**
 * The projections of a Transformer before any learning: {@code Q = X·W_q}, {@code K = X·W_k}, {@code V = X·W_v}, and
 * {@code output = joined·W_o}, with random matrices ({@link SeededParameters}), and biases {@code b_q}, {@code b_k}, {@code b_v},
 * {@code b_o} if wanted. Vaswani et al., <i>Attention Is All You Need</i> (2017), section 3.2.2.
 */
public final class RandomProjection implements Projection {
    private static final Option<Integer> WIDTH =
            Width.option("width", "how many channels the queries and keys have").orElse("the width of the embeddings");
    private static final Option<Integer> KEY_WIDTH = Width.option(
                    "key-width", "how many channels the keys have, where key heads are fewer than heads")
            .orElse("that of the queries");
    private static final Option<Integer> VALUE_WIDTH =
            Width.option("value-width", "how many channels the values have").orElse("the width of the embeddings");
    private static final Option<Boolean> OUTPUT = Option.truth(
                    "output", "whether the joined values are led back to the width of the embeddings")
            .withDefault("true");
    private static final Option<Boolean> BIAS =
            Option.truth("bias", "whether a random bias is added").withDefault("false");

    /**
     * How wide what is projected gets; what is left open has the width of the embeddings, and keys that of the queries.
     *
     * @param queries the channels of the queries
     * @param keys the channels of the keys
     * @param values the channels of the values
     */
    public record Widths(OptionalInt queries, OptionalInt keys, OptionalInt values) {
        /** Everything as wide as the embeddings. */
        public static final Widths OF_EMBEDDINGS =
                new Widths(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

        /**
         * Checks the widths.
         *
         * @throws IllegalArgumentException if one is less than 1
         */
        public Widths {
            if (!isWidth(queries.orElse(1)) || !isWidth(keys.orElse(1)) || !isWidth(values.orElse(1))) {
                throw new IllegalArgumentException("queries, keys and values have at least one channel");
            }
        }
    }

    private final Parameters parameters;
    private final Widths widths;
    private final boolean output;
    private final boolean bias;

    /**
     * A random projection.
     *
     * @param seed what the matrices are drawn from
     * @param widths how wide what is projected gets
     * @param output whether there is a W_o; without, the output is what the heads return
     * @param bias whether there are biases
     */
    public RandomProjection(long seed, Widths widths, boolean output, boolean bias) {
        this.parameters = new SeededParameters(seed);
        this.widths = widths;
        this.output = output;
        this.bias = bias;
    }

    private static boolean isWidth(int number) {
        return number >= 1;
    }

    static Strategy<Projection> strategy() {
        return Strategy.<Projection>of(
                        "random",
                        "random matrices, as a Transformer has them before it learns",
                        RandomProjection::from,
                        ParameterOptions.SEED,
                        WIDTH,
                        KEY_WIDTH,
                        VALUE_WIDTH,
                        OUTPUT,
                        BIAS)
                .withFormula("Q = X·W_q + b_q, K = X·W_k + b_k, V = X·W_v + b_v, output = joined·W_o + b_o")
                .withSource("Vaswani et al. 2017, section 3.2.2; Glorot and Bengio 2010, equation 16");
    }

    private static RandomProjection from(Options options) {
        Widths widths = new Widths(given(options, WIDTH), given(options, KEY_WIDTH), given(options, VALUE_WIDTH));
        return new RandomProjection(options.get(ParameterOptions.SEED), widths, options.get(OUTPUT), options.get(BIAS));
    }

    private static OptionalInt given(Options options, Option<Integer> option) {
        return options.given(option).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    @Override
    public Matrix queries(Matrix embeddings, MatrixBackend backend) {
        return mapped(embeddings, "q", widths.queries().orElse(embeddings.columns()), backend);
    }

    @Override
    public Matrix keys(Matrix embeddings, MatrixBackend backend) {
        int width = widths.queries().orElse(embeddings.columns());
        return mapped(embeddings, "k", widths.keys().orElse(width), backend);
    }

    @Override
    public Matrix values(Matrix embeddings, MatrixBackend backend) {
        return mapped(embeddings, "v", widths.values().orElse(embeddings.columns()), backend);
    }

    /** As if the embeddings were as wide as the joined values. */
    @Override
    public Matrix output(Matrix joined, MatrixBackend backend) {
        return output(joined, joined.columns(), backend);
    }

    @Override
    public Matrix output(Matrix joined, int width, MatrixBackend backend) {
        return output ? mapped(joined, "o", width, backend) : joined;
    }

    private Matrix mapped(Matrix rows, String role, int width, MatrixBackend backend) {
        Matrix weight = parameters.matrix("W_" + role, rows.columns(), width);
        Optional<Matrix> shift =
                bias ? Optional.of(Matrix.wrap(1, width, parameters.vector("b_" + role, width))) : Optional.empty();
        return new LinearMap(weight, shift).of(rows, backend);
    }
}
