package org.attentionworkbench.simd;

import java.util.Arrays;

/** What is known of each query of a tile while keys stream by: the running maximum, and the sums relative to it. */
final class RowSums {
    /** M: the largest score so far, −∞ before the first. */
    final float[] maxima;

    /** L: {@code Σ w}, where w is {@code exp(s − M)}, or whatever weights there are. */
    final float[] sums;

    /** F: what the sums of earlier tiles are to be multiplied by. */
    final float[] factors;

    /** U: {@code Σ w·ln w}, from which the entropy comes: {@code H = ln L − U/L}. */
    final float[] moments;

    /** b: what a sigmoid adds to scores. */
    final float[] biases;

    /** Whether all scores were finite of which maxima were taken last. */
    boolean finite;

    /** The bits of the largest magnitude of the scores that were looked at last. */
    int largestMagnitude;

    RowSums(int width) {
        maxima = new float[width];
        sums = new float[width];
        factors = new float[width];
        moments = new float[width];
        biases = new float[width];
    }

    void reset() {
        Arrays.fill(maxima, Float.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0);
        Arrays.fill(factors, 1);
        Arrays.fill(moments, 0);
    }

    /** Makes U relative to the new M, after L was: {@code Σ F·w·ln(F·w) = F·U + ln F·(F·L)}. */
    void rescaleMoments(TilePart part) {
        for (int row = part.firstQuery(); row < part.lastQuery(); row++) {
            moments[row] = rescaledMoment(moments[row], factors[row], sums[row]);
        }
    }

    static float rescaledMoment(float moment, float factor, float rescaledSum) {
        if (factor == 1) {
            return moment;
        }
        return factor == 0 ? 0 : factor * moment + (float) Math.log(factor) * rescaledSum;
    }

    double entropy(int row) {
        return sums[row] == 0 ? 0 : Math.max(0, Math.log(sums[row]) - moments[row] / sums[row]);
    }

    double logSumExp(int row) {
        if (Float.isInfinite(maxima[row])) {
            return maxima[row];
        }
        return sums[row] == 0 ? Double.NEGATIVE_INFINITY : maxima[row] + Math.log(sums[row]);
    }
}
