package org.attentionworkbench.core.run;

import java.util.Arrays;
import java.util.Set;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.RowStatistics;
import org.jspecify.annotations.Nullable;

/** Sums up each row of weights, and of the scores they come from, as rows come in. */
final class RowStatisticsCollector {
    private final int keys;
    private final int[] keySet;
    private final double[] entropies;
    private final double[] selfShares;
    private final double[] firstShares;
    private final double[] keySetShares;
    private final double[] maxima;
    private final double[] logSumExps;

    /**
     * Nothing summed up yet.
     *
     * @param extent how many queries and keys there are
     * @param keySet the positions of the keys whose joint share is wanted
     */
    RowStatisticsCollector(Extent extent, Set<Integer> keySet) {
        keys = extent.keys();
        this.keySet = keySet.stream().mapToInt(Integer::intValue).sorted().toArray();
        entropies = new double[extent.queries()];
        selfShares = new double[extent.queries()];
        firstShares = new double[extent.queries()];
        keySetShares = new double[extent.queries()];
        maxima = new double[extent.queries()];
        logSumExps = new double[extent.queries()];
        Arrays.fill(maxima, RowStatistics.NONE);
        Arrays.fill(logSumExps, RowStatistics.NONE);
    }

    /**
     * Takes the rows that begin at a query. A row with a weight below 0, as a difference of two maps may have, has no shares.
     *
     * @param weights the weights, no logarithms
     * @param masked the scores after modifiers and mask, or null if there are none
     * @param firstQuery the position of the first row
     */
    void add(Matrix weights, @Nullable Matrix masked, int firstQuery) {
        for (int row = 0; row < weights.rows(); row++) {
            addShares(firstQuery + row, weights.elements(), row * weights.columns(), weights.columns());
            if (masked != null && masked.columns() == keys) {
                addScores(firstQuery + row, masked.elements(), row * keys);
            }
        }
    }

    private void addShares(int query, double[] weights, int start, int length) {
        double sum = 0;
        double least = 0;
        for (int key = 0; key < length; key++) {
            sum += weights[start + key];
            least = Math.min(least, weights[start + key]);
        }
        if (least < 0) {
            for (double[] numbers : new double[][] {entropies, selfShares, firstShares, keySetShares}) {
                numbers[query] = RowStatistics.NONE;
            }
        } else if (sum != 0) {
            entropies[query] = entropy(weights, start, length, sum);
            selfShares[query] = query < length ? weights[start + query] / sum : 0;
            firstShares[query] = weights[start] / sum;
            double ofSet = 0;
            for (int key : keySet) {
                ofSet += key < length ? weights[start + key] : 0;
            }
            keySetShares[query] = ofSet / sum;
        }
    }

    private static double entropy(double[] weights, int start, int length, double sum) {
        double entropy = 0;
        for (int key = 0; key < length; key++) {
            double share = weights[start + key] / sum;
            if (share > 0) {
                entropy -= share * Math.log(share);
            }
        }
        return Math.max(0, entropy);
    }

    private void addScores(int query, double[] scores, int start) {
        double maximum = Double.NEGATIVE_INFINITY;
        for (int key = 0; key < keys; key++) {
            maximum = Math.max(maximum, scores[start + key]);
        }
        double sum = 0;
        for (int key = 0; key < keys && Double.isFinite(maximum); key++) {
            sum += Math.exp(scores[start + key] - maximum);
        }
        maxima[query] = maximum;
        logSumExps[query] = Double.isFinite(maximum) ? maximum + Math.log(sum) : maximum;
    }

    RowStatistics result() {
        return new RowStatistics(entropies, selfShares, firstShares, keySetShares, maxima, logSumExps);
    }
}
