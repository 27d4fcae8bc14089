package org.attentionworkbench.bench.problem;

import java.util.Arrays;
import java.util.Optional;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;

/**
 * Attention in 64-bit floating point, number by number as it is defined, of some queries of every head:
 *
 * <pre>
 * s[j] = modifier(σ · Σ_c q[c]·k[j,c]),  o[c] = Σ_j e^(s[j] − max) · v[j,c] / Σ_j e^(s[j] − max)
 * </pre>
 *
 * over the allowed keys j. The queries are all of them where that is little work, else as many as are, spread evenly from the first
 * to the last.
 */
public final class Truth {
    private static final double WORK = 2e8;
    private static final int FEWEST_QUERIES = 4;

    private final Inputs inputs;
    private final Shape shape;
    private final Optional<Mask> mask;
    private final Optional<ScoreModifier> modifier;

    /**
     * The truth of a problem.
     *
     * @param problem the problem
     * @param inputs its inputs
     */
    public Truth(Problem problem, Inputs inputs) {
        this.inputs = inputs;
        this.shape = problem.shape();
        this.mask = problem.variation().mask(shape);
        this.modifier = problem.variation().modifier(shape);
    }

    /**
     * How far an output is from the truth.
     *
     * @param output {@code [batch, heads, queries, headSize]}
     * @return the largest absolute difference; NaN if some number is none
     */
    public double difference(float[] output) {
        double largest = 0;
        double[] row = new double[shape.headSize()];
        int looked = queriesLookedAt();
        for (int head = 0; head < shape.batch() * shape.heads(); head++) {
            for (int index = 0; index < looked; index++) {
                int query = looked == 1 ? 0 : (int) ((long) index * (shape.queries() - 1) / (looked - 1));
                attend(head, query, row);
                int place = (head * shape.queries() + query) * shape.headSize();
                for (int channel = 0; channel < row.length; channel++) {
                    largest = Math.max(largest, Math.abs(row[channel] - output[place + channel]));
                }
            }
        }
        return largest;
    }

    private int queriesLookedAt() {
        double workPerQuery = 2.0 * shape.batch() * shape.heads() * shape.keys() * shape.headSize();
        return (int) Math.min(shape.queries(), Math.max(FEWEST_QUERIES, WORK / workPerQuery));
    }

    /** One row of one head, counted over all entries. */
    private void attend(int head, int query, double[] row) {
        int keyHead = head / (shape.heads() / shape.keyHeads()); // keyHeads divides heads, so this holds across entries
        int width = shape.headSize();
        int firstKey = keyHead * shape.keys() * width;
        double[] scores = new double[shape.keys()];
        double maximum = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < scores.length; key++) {
            scores[key] = score(head, query, key, firstKey + key * width);
            maximum = Math.max(maximum, scores[key]);
        }
        Arrays.fill(row, 0);
        double sum = 0;
        for (int key = 0; key < scores.length; key++) {
            if (scores[key] > Double.NEGATIVE_INFINITY) {
                double exponential = Math.exp(scores[key] - maximum);
                sum += exponential;
                for (int channel = 0; channel < width; channel++) {
                    row[channel] += exponential * inputs.values()[firstKey + key * width + channel];
                }
            }
        }
        for (int channel = 0; channel < width && sum > 0; channel++) {
            row[channel] /= sum;
        }
    }

    private double score(int head, int query, int key, int place) {
        if (mask.isPresent() && !mask.get().allows(query, key)) {
            return Double.NEGATIVE_INFINITY;
        }
        int queryPlace = (head * shape.queries() + query) * shape.headSize();
        double sum = 0;
        for (int channel = 0; channel < shape.headSize(); channel++) {
            sum += (double) inputs.queries()[queryPlace + channel] * inputs.keys()[place + channel];
        }
        double score = sum * shape.scale();
        return modifier.isPresent() ? modifier.get().modify(score, head % shape.heads(), query, key) : score;
    }
}
