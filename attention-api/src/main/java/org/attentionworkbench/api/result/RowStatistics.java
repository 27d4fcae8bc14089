package org.attentionworkbench.api.result;

import java.util.Arrays;
import org.attentionworkbench.api.InvalidInputException;

/**
 * What can be said of each row of weights, and of the scores it came from, in a few numbers. For shares and entropy, a row that does
 * not sum to 1 is divided by its sum first; a row of zeros has entropy 0 and shares 0.
 */
public final class RowStatistics {
    /** Stands for the statistics of a row that has a weight below 0, and so no shares; and for scores that nobody saw. */
    public static final double NONE = Double.NaN;

    private final double[] entropies;
    private final double[] selfShares;
    private final double[] firstShares;
    private final double[] keySetShares;
    private final double[] maxima;
    private final double[] logSumExps;

    /**
     * Statistics around arrays, without a copy.
     *
     * @param entropies the entropy of each row, in nats, or {@link #NONE}
     * @param selfShares the share of each row on the diagonal, or {@link #NONE}
     * @param firstShares the share of each row on the first key, or {@link #NONE}
     * @param keySetShares the share of each row on a set of keys, or {@link #NONE}
     * @param maxima the largest masked score of each row, −∞ if no key is allowed, or {@link #NONE}
     * @param logSumExps the logarithm of the sum of the exponentials of the masked scores of each row, −∞ if no key is allowed, or
     *     {@link #NONE}
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public RowStatistics(
            double[] entropies,
            double[] selfShares,
            double[] firstShares,
            double[] keySetShares,
            double[] maxima,
            double[] logSumExps) {
        for (double[] others : new double[][] {selfShares, firstShares, keySetShares, maxima, logSumExps}) {
            if (entropies.length != others.length) {
                throw new IllegalArgumentException(
                        entropies.length + " entropies do not go with " + others.length + " other numbers");
            }
        }
        this.entropies = entropies;
        this.selfShares = selfShares;
        this.firstShares = firstShares;
        this.keySetShares = keySetShares;
        this.maxima = maxima;
        this.logSumExps = logSumExps;
    }

    /**
     * Entropies and shares on the diagonal around two arrays, without a copy; nothing else is known.
     *
     * @param entropies the entropy of each row, in nats, or {@link #NONE}
     * @param selfShares the share of each row on the diagonal, or {@link #NONE}
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public RowStatistics(double[] entropies, double[] selfShares) {
        this(entropies, selfShares, none(entropies), none(entropies), none(entropies), none(entropies));
    }

    private static double[] none(double[] likes) {
        double[] none = new double[likes.length];
        Arrays.fill(none, NONE);
        return none;
    }

    /**
     * How many rows there are.
     *
     * @return the number of queries
     */
    public int rows() {
        return entropies.length;
    }

    /**
     * Whether the weights of a query are shares: none of them is below 0.
     *
     * @param query the position of the query
     * @return false if it has neither entropy nor share
     */
    public boolean hasShares(int query) {
        return !Double.isNaN(entropies[query]) && !Double.isNaN(selfShares[query]);
    }

    /**
     * How widely a query spreads its attention: {@code H = −Σ_j p_j ln p_j}, with p the row divided by its sum.
     *
     * @param query the position of the query
     * @return between 0 (one key has it all) and ln m (all keys alike), in nats
     * @throws InvalidInputException if the row has a weight below 0
     */
    public double entropy(int query) {
        return known(entropies[query], query);
    }

    /**
     * The share that a query leaves with the key at its own position.
     *
     * @param query the position of the query
     * @return between 0 and 1; 0 if there is no such key
     * @throws InvalidInputException if the row has a weight below 0
     */
    public double selfShare(int query) {
        return known(selfShares[query], query);
    }

    /**
     * The share that a query gives the first key, where attention that is not needed elsewhere often goes.
     *
     * @param query the position of the query
     * @return between 0 and 1; 0 if there is no key
     * @throws InvalidInputException if the row has a weight below 0
     * @throws IllegalStateException if these statistics do not hold it
     */
    public double firstShare(int query) {
        return known(firstShares[query], query);
    }

    /**
     * The share that a query gives the set of keys that the {@link Capture} names, together.
     *
     * @param query the position of the query
     * @return between 0 and 1; 0 if the set is empty
     * @throws InvalidInputException if the row has a weight below 0
     * @throws IllegalStateException if these statistics do not hold it
     */
    public double keySetShare(int query) {
        return known(keySetShares[query], query);
    }

    /**
     * The largest score of a query, after modifiers and mask.
     *
     * @param query the position of the query
     * @return the maximum; −∞ if no key is allowed; {@link #NONE} if a variant has no such scores
     */
    public double maximum(int query) {
        return maxima[query];
    }

    /**
     * The logarithm of what a softmax divides by, sinks apart: {@code ln Σ_j exp(s[j])} over the scores after modifiers and mask.
     *
     * @param query the position of the query
     * @return the logarithm; −∞ if no key is allowed; {@link #NONE} if a variant has no such scores
     */
    public double logSumExp(int query) {
        return logSumExps[query];
    }

    private double known(double number, int query) {
        if (Double.isNaN(number)) {
            if (hasShares(query)) {
                throw new IllegalStateException("these statistics hold entropies and shares on the diagonal alone");
            }
            throw new InvalidInputException(
                    "query " + (query + 1) + " gives some key a weight below 0, and entropies and shares "
                            + "can only be taken of weights of at least 0; choose another variant or normalizer");
        }
        return number;
    }
}
