package org.attentionworkbench.core.run;

import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.RowStatistics;

/** Sums up each row of weights, as rows come in. */
final class RowStatisticsCollector {
    private final boolean logarithmic;
    private final double[] entropies;
    private final double[] selfShares;

    RowStatisticsCollector(int queries, boolean logarithmic) {
        this.logarithmic = logarithmic;
        entropies = new double[queries];
        selfShares = new double[queries];
    }

    /** Takes the rows that begin at a query. A row with a weight below 0, as a difference of two maps may have, has no statistics. */
    void add(Matrix weights, int firstQuery) {
        Matrix rows = logarithmic ? exponentials(weights) : weights;
        for (int row = 0; row < rows.rows(); row++) {
            int query = firstQuery + row;
            int start = row * rows.columns();
            double sum = 0;
            double least = 0;
            for (int key = 0; key < rows.columns(); key++) {
                sum += rows.elements()[start + key];
                least = Math.min(least, rows.elements()[start + key]);
            }
            if (least < 0) {
                entropies[query] = RowStatistics.NONE;
                selfShares[query] = RowStatistics.NONE;
            } else if (sum != 0) {
                entropies[query] = entropy(rows.elements(), start, rows.columns(), sum);
                selfShares[query] = query < rows.columns() ? rows.elements()[start + query] / sum : 0;
            }
        }
    }

    private static Matrix exponentials(Matrix logarithms) {
        Matrix weights = Matrix.zeros(logarithms.rows(), logarithms.columns());
        for (int index = 0; index < weights.elements().length; index++) {
            weights.elements()[index] = Math.exp(logarithms.elements()[index]);
        }
        return weights;
    }

    RowStatistics result() {
        return new RowStatistics(entropies, selfShares);
    }

    private static double entropy(double[] elements, int start, int length, double sum) {
        double entropy = 0;
        for (int key = 0; key < length; key++) {
            double share = elements[start + key] / sum;
            if (share > 0) {
                entropy -= share * Math.log(share);
            }
        }
        return Math.max(0, entropy);
    }
}
