package org.attentionworkbench.api.attention;

import java.util.Objects;

/**
 * A block of scores of one head, in 32-bit floating point, as a fused pass works on it: {@code queries} queries from
 * {@link #firstQuery()} on by {@code keys} keys from {@link #firstKey()} on. It is a window on the scratch memory of the pass,
 * moved from block to block; do not keep it.
 *
 * <p>Scores are stored key by key, the queries of a key side by side, because a pass computes many queries at once in the lanes of
 * a vector:
 *
 * <pre>
 *              query 0  query 1  …  query queries−1   padding up to stride
 * key 0       [ start                                                     ]
 * key 1       [ start + stride                                            ]
 * key keys−1  [ start + (keys−1)·stride                                   ]
 * </pre>
 *
 * <p>All places from {@code start} to {@code start + keys·stride} belong to the tile. What is in the padding counts for nothing and may
 * be overwritten, so that a loop over all places needs no care; such a loop over a whole tile is what a compiler turns into
 * vector instructions.
 */
public final class ScoreTile {
    private final float[] scores;
    private int start;
    private int stride;
    private int head;
    private int firstQuery;
    private int queries;
    private int firstKey;
    private int keys;

    /**
     * A tile that lies nowhere yet.
     *
     * @param scores where its scores are
     */
    public ScoreTile(float[] scores) {
        this.scores = scores;
    }

    /**
     * Lays this tile on some scores.
     *
     * @param newStart the place of the score of the first query and the first key
     * @param newStride how far the scores of one key are from those of the next, at least {@code newQueries}
     * @param newHead the index of the head
     * @param newFirstQuery the position of the first query
     * @param newQueries how many queries there are
     * @param newFirstKey the position of the first key
     * @param newKeys how many keys there are
     * @return this tile
     */
    public ScoreTile lay(
            int newStart, int newStride, int newHead, int newFirstQuery, int newQueries, int newFirstKey, int newKeys) {
        Objects.checkFromIndexSize(newStart, newKeys * newStride, scores.length);
        Objects.checkFromIndexSize(0, newQueries, newStride);
        start = newStart;
        stride = newStride;
        head = newHead;
        firstQuery = newFirstQuery;
        queries = newQueries;
        firstKey = newFirstKey;
        keys = newKeys;
        return this;
    }

    /**
     * The array with the scores; those of this tile lie from {@link #start()} to {@link #end()}.
     *
     * @return the array itself
     */
    public float[] scores() {
        return scores;
    }

    /**
     * The place of the first score.
     *
     * @return an index of {@link #scores()}
     */
    public int start() {
        return start;
    }

    /**
     * The place after the last score.
     *
     * @return {@code start + keys·stride}
     */
    public int end() {
        return start + keys * stride;
    }

    /**
     * How far the scores of one key are from those of the next.
     *
     * @return at least {@link #queries()}
     */
    public int stride() {
        return stride;
    }

    /**
     * The head at work.
     *
     * @return its index, from 0
     */
    public int head() {
        return head;
    }

    /**
     * The position of the first query.
     *
     * @return from 0
     */
    public int firstQuery() {
        return firstQuery;
    }

    /**
     * How many queries there are.
     *
     * @return at least 1
     */
    public int queries() {
        return queries;
    }

    /**
     * The position of the first key.
     *
     * @return from 0
     */
    public int firstKey() {
        return firstKey;
    }

    /**
     * How many keys there are.
     *
     * @return at least 1
     */
    public int keys() {
        return keys;
    }

    /**
     * The place of a score.
     *
     * @param query from 0 to {@code queries − 1}, counted from the first query of the tile
     * @param key from 0 to {@code keys − 1}, counted from the first key of the tile
     * @return an index of {@link #scores()}
     */
    public int place(int query, int key) {
        return start + key * stride + query;
    }
}
