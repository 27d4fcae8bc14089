package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Heads whose weights are the difference of two maps, so that what both see in common cancels out:
 *
 * <pre>{@code
 * weights = normalizer(score(Q₁, K₁)) − λ · normalizer(score(Q₂, K₂))
 * head    = weights · V                 or  (1 − λ) · RMSNorm(weights · V)
 * }</pre>
 *
 * <p>where {@code [Q₁ Q₂]} are the halves of the block of the head in Q, and so in K. Ye et al., <i>Differential Transformer</i>
 * (2024), section 2.1; there λ is learned around {@code λ_init = 0.8 − 0.6·e^(−0.3·(l−1))} in layer l, which is what {@link
 * #lambdaOfLayer} gives.
 *
 * <p>Both maps go through all stages of the head. Noted are the scores of the first map, the difference as the weights, and
 * weights · V as the values; the norm acts on the joined values only. Weights may be negative, and a row of them sums to 1 − λ.
 */
public final class Differential implements AttentionVariant {
    private static final double EPSILON = 1e-5;

    private final int heads;
    private final double lambda;
    private final boolean normed;

    /**
     * Differential heads.
     *
     * @param heads H, at least 1
     * @param lambda λ, from 0 to 1; with 0 there is no second map
     * @param normed whether each head is divided by its root mean square (with 10⁻⁵ added to the mean square) and multiplied by 1 − λ
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Differential(int heads, double lambda, boolean normed) {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("the second map is taken 0 to 1 times, not " + lambda + " times");
        }
        this.heads = HeadBlocks.counted(heads);
        this.lambda = lambda;
        this.normed = normed;
    }

    /**
     * Where the λ of a layer begins: {@code 0.8 − 0.6·e^(−0.3·(l−1))}.
     *
     * @param layer l, at least 1
     * @return from 0.2 in the first layer towards 0.8
     */
    public static double lambdaOfLayer(int layer) {
        return 0.8 - 0.6 * Math.exp(-0.3 * (layer - 1));
    }

    @Override
    public int heads() {
        return heads;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if 2·H does not divide the width of Q or of K, or H that of V
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        List<Matrix> halvesOfQueries = halves(queries, "queries");
        List<Matrix> halvesOfKeys = halves(keys, "keys");
        List<Matrix> valuesOfHeads = new HeadBlocks("differential: heads", heads).of(values, "values");
        List<Matrix> parts = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            int first = 2 * head;
            int second = first + 1;
            // the second map before the first: what is noted last stays
            Matrix subtracted = weights(head, halvesOfQueries.get(second), halvesOfKeys.get(second), stages);
            Matrix weights = weights(head, halvesOfQueries.get(first), halvesOfKeys.get(first), stages);
            Matrix difference = difference(weights, subtracted);
            stages.note(Stage.WEIGHTS, head, difference);
            Matrix mixed = stages.values(head, difference, valuesOfHeads.get(head));
            parts.add(normed ? norm(mixed) : mixed);
        }
        return Matrix.joinColumns(parts);
    }

    private List<Matrix> halves(Matrix matrix, String whose) {
        if (matrix.columns() % (2 * heads) != 0) {
            throw new InvalidInputException(
                    "differential: heads=" + heads + " with two maps each do not divide the width " + matrix.columns()
                            + " of the " + whose + "; it would have to be a multiple of " + 2 * heads);
        }
        return new HeadBlocks("differential: heads", 2 * heads).of(matrix, whose);
    }

    private static Matrix weights(int head, Matrix queries, Matrix keys, AttentionStages stages) {
        Matrix scores = stages.modified(head, stages.raw(head, queries, keys));
        return stages.weights(head, stages.masked(head, scores));
    }

    private Matrix difference(Matrix weights, Matrix subtracted) {
        Matrix difference = Matrix.zeros(weights.rows(), weights.columns());
        double[] elements = difference.elements();
        for (int index = 0; index < elements.length; index++) {
            elements[index] = weights.elements()[index] - lambda * subtracted.elements()[index];
        }
        return difference;
    }

    private Matrix norm(Matrix values) {
        Matrix normal = Matrix.zeros(values.rows(), values.columns());
        int width = values.columns();
        for (int row = 0; row < values.rows(); row++) {
            double squares = 0;
            for (int column = 0; column < width; column++) {
                double value = values.elements()[row * width + column];
                squares += value * value;
            }
            double factor = (1 - lambda) / Math.sqrt(squares / width + EPSILON);
            for (int column = 0; column < width; column++) {
                normal.elements()[row * width + column] = factor * values.elements()[row * width + column];
            }
        }
        return normal;
    }
}
