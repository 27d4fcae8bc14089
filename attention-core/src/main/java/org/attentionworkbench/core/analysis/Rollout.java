package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * Attention rollout: how much of each input word arrives at each position of the top layer if every layer passes on what it has as
 * its weights say. {@code R = A′_L · … · A′_1}, where {@code A′ = (1 − r) · A + r · I} of each layer has its rows divided by their sum, A is
 * the mean over its heads of the weights with their rows divided by their sum, and r is the part of the residual connection. Rows of R
 * sum to 1.
 *
 * <p>A query that attends to nothing keeps itself through the residual connection; with r = 0 its row is 0. Weights below 0 are refused,
 * and so are two texts, as layers can only be chained over the same words. Abnar and Zuidema 2020, section 3.
 */
public final class Rollout implements Analysis {
    private final double residual;

    /**
     * An attention rollout.
     *
     * @param residual the part r of the residual connection, from 0 to 1; 0.5 in the paper
     * @throws IllegalArgumentException if it is not within these limits
     */
    public Rollout(double residual) {
        this.residual = MixedLayers.checked(residual);
    }

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.withinText("rollout", maps, "layers are chained over the words of one text");
        List<Matrix> layers = MixedLayers.of(shares, residual);
        Matrix rollout = layers.get(0);
        for (Matrix layer : layers.subList(1, layers.size())) {
            rollout = product(layer, rollout);
        }
        return List.of(
                new Finding("attention rollout", "share", maps.queries(), maps.keys(), rollout).of("queries", "keys"));
    }

    private static Matrix product(Matrix left, Matrix right) {
        int words = left.rows();
        Matrix product = Matrix.zeros(words, words);
        double[] to = product.elements();
        for (int row = 0; row < words; row++) {
            for (int middle = 0; middle < words; middle++) {
                double weight = left.elements()[row * words + middle];
                for (int column = 0; column < words; column++) {
                    to[row * words + column] += weight * right.elements()[middle * words + column];
                }
            }
        }
        return product;
    }
}
