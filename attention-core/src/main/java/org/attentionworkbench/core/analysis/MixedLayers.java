package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * How the layers of a transformer mix positions, its residual connections included: of each layer
 * {@code A′ = (1 − r) · A + r · I} with the rows divided by their sum, A the mean of the shares of its heads and r the part that the
 * residual connection carries past the attention.
 */
final class MixedLayers {
    private MixedLayers() {}

    /** A′ of every layer, n×n. */
    static List<Matrix> of(Shares shares, double residual) {
        List<Matrix> mixed = new ArrayList<>();
        for (List<Matrix> heads : shares.layers()) {
            mixed.add(of(heads, residual));
        }
        return mixed;
    }

    private static Matrix of(List<Matrix> heads, double residual) {
        int words = heads.get(0).rows();
        double[] mixed = new double[words * words];
        for (Matrix head : heads) {
            for (int index = 0; index < mixed.length; index++) {
                mixed[index] += (1 - residual) * head.elements()[index] / heads.size();
            }
        }
        for (int row = 0; row < words; row++) {
            mixed[row * words + row] += residual;
            Shares.divide(mixed, row * words, words);
        }
        return Matrix.wrap(words, words, mixed);
    }

    /** Refuses a part that is none. */
    static double checked(double residual) {
        if (!(residual >= 0 && residual <= 1)) {
            throw new IllegalArgumentException("a residual connection does not carry " + residual);
        }
        return residual;
    }
}
