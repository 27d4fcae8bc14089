package org.attentionworkbench.api.attention;

/**
 * Whether queries are computed all at once or step by step, and what is kept of the keys and values of earlier steps. The result is
 * the same: a composition whose mask allows a key that a cache does not hold is refused.
 */
public interface CachePolicy {

    /**
     * An empty cache for one run.
     *
     * @param keyWidth the number of channels of a key
     * @param valueWidth the number of channels of a value
     * @return a new cache
     */
    KeyValueCache open(int keyWidth, int valueWidth);

    /**
     * Whether queries are computed step by step.
     *
     * @return true unless overridden
     */
    default boolean stepByStep() {
        return true;
    }

    /**
     * How many positions at the end are remembered.
     *
     * @return {@link Integer#MAX_VALUE} if nothing is forgotten
     */
    default int reach() {
        return Integer.MAX_VALUE;
    }
}
