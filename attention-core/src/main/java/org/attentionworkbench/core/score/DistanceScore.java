package org.attentionworkbench.core.score;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/**
 * The squared distance between query and key, taken negative: {@code raw[i,j] = −σ · Σ_c (q[i,c] − k[j,c])²}. With softmax it is
 * Gaussian kernel regression (Nadaraya 1964, Watson 1964) and the attention of Kim, Papamakarios and Mnih, <i>The Lipschitz Constant
 * of Self-Attention</i> (2021), whose σ is {@code 1/√d}.
 *
 * <p>The differences are squared themselves, and not {@code ‖q‖² − 2·q·k + ‖k‖²}, which loses every digit where query and key are
 * long and near each other. A query scores exactly 0 with a key that equals it, and less than that or 0 with all others.
 */
public final class DistanceScore implements ScoreFunction {
    private static final Option<Double> SCALE = Option.number("scale", "the factor σ of the squared distance")
            .which(DistanceScore::isScale, "a number of at least 0")
            .withDefault("1");

    private final double scale;

    /**
     * A distance score.
     *
     * @param scale σ, finite and at least 0
     * @throws IllegalArgumentException if it is not
     */
    public DistanceScore(double scale) {
        if (!isScale(scale)) {
            throw new IllegalArgumentException("cannot scale a distance by " + scale);
        }
        this.scale = scale;
    }

    private static boolean isScale(double number) {
        return number >= 0 && Double.isFinite(number);
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "distance",
                        "the squared distance between query and key, negative",
                        options -> new DistanceScore(options.get(SCALE)),
                        SCALE)
                .withFormula("s[i,j] = −σ·‖qᵢ − kⱼ‖²")
                .withSource("Nadaraya 1964, Watson 1964; Kim et al. 2021");
    }

    @Override
    public Matrix score(Matrix queries, Matrix keys, HeadContext context) {
        if (queries.columns() != keys.columns()) {
            throw new InvalidInputException("a distance needs queries and keys of one width; the queries have "
                    + queries.columns() + " channels, the keys " + keys.columns());
        }
        Matrix scores = Matrix.zeros(queries.rows(), keys.rows());
        int index = 0;
        for (int query = 0; query < queries.rows(); query++) {
            for (int key = 0; key < keys.rows(); key++, index++) {
                double squares = squares(queries, query, keys, key);
                scores.elements()[index] = squares == 0 || scale == 0 ? 0 : -scale * squares;
            }
        }
        return scores;
    }

    private static double squares(Matrix queries, int query, Matrix keys, int key) {
        int width = queries.columns();
        double sum = 0;
        for (int channel = 0; channel < width; channel++) {
            double difference = queries.elements()[query * width + channel] - keys.elements()[key * width + channel];
            sum += difference * difference;
        }
        return sum;
    }
}
