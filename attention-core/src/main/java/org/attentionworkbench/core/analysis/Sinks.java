package org.attentionworkbench.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Finding;

/**
 * How much attention ends in sinks, and what is left without them. Sinks are keys that draw attention whatever they say: given ones, or
 * in each head those whose mean share {@code c[j] = Σᵢ p[i,j] / n} exceeds a threshold, with p the row of weights divided by its sum, and
 * n the queries that attend to anything.
 *
 * <ul>
 *   <li>{@code S[i] = Σ_{j ∈ sinks} p[i,j]} for each query and head, between 0 and 1;
 *   <li>with a threshold, {@code c[j]} for each key and head;
 *   <li>for each head the weights without the columns of its sinks, {@code p[i,j] / (1 − S[i])}: rows sum to 1 again. A query that
 *       attends to sinks only, or to nothing, has a row of zeros there.
 * </ul>
 *
 * <p>Weights below 0 are refused, and so are maps in which every key is a sink. Works across texts, too. Xiao et al. 2023 (StreamingLLM),
 * section 3.1; Kovaleva et al. 2019.
 */
public final class Sinks implements Analysis {
    private static final String NAME = "sinks";

    private final List<Integer> keys;
    private final double threshold;

    private Sinks(List<Integer> keys, double threshold) {
        this.keys = keys;
        this.threshold = threshold;
    }

    /**
     * Given sinks, the same in every head.
     *
     * @param keys their positions, from 0
     * @return the analysis
     * @throws IllegalArgumentException if there is none, or one is negative
     */
    public static Sinks at(List<Integer> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key < 0)) {
            throw new IllegalArgumentException("no positions of keys: " + keys);
        }
        return new Sinks(keys.stream().distinct().sorted().toList(), 1);
    }

    /**
     * Sinks to be found in each head.
     *
     * @param threshold the mean share that a sink exceeds, from 0 to 1
     * @return the analysis
     * @throws IllegalArgumentException if the threshold is not within these limits
     */
    public static Sinks above(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("no share is " + threshold);
        }
        return new Sinks(List.of(), threshold);
    }

    @Override
    public List<Finding> analyse(AttentionMaps maps) {
        Shares shares = Shares.of(NAME, maps);
        List<Finding> findings = new ArrayList<>();
        for (int layer = 0; layer < shares.layers().size(); layer++) {
            List<Matrix> heads = shares.layers().get(layer);
            List<List<Integer>> sinks = new ArrayList<>();
            for (Matrix head : heads) {
                sinks.add(sinksOf(head, maps));
            }
            findings.add(shareOnSinks(shares, layer, sinks));
            if (keys.isEmpty()) {
                findings.add(shareReceived(shares, layer));
            }
            for (int head = 0; head < heads.size(); head++) {
                String name = "weights without sinks" + shares.ofLayer(layer) + ", head " + (head + 1);
                findings.add(without(sinks.get(head), heads.get(head), name, maps));
            }
        }
        return findings;
    }

    private List<Integer> sinksOf(Matrix head, AttentionMaps maps) {
        List<Integer> sinks = keys.isEmpty() ? found(head) : Positions.within(NAME, keys, maps);
        if (sinks.size() == maps.keys().size()) {
            throw new InvalidInputException(
                    NAME + ": every key is a sink, so nothing is left without them: " + Positions.words(maps)
                            + "; give more words, " + (keys.isEmpty() ? "or a greater threshold" : "or fewer keys"));
        }
        return sinks;
    }

    private List<Integer> found(Matrix head) {
        double[] received = received(head);
        return IntStream.range(0, received.length)
                .filter(key -> received[key] > threshold)
                .boxed()
                .toList();
    }

    /** The mean share of each key over the queries that attend to anything. */
    private static double[] received(Matrix head) {
        double[] received = new double[head.columns()];
        int attending = 0;
        for (int query = 0; query < head.rows(); query++) {
            boolean attends = false;
            for (int key = 0; key < received.length; key++) {
                received[key] += head.get(query, key);
                attends |= head.get(query, key) > 0;
            }
            attending += attends ? 1 : 0;
        }
        for (int key = 0; key < received.length && attending > 0; key++) {
            received[key] /= attending;
        }
        return received;
    }

    private Finding shareOnSinks(Shares shares, int layer, List<List<Integer>> sinks) {
        List<Matrix> heads = shares.layers().get(layer);
        Matrix numbers = Matrix.zeros(shares.words(), heads.size());
        StringJoiner notes = new StringJoiner("; ");
        for (int head = 0; head < heads.size(); head++) {
            for (int query = 0; query < shares.words(); query++) {
                for (int key : sinks.get(head)) {
                    numbers.elements()[query * heads.size() + head] +=
                            heads.get(head).get(query, key);
                }
            }
            String words = sinks.get(head).isEmpty() ? "none" : Positions.words(sinks.get(head), shares.maps());
            notes.add("head " + (head + 1) + ": " + words);
        }
        return new Finding(
                        "share on sinks" + shares.ofLayer(layer),
                        "share",
                        shares.maps().queries(),
                        Shares.headLabels(heads),
                        numbers)
                .of("queries", "heads")
                .withMean()
                .withNote("sinks: " + (keys.isEmpty() ? notes.toString() : Positions.words(keys, shares.maps())));
    }

    private Finding shareReceived(Shares shares, int layer) {
        List<Matrix> heads = shares.layers().get(layer);
        Matrix numbers = Matrix.zeros(shares.keys(), heads.size());
        for (int head = 0; head < heads.size(); head++) {
            double[] received = received(heads.get(head));
            for (int key = 0; key < received.length; key++) {
                numbers.elements()[key * heads.size() + head] = received[key];
            }
        }
        return new Finding(
                        "mean share received" + shares.ofLayer(layer),
                        "share",
                        shares.maps().keys(),
                        Shares.headLabels(heads),
                        numbers)
                .of("keys", "heads")
                .withNote("a key that receives more than " + threshold + " is a sink");
    }

    private static Finding without(List<Integer> sinks, Matrix head, String name, AttentionMaps maps) {
        List<Integer> left = IntStream.range(0, head.columns())
                .filter(key -> !sinks.contains(key))
                .boxed()
                .toList();
        Matrix weights = Matrix.zeros(head.rows(), left.size());
        for (int query = 0; query < head.rows(); query++) {
            for (int place = 0; place < left.size(); place++) {
                weights.elements()[query * left.size() + place] = head.get(query, left.get(place));
            }
            Shares.divide(weights.elements(), query * left.size(), left.size());
        }
        List<String> words = left.stream().map(maps.keys()::get).toList();
        return new Finding(name, "share", maps.queries(), words, weights).of("queries", "keys");
    }
}
