package org.attentionworkbench.bench.turn;

/**
 * What the first call in a process takes of the heap, besides its inputs and its output.
 *
 * @param peak bytes at most during the call, garbage among them
 * @param kept bytes still in use after the call and a collection: what it captured, and what it keeps to work in
 */
public record HeapUse(double peak, double kept) {
    /** Where nothing could be measured. */
    public static final HeapUse UNKNOWN = new HeapUse(Double.NaN, Double.NaN);
}
