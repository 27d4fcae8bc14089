package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.Parameters;

/**
 * The relative position bias of T5: {@code modified[i,j] = score[i,j] + b[bucket(j − i), h]}, with a learned number for each bucket of
 * distances and each head. Raffel et al., <i>Exploring the Limits of Transfer Learning with a Unified Text-to-Text
 * Transformer</i> (2020), section 2.1.
 *
 * <p>Of B buckets, the two directions get B/2 each if the bias is bidirectional, keys after the query the upper half; otherwise all
 * B are for the keys before, and every key after the query shares bucket 0 with the query's own position. Of the N buckets of a
 * direction the first {@code e = ⌊N/2⌋} hold one distance each, 0 … e − 1; a distance r from e on is in bucket
 * {@code min(N − 1, e + ⌊ln(r/e) / ln(D/e) · (N − e)⌋)}, D being the distance from which all is in the last. T5 computes the
 * logarithm in 32-bit floating point, and so does this, step by step, so that distances on the edge of a bucket fall to the same
 * side.
 */
public final class T5BiasModifier implements DistanceModifier {
    private static final String ROLE = "b";
    private static final int MOST_KEPT = 4096;

    private final HeadTable source;
    private final Matrix biases;
    private final int buckets;
    private final int maximumDistance;
    private final boolean bidirectional;
    /** The buckets of the distances 0, 1, … of one direction, as far as they are worth keeping. */
    private final int[] near;

    /**
     * A bias from a table.
     *
     * @param table b, B×H: a row for each bucket, a column for each head
     * @param maximumDistance D
     * @param bidirectional whether keys after the query have buckets of their own
     * @throws IllegalArgumentException if an element is not finite, B is odd or less than 4 (2 if not bidirectional), or D is not
     *     greater than e
     */
    public T5BiasModifier(Matrix table, int maximumDistance, boolean bidirectional) {
        this(
                HeadTable.of(table, table.columns()),
                table,
                checkBuckets(table.rows(), bidirectional),
                maximumDistance,
                bidirectional);
    }

    /**
     * A bias from learned parameters: for H heads, b is their B×H matrix {@code b}.
     *
     * @param parameters where the table comes from
     * @param buckets B
     * @param maximumDistance D
     * @param bidirectional whether keys after the query have buckets of their own
     * @throws IllegalArgumentException if B is odd or less than 4 (2 if not bidirectional), or D is not greater than e
     */
    public T5BiasModifier(Parameters parameters, int buckets, int maximumDistance, boolean bidirectional) {
        this(heads -> parameters.matrix(ROLE, buckets, heads), buckets, maximumDistance, bidirectional);
    }

    private T5BiasModifier(HeadTable source, int buckets, int maximumDistance, boolean bidirectional) {
        this(source, source.over(1), checkBuckets(buckets, bidirectional), maximumDistance, bidirectional);
    }

    private T5BiasModifier(HeadTable source, Matrix biases, int buckets, int maximumDistance, boolean bidirectional) {
        this.source = source;
        this.biases = biases;
        this.buckets = buckets;
        this.maximumDistance = maximumDistance;
        this.bidirectional = bidirectional;
        if (maximumDistance <= exact()) {
            throw new IllegalArgumentException("of " + buckets + " buckets, " + exact()
                    + " hold one distance each; the maximum distance is greater than that, not " + maximumDistance);
        }
        near = new int[Math.min(maximumDistance, MOST_KEPT - 1) + 1];
        for (int distance = 0; distance < near.length; distance++) {
            near[distance] = computedBucket(distance);
        }
    }

    private static int checkBuckets(int buckets, boolean bidirectional) {
        if (bidirectional ? buckets < 4 || buckets % 2 != 0 : buckets < 2) {
            throw new IllegalArgumentException((bidirectional
                            ? "two directions share an even number of buckets, at least 4"
                            : "there are at least 2 buckets")
                    + ", not " + buckets);
        }
        return buckets;
    }

    @Override
    public ScoreModifier over(int heads) {
        return new T5BiasModifier(source, source.over(heads), buckets, maximumDistance, bidirectional);
    }

    @Override
    public double bias(int head, int distance) {
        return biases.get(bucket(distance), head);
    }

    /** The bucket of a distance j − i. */
    int bucket(int distance) {
        if (!bidirectional) {
            return bucketOfOneDirection(-Math.min(distance, 0));
        }
        int lower = distance > 0 ? buckets / 2 : 0;
        return lower + bucketOfOneDirection(Math.abs(distance));
    }

    private int bucketOfOneDirection(int distance) {
        if (distance >= maximumDistance) {
            return ofOneDirection() - 1;
        }
        return distance < near.length ? near[distance] : computedBucket(distance);
    }

    private int computedBucket(int distance) {
        int exact = exact();
        if (distance < exact) {
            return distance;
        }
        // float at every step, as the tensors of T5 are
        float logarithm = (float) StrictMath.log((float) distance / exact);
        float whole = (float) StrictMath.log((double) maximumDistance / exact);
        float steps = logarithm / whole * (ofOneDirection() - exact);
        return Math.min(exact + (int) steps, ofOneDirection() - 1);
    }

    private int ofOneDirection() {
        return bidirectional ? buckets / 2 : buckets;
    }

    private int exact() {
        return ofOneDirection() / 2;
    }
}
