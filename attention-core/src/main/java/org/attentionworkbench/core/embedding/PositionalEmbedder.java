package org.attentionworkbench.core.embedding;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.text.Embedder;
import org.attentionworkbench.api.text.Token;

/**
 * Adds sinusoidal positions to the vectors of another embedder, so that the order of the tokens counts (Vaswani et al.,
 * "Attention is all you need", 2017, section 3.5): {@code x[p,c] + PE(p,c)} for position p from 0 and column c, with
 *
 * <pre>{@code
 * PE(p, 2i)     = sin(p / base^(2i/d))
 * PE(p, 2i + 1) = cos(p / base^(2i/d))
 * }</pre>
 *
 * <p>and base 10000 in the paper. If d is odd the last column is a sine without its cosine.
 */
public final class PositionalEmbedder implements Embedder {
    private static final Option<Embedder> OF = Option.strategy(
                    "of", Embedder.class, "the embedder to whose vectors the positions are added")
            .withDefault("random");
    private static final Option<Double> BASE = Option.number("base", "the longest wavelength is 2π times about this")
            .which(base -> base >= 1, "a number of at least 1")
            .withDefault("10000");

    private final Embedder embedder;
    private final double base;

    /**
     * An embedder that adds positions.
     *
     * @param embedder gives the vectors to which the positions are added
     * @param base the base of the wavelengths, at least 1; 10000 in the paper
     * @throws IllegalArgumentException if the base is not a finite number of at least 1
     */
    public PositionalEmbedder(Embedder embedder, double base) {
        if (!(base >= 1) || !Double.isFinite(base)) {
            throw new IllegalArgumentException("base " + base + " is not a finite number of at least 1");
        }
        this.embedder = embedder;
        this.base = base;
    }

    static Strategy<Embedder> strategy() {
        return Strategy.<Embedder>of(
                        "positional",
                        "adds sin(p/base^(2i/d)) and cos(p/base^(2i/d)) to the vectors of another embedder",
                        PositionalEmbedder::from,
                        OF,
                        BASE)
                .withFormula("x[p,2i] + sin(p / base^(2i/d)), x[p,2i+1] + cos(p / base^(2i/d))")
                .withSource("Vaswani et al. 2017, section 3.5");
    }

    private static PositionalEmbedder from(Options options) {
        return new PositionalEmbedder(options.get(OF), options.get(BASE));
    }

    @Override
    public Matrix embed(List<Token> tokens) {
        return withPositions(embedder.embed(tokens));
    }

    /** Positions are counted in each text by itself. */
    @Override
    public List<Matrix> embedTogether(List<List<Token>> texts) {
        return embedder.embedTogether(texts).stream().map(this::withPositions).toList();
    }

    private Matrix withPositions(Matrix vectors) {
        double[] sums = vectors.elements().clone();
        int dimension = vectors.columns();
        for (int column = 0; column < dimension; column++) {
            boolean even = column % 2 == 0;
            double wavelength = StrictMath.pow(base, (double) (even ? column : column - 1) / dimension);
            for (int position = 0; position < vectors.rows(); position++) {
                double angle = position / wavelength;
                sums[position * dimension + column] += even ? StrictMath.sin(angle) : StrictMath.cos(angle);
            }
        }
        return Matrix.wrap(vectors.rows(), dimension, sums);
    }
}
