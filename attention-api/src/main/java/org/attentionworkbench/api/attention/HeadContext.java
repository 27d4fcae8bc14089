package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * Where a strategy is at work: in which head, on which rows, and with which matrix backend. Positions are counted from the
 * beginning of the text. Long inputs are computed in blocks of queries, and a run with a cache computes them step by step; then
 * row i of the queries at hand stands at position {@code firstQuery() + i}. A cache that forgets begins later than the text;
 * then row j of the keys at hand stands at position {@code firstKey() + j}.
 */
public final class HeadContext {
    private final MatrixBackend backend;
    private final int head;
    private final int heads;
    private final int firstQuery;
    private final int firstKey;

    /**
     * A context whose keys begin at position 0.
     *
     * @param backend the backend for matrix products
     * @param head the index of the head, from 0
     * @param heads how many heads there are
     * @param firstQuery the position of the first row of the queries at hand
     */
    public HeadContext(MatrixBackend backend, int head, int heads, int firstQuery) {
        this(backend, head, heads, firstQuery, 0);
    }

    /**
     * A context.
     *
     * @param backend the backend for matrix products
     * @param head the index of the head, from 0
     * @param heads how many heads there are
     * @param firstQuery the position of the first row of the queries at hand
     * @param firstKey the position of the first row of the keys at hand
     */
    public HeadContext(MatrixBackend backend, int head, int heads, int firstQuery, int firstKey) {
        this.backend = backend;
        this.head = head;
        this.heads = heads;
        this.firstQuery = firstQuery;
        this.firstKey = firstKey;
    }

    /**
     * The backend that this run computes its matrix products with.
     *
     * @return the backend
     */
    public MatrixBackend backend() {
        return backend;
    }

    /**
     * The head at work.
     *
     * @return an index from 0
     */
    public int head() {
        return head;
    }

    /**
     * How many heads the variant has.
     *
     * @return at least 1
     */
    public int heads() {
        return heads;
    }

    /**
     * The position of row 0 of the queries at hand.
     *
     * @return 0 unless the queries are computed in blocks or step by step
     */
    public int firstQuery() {
        return firstQuery;
    }

    /**
     * The position of row 0 of the keys at hand.
     *
     * @return 0 unless a cache has forgotten what came before
     */
    public int firstKey() {
        return firstKey;
    }
}
