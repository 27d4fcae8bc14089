package org.attentionworkbench.api.attention;

import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * Where a strategy is at work: in which head, on which rows, and with which matrix backend. Long inputs are computed in blocks
 * of queries; then row i of a block is query {@code firstQuery() + i}.
 */
public final class HeadContext {
    private final MatrixBackend backend;
    private final int head;
    private final int heads;
    private final int firstQuery;

    /**
     * A context.
     *
     * @param backend the backend for matrix products
     * @param head the index of the head, from 0
     * @param heads how many heads there are
     * @param firstQuery the position of the first row of the queries at hand
     */
    public HeadContext(MatrixBackend backend, int head, int heads, int firstQuery) {
        this.backend = backend;
        this.head = head;
        this.heads = heads;
        this.firstQuery = firstQuery;
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
     * @return 0 unless the queries are computed in blocks
     */
    public int firstQuery() {
        return firstQuery;
    }
}
