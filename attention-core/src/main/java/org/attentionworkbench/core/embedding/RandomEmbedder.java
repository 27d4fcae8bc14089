package org.attentionworkbench.core.embedding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;

/**
 * Random vectors, number after number from a seeded {@link MersenneTwister}: those of NumPy's
 * {@code np.random.seed(seed); [np.random.rand(dimension) for word in words]}, or with {@code randn} for the normal
 * distribution. Every text starts anew from the seed, so its vectors depend on no
 * other text; texts that attend to each other are drawn as one.
 */
public final class RandomEmbedder implements Embedder {

    /** What the numbers are drawn from. */
    public enum Distribution {
        /** Uniform on [0, 1). */
        UNIFORM,
        /** Normal with mean 0 and variance 1. */
        NORMAL
    }

    /** What gets a vector of its own. */
    public enum Per {
        /** Every distinct word, drawn where it first occurs; further occurrences share its vector. */
        WORD,
        /** Every occurrence of a word. */
        OCCURRENCE
    }

    private static final Option<Long> SEED = Option.seed("what the numbers are drawn from");
    private static final Option<Distribution> DISTRIBUTION = Option.choice(
                    "distribution", Distribution.class, "uniform on [0, 1), or normal with mean 0 and variance 1")
            .withDefault("uniform");
    private static final Option<Per> PER = Option.choice(
                    "per", Per.class, "one vector for all occurrences of a word, or one for each")
            .withDefault("word");

    private final long seed;
    private final int dimension;
    private final Distribution distribution;
    private final Per per;

    /**
     * An embedder with random vectors.
     *
     * @param seed from 0 to 4294967295
     * @param dimension how many numbers each vector has, from 1 to 65536
     * @param distribution what the numbers are drawn from
     * @param per what gets a vector of its own
     * @throws IllegalArgumentException if the seed or the dimension is outside its range
     */
    public RandomEmbedder(long seed, int dimension, Distribution distribution, Per per) {
        this.seed = MersenneTwister.checkSeed(seed);
        this.dimension = Dimension.check(dimension);
        this.distribution = distribution;
        this.per = per;
    }

    static Strategy<Embedder> strategy() {
        return Strategy.<Embedder>of(
                        "random",
                        "random vectors, the numbers of NumPy's np.random.rand or randn for the same seed",
                        RandomEmbedder::from,
                        SEED,
                        Dimension.OPTION,
                        DISTRIBUTION,
                        PER)
                .withFormula("x[i,c] uniform on [0, 1) or normal, number after number")
                .withSource("MT19937, Matsumoto and Nishimura 1998");
    }

    private static RandomEmbedder from(Options options) {
        return new RandomEmbedder(
                options.get(SEED), options.get(Dimension.OPTION), options.get(DISTRIBUTION), options.get(PER));
    }

    @Override
    public Matrix embed(List<Token> tokens) {
        MersenneTwister random = new MersenneTwister(seed);
        Matrix vectors = Dimension.zeros(tokens.size(), dimension);
        Map<String, Integer> firstRows = new HashMap<>();
        for (int row = 0; row < tokens.size(); row++) {
            Integer first =
                    per == Per.WORD ? firstRows.putIfAbsent(tokens.get(row).text(), row) : null;
            if (first == null) {
                draw(random, vectors.elements(), row * dimension);
            } else {
                System.arraycopy(vectors.elements(), first * dimension, vectors.elements(), row * dimension, dimension);
            }
        }
        return vectors;
    }

    /** One word has one vector in all texts: they are drawn as if they were one text. */
    @Override
    public List<Matrix> embedTogether(List<List<Token>> texts) {
        return JoinedTexts.embed(this, texts);
    }

    private void draw(MersenneTwister random, double[] elements, int start) {
        for (int index = start; index < start + dimension; index++) {
            elements[index] = distribution == Distribution.UNIFORM ? random.nextDouble() : random.nextGaussian();
        }
    }
}
