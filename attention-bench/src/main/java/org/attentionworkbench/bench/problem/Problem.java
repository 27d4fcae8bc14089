package org.attentionworkbench.bench.problem;

import org.attentionworkbench.api.attention.Mask;

/**
 * What is measured: attention of a shape, in a variation.
 *
 * @param shape how large its arrays are
 * @param variation what is computed
 */
public record Problem(Shape shape, Variation variation) {

    /**
     * How many floating-point operations it takes: a multiplication and an addition for each channel of each allowed pair of a query
     * and a key, once for the score and once for the value. The exponentials are not counted.
     *
     * @return {@code 4·d} for each allowed pair of each head
     */
    public double operations() {
        return 4.0 * shape.headSize() * shape.batch() * shape.heads() * allowedPairs();
    }

    private double allowedPairs() {
        return variation.mask(shape).map(this::allowedPairs).orElse((double) shape.queries() * shape.keys());
    }

    /** The masks that are measured allow a run of neighbouring keys to each query; so only the ends of the run are looked for. */
    private double allowedPairs(Mask mask) {
        double pairs = 0;
        int first = 0;
        int end = 0;
        for (int query = 0; query < shape.queries(); query++) {
            while (first < shape.keys() && !mask.allows(query, first)) {
                first++;
            }
            end = Math.max(first, end);
            while (end < shape.keys() && mask.allows(query, end)) {
                end++;
            }
            pairs += end - first;
        }
        return pairs;
    }

    @Override
    public String toString() {
        return shape + " " + variation;
    }
}
