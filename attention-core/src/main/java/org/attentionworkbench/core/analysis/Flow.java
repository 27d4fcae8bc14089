package org.attentionworkbench.core.analysis;

import java.util.List;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * Attention flow: how much could get from each input word to each position of the top layer if the weights were the widths of pipes.
 * {@code F[i,j]} is the maximum flow in the layered graph with a node for each position of each layer and of the input, and an arc of
 * capacity {@code A′_l[i,j]} from position i of layer l to position j of the layer below; A′ as in {@link Rollout}. Each number is a maximum of
 * its own, between 0 and 1, so rows need not sum to 1. Of one layer, F is A′.
 *
 * <p>A query that attends to nothing keeps itself through the residual connection; with r = 0 its flow is 0. Weights below 0 are refused,
 * and so are two texts, as layers can only be chained over the same words. There are n² flows over n² arcs for each layer: time grows with
 * the fourth power of a text, from two layers on. Abnar and Zuidema 2020, section 3.
 */
public final class Flow implements Analysis {
    private final double residual;

    /**
     * An attention flow.
     *
     * @param residual the part r of the residual connection, from 0 to 1; 0.5 in the paper
     * @throws IllegalArgumentException if it is not within these limits
     */
    public Flow(double residual) {
        this.residual = MixedLayers.checked(residual);
    }

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.withinText("flow", maps, "layers are chained over the words of one text");
        List<Matrix> layers = MixedLayers.of(shares, residual);
        Matrix flow = layers.size() == 1 ? layers.get(0) : flows(layers);
        return List.of(new Finding("attention flow", "share", maps.queries(), maps.keys(), flow)
                .of("queries", "keys")
                .withNote("each number is a maximum of its own; rows need not sum to 1"));
    }

    private static Matrix flows(List<Matrix> layers) {
        int words = layers.get(0).rows();
        FlowNetwork network = network(layers, words);
        Matrix flows = Matrix.zeros(words, words);
        for (int top = 0; top < words; top++) {
            for (int input = 0; input < words; input++) {
                flows.elements()[top * words + input] = network.maximumFlow(layers.size() * words + top, input);
            }
        }
        return flows;
    }

    /** Node {@code l·n + i} is position i of layer l; the input is layer 0. */
    private static FlowNetwork network(List<Matrix> layers, int words) {
        FlowNetwork network = new FlowNetwork((layers.size() + 1) * words);
        for (int layer = 1; layer <= layers.size(); layer++) {
            double[] weights = layers.get(layer - 1).elements();
            for (int index = 0; index < weights.length; index++) {
                if (weights[index] > 0) {
                    network.add(layer * words + index / words, (layer - 1) * words + index % words, weights[index]);
                }
            }
        }
        return network;
    }
}
