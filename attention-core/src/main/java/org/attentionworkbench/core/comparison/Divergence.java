package org.attentionworkbench.core.comparison;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;

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
        return between(weights(first), weights(second));
    }

    /**
     * Compares the first layers of two maps.
     *
     * @param first the weights of a run
     * @param second those of another, over as many queries and keys
     * @return how far they are apart
     * @throws IllegalArgumentException if they differ in their number of queries or keys
     */
    public static Divergence between(AttentionMaps first, AttentionMaps second) {
        return between(first.layers().get(0), second.layers().get(0));
    }

    private static Divergence between(List<Matrix> first, List<Matrix> second) {
        Matrix left = mean(first);
        Matrix right = mean(second);
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

    private static List<Matrix> weights(AttentionResult result) {
        return result.heads().stream().map(HeadResult::weights).toList();
    }

    private static Matrix mean(List<Matrix> heads) {
        Matrix first = heads.get(0);
        if (heads.size() == 1) {
            return first;
        }
        Matrix mean = Matrix.zeros(first.rows(), first.columns());
        for (Matrix head : heads) {
            double[] weights = head.elements();
            for (int index = 0; index < weights.length; index++) {
                mean.elements()[index] += weights[index] / heads.size();
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
