package org.attentionworkbench.api.attention;

/** Which keys each query may attend to. Masks combine with {@link #and}, {@link #or} and {@link #not}. */
@FunctionalInterface
public interface Mask {

    /** How much of a block of queries × keys a mask allows. */
    enum Coverage {
        /** No key is allowed to any query of the block. */
        NONE,
        /** Some are, or the mask cannot tell. */
        SOME,
        /** Every key is allowed to every query of the block. */
        ALL
    }

    /**
     * Whether a query may attend to a key.
     *
     * @param query the position of the query, from 0
     * @param key the position of the key, from 0
     * @return true if it may; a forbidden key gets the score −∞
     */
    boolean allows(int query, int key);

    /**
     * What is known of a whole block without asking for each pair, so that blocks can be skipped.
     *
     * @param firstQuery the first query of the block
     * @param lastQuery its last query, inclusive
     * @param firstKey the first key of the block
     * @param lastKey its last key, inclusive
     * @return {@link Coverage#SOME} unless overridden
     */
    default Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
        return Coverage.SOME;
    }

    /**
     * Puts −∞ in the place of every forbidden score of a block, for runs in one fused pass. It is called once for each block of
     * which {@link #coverage} does not know all; a mask whose forbidden keys lie side by side is many times faster with a loop of
     * its own.
     *
     * @param tile the scores
     */
    default void forbid(ScoreTile tile) {
        float[] scores = tile.scores();
        for (int key = 0; key < tile.keys(); key++) {
            int place = tile.place(0, key);
            for (int query = 0; query < tile.queries(); query++, place++) {
                if (!allows(tile.firstQuery() + query, tile.firstKey() + key)) {
                    scores[place] = Float.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /**
     * This mask for a given number of queries and keys, for masks that depend on it. Positions are counted from the beginning
     * of the text: in a run with a cache, n counts the queries of earlier steps, too.
     *
     * @param queries n
     * @param keys m
     * @return the mask to ask; this one unless overridden
     */
    default Mask over(int queries, int keys) {
        return this;
    }

    /**
     * This mask for one head, for masks that differ from head to head.
     *
     * @param head the index of the head, from 0
     * @return the mask to ask; this one unless overridden
     */
    default Mask ofHead(int head) {
        return this;
    }

    /**
     * Whether it depends on how the position of a query compares with that of a key, as a causal mask or a window does. Such a
     * mask has no meaning where queries and keys come from different texts.
     *
     * @return false unless overridden
     */
    default boolean comparesPositions() {
        return false;
    }

    /**
     * Allows what both masks allow.
     *
     * @param other the other mask
     * @return the intersection
     */
    default Mask and(Mask other) {
        return new MaskCombination.And(this, other);
    }

    /**
     * Allows what one of the masks allows.
     *
     * @param other the other mask
     * @return the union
     */
    default Mask or(Mask other) {
        return new MaskCombination.Or(this, other);
    }

    /**
     * Allows what this mask forbids.
     *
     * @return the complement
     */
    default Mask not() {
        return new MaskCombination.Not(this);
    }
}
