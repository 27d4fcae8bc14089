package org.attentionworkbench.core.explanation;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * What a softmax goes through on its way to the weights of one query i:
 * {@code weight[j] = exp(s[i,j] − maximum[j]) / sum[j]}. Over the keys, maximum and sum run along row i and are the same for
 * every key; over the queries they run down column j.
 */
public final class SoftmaxSteps {
    private final Axis axis;
    private final Matrix scores;
    private final int query;
    private final double[] maxima;
    private final double[] sums;

    /**
     * The steps of one query.
     *
     * @param axis the axis of the softmax
     * @param scores the masked scores, n×m
     * @param query the position of the query
     */
    SoftmaxSteps(Axis axis, Matrix scores, int query) {
        this.axis = axis;
        this.scores = scores;
        this.query = query;
        maxima = new double[scores.columns()];
        sums = new double[scores.columns()];
        Arrays.fill(maxima, Double.NEGATIVE_INFINITY);
        for (int row = firstRow(); row < endRow(); row++) {
            for (int key = 0; key < maxima.length; key++) {
                maxima[key] = Math.max(maxima[key], scores.get(row, key));
            }
        }
        if (axis == Axis.KEYS) {
            Arrays.fill(maxima, Arrays.stream(maxima).max().orElse(Double.NEGATIVE_INFINITY));
        }
        for (int row = firstRow(); row < endRow(); row++) {
            for (int key = 0; key < sums.length; key++) {
                sums[key] += exponential(row, key);
            }
        }
        if (axis == Axis.KEYS) {
            // one after the other, as the softmax itself adds them up: a stream would round less
            double sum = 0;
            for (double exponential : sums) {
                sum += exponential;
            }
            Arrays.fill(sums, sum);
        }
    }

    private int firstRow() {
        return axis == Axis.KEYS ? query : 0;
    }

    private int endRow() {
        return axis == Axis.KEYS ? query + 1 : scores.rows();
    }

    /**
     * The axis of the softmax.
     *
     * @return over the keys of this query, or over the queries of each key
     */
    public Axis axis() {
        return axis;
    }

    /**
     * How many queries there are: how many exponentials the sum of a column adds.
     *
     * @return n
     */
    public int queries() {
        return scores.rows();
    }

    /**
     * The maximum that is subtracted from the score of a key.
     *
     * @param key the position of the key
     * @return the largest score of the row or of the column
     */
    public double maximum(int key) {
        return maxima[key];
    }

    /**
     * The exponential of the score of a key.
     *
     * @param key the position of the key
     * @return {@code exp(s − maximum)}, 0 for a forbidden key
     */
    public double exponential(int key) {
        return exponential(query, key);
    }

    /**
     * The exponential of another query's score of a key, which the sum of a column contains.
     *
     * @param row the position of the query
     * @param key the position of the key
     * @return {@code exp(s − maximum)}, 0 for a forbidden key
     */
    public double exponential(int row, int key) {
        double score = scores.get(row, key);
        if (score == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        return score == maxima[key] ? 1 : Math.exp(score - maxima[key]); // ∞ − ∞ is no number
    }

    /**
     * The sum that the exponential of a key is divided by.
     *
     * @param key the position of the key
     * @return the sum of the exponentials of the row or of the column
     */
    public double sum(int key) {
        return sums[key];
    }

    /**
     * The weight of a key as the softmax gives it; a variant may change it afterwards.
     *
     * @param key the position of the key
     * @return {@code exponential / sum}, 0 if no key is allowed
     */
    public double weight(int key) {
        return sums[key] == 0 ? 0 : exponential(key) / sums[key];
    }
}
