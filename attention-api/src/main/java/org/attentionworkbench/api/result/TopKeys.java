package org.attentionworkbench.api.result;

import java.util.Objects;

/**
 * The keys of largest weight of every query, largest first; of equal weights the earlier key comes first.
 *
 * <p>Weights are compared in 64 bits. They may be equal where scores are not: 0 for what is far below the maximum of a softmax or not above
 * 0 in a squared rectifier, 1 for all large scores of a sigmoid. A fused pass takes its weights from scores of 32 bits; where two
 * scores differ by less than these can tell, it may name the other key first.
 */
public final class TopKeys {
    private final int count;
    private final int[] keys;
    private final double[] weights;

    /**
     * Top keys around two arrays, without a copy.
     *
     * @param count how many keys there are of each query
     * @param keys the positions of the keys, {@code count} of each query after those of the query before
     * @param weights their weights, in the same places
     * @throws IllegalArgumentException if the arrays differ in length or do not hold whole queries
     */
    public TopKeys(int count, int[] keys, double[] weights) {
        if (count < 0 || keys.length != weights.length || (count == 0 ? keys.length > 0 : keys.length % count != 0)) {
            throw new IllegalArgumentException(
                    keys.length + " keys and " + weights.length + " weights do not make rows of " + count);
        }
        this.count = count;
        this.keys = keys;
        this.weights = weights;
    }

    /**
     * How many keys there are of each query: what was asked for, or the number of keys if that is less.
     *
     * @return at least 0
     */
    public int count() {
        return count;
    }

    /**
     * A key.
     *
     * @param query the position of the query
     * @param rank 0 for the key of largest weight
     * @return the position of the key
     */
    public int key(int query, int rank) {
        return keys[query * count + Objects.checkIndex(rank, count)];
    }

    /**
     * The weight of a key.
     *
     * @param query the position of the query
     * @param rank 0 for the key of largest weight
     * @return its weight
     */
    public double weight(int query, int rank) {
        return weights[query * count + Objects.checkIndex(rank, count)];
    }
}
