package org.attentionworkbench.core.comparison;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;

/**
 * How far the weights of two results over the same words are apart. Of several heads the mean is taken; a row that does not
 * sum to 1 is divided by its sum first.
 *
 * @param rows the Jensen–Shannon divergence of each row: {@code H((p+q)/2) − (H(p)+H(q))/2}, in nats, between 0 (the same) and
 *     ln 2 (nothing in common); Lin 1991
 * @param changedTopWords how many words have another word on top
 */
public record Divergence(List<Double> rows, int changedTopWords) {

    /** Copies the list. */
    public Divergence {
        rows = List.copyOf(rows);
    }

    /**
     * Compares two results.
     *
     * @param first a result whose weights were captured
     * @param second another, over as many queries and keys
     * @return how far they are apart
     * @throws IllegalArgumentException if they differ in their number of queries or keys
     */
    public static Divergence between(AttentionResult first, AttentionResult second) {
        Matrix left = meanWeights(first);
        Matrix right = meanWeights(second);
        if (left.rows() != right.rows() || left.columns() != right.columns()) {
            throw new IllegalArgumentException("a " + left + " has no divergence from a " + right);
        }
        List<Double> rows = new ArrayList<>();
        int changed = 0;
        for (int row = 0; row < left.rows(); row++) {
            double[] p = left.row(row);
            double[] q = right.row(row);
            rows.add(JensenShannon.divergence(shares(p), shares(q)));
            changed += largest(p) == largest(q) ? 0 : 1;
        }
        return new Divergence(rows, changed);
    }

    /**
     * The mean over the rows.
     *
     * @return in nats
     */
    public double mean() {
        double sum = 0;
        for (double row : rows) {
            sum += row;
        }
        return rows.isEmpty() ? 0 : sum / rows.size();
    }

    private static Matrix meanWeights(AttentionResult result) {
        Matrix first = result.head(0).weights();
        if (result.heads().size() == 1) {
            return first;
        }
        Matrix mean = Matrix.zeros(first.rows(), first.columns());
        for (int head = 0; head < result.heads().size(); head++) {
            double[] weights = result.head(head).weights().elements();
            for (int index = 0; index < weights.length; index++) {
                mean.elements()[index] += weights[index] / result.heads().size();
            }
        }
        return mean;
    }

    private static double[] shares(double[] row) {
        double sum = 0;
        for (double weight : row) {
            sum += weight;
        }
        for (int key = 0; key < row.length && sum != 0; key++) {
            row[key] /= sum;
        }
        return row;
    }

    private static int largest(double[] row) {
        int largest = 0;
        for (int key = 1; key < row.length; key++) {
            if (row[key] > row[largest]) {
                largest = key;
            }
        }
        return largest;
    }
}
