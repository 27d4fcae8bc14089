package org.attentionworkbench.api.result;

import org.attentionworkbench.api.InvalidInputException;

/**
 * What can be said of each row of weights in a few numbers. A row that does not sum to 1 is divided by its sum first; a row of
 * zeros has entropy 0 and share 0.
 */
public final class RowStatistics {
    /** Stands for the statistics of a row that has a weight below 0, and so no shares. */
    public static final double NONE = Double.NaN;

    private final double[] entropies;
    private final double[] selfShares;

    /**
     * Statistics around two arrays, without a copy.
     *
     * @param entropies the entropy of each row, in nats, or {@link #NONE}
     * @param selfShares the share of each row on the diagonal, or {@link #NONE}
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public RowStatistics(double[] entropies, double[] selfShares) {
        if (entropies.length != selfShares.length) {
            throw new IllegalArgumentException(
                    entropies.length + " entropies do not go with " + selfShares.length + " shares");
        }
        this.entropies = entropies;
        this.selfShares = selfShares;
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
        return existing(entropies[query], query);
    }

    /**
     * The share that a query leaves with the key at its own position.
     *
     * @param query the position of the query
     * @return between 0 and 1; 0 if there is no such key
     * @throws InvalidInputException if the row has a weight below 0
     */
    public double selfShare(int query) {
        return existing(selfShares[query], query);
    }

    private static double existing(double number, int query) {
        if (Double.isNaN(number)) {
            throw new InvalidInputException(
                    "query " + (query + 1) + " gives some key a weight below 0, and entropies and shares "
                            + "can only be taken of weights of at least 0; choose another variant or normalizer");
        }
        return number;
    }
}
