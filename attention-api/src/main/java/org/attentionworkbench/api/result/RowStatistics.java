package org.attentionworkbench.api.result;

/**
 * What can be said of each row of weights in a few numbers. A row that does not sum to 1 is divided by its sum first; a row of
 * zeros has entropy 0 and share 0.
 */
public final class RowStatistics {
    private final double[] entropies;
    private final double[] selfShares;

    /**
     * Statistics around two arrays, without a copy.
     *
     * @param entropies the entropy of each row, in nats
     * @param selfShares the share of each row on the diagonal
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
     * How widely a query spreads its attention: {@code H = −Σ_j p_j ln p_j}, with p the row divided by its sum.
     *
     * @param query the position of the query
     * @return between 0 (one key has it all) and ln m (all keys alike), in nats
     */
    public double entropy(int query) {
        return entropies[query];
    }

    /**
     * The share that a query leaves with the key at its own position.
     *
     * @param query the position of the query
     * @return between 0 and 1; 0 if there is no such key
     */
    public double selfShare(int query) {
        return selfShares[query];
    }
}
