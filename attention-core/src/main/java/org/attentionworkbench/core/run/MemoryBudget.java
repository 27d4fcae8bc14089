package org.attentionworkbench.core.run;

import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;

/**
 * How much memory a run may take: matrices of queries × keys grow with the square of a text, and so do top
 * keys and rows of weights if there are as many of them as keys or queries.
 *
 * @param available the bytes that whole matrices, rows of weights, or top keys may take together
 * @param block the bytes that the stages of one block of queries may take
 */
record MemoryBudget(long available, long block) {
    private static final long ELEMENT = Double.BYTES;
    private static final long TOP_KEY = Integer.BYTES + Double.BYTES;
    private static final long MEBIBYTE = 1L << 20;
    private static final long GIBIBYTE = 1L << 30;
    private static final int STAGES_ALIVE = 5;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /**
     * Three fifths of what the heap of this process still holds, and blocks of 32 MiB. A garbage collector with generations
     * keeps large arrays in the old one, two thirds of the heap unless it is told otherwise.
     */
    static MemoryBudget ofThisMachine() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return new MemoryBudget((runtime.maxMemory() - used) / 5 * 3, 32 * MEBIBYTE);
    }

    /** How many queries to compute at once, at least 1. */
    int queriesPerBlock(int heads, int keys) {
        long bytesPerQuery = STAGES_ALIVE * ELEMENT * heads * Math.max(1, keys);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, block / bytesPerQuery));
    }

    /**
     * Refuses matrices that do not fit.
     *
     * @param matrices how many matrices of queries × keys are alive at once
     * @param queries n
     * @param keys m
     */
    void check(int matrices, int queries, int keys) {
        long each = (long) queries * keys;
        double needed = (double) each * ELEMENT * matrices; // may exceed a long
        if (matrices > 0 && (needed > available || each > LARGEST_ARRAY)) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "a text of %,d words needs %s for its full weights (%d × %,d × %,d numbers) and there is room for %s; "
                            + "use the report top-k, which keeps only the largest weights of each word, with a normalizer "
                            + "over the keys, or give Java more memory",
                    queries,
                    size(needed),
                    matrices,
                    queries,
                    keys,
                    size((double) Math.min(available, LARGEST_ARRAY * ELEMENT * matrices))));
        }
    }

    /**
     * Refuses top keys that do not fit.
     *
     * @param heads how many heads keep them
     * @param queries n
     * @param count how many keys are kept of each query
     */
    void checkTopKeys(int heads, int queries, int count) {
        long each = (long) queries * count;
        double needed = (double) each * TOP_KEY * heads;
        if (needed > available || each > LARGEST_ARRAY) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "a text of %,d words needs %s for the %,d largest weights of each word in %d %s and there is room for "
                            + "%s; ask for fewer, or give Java more memory",
                    queries,
                    size(needed),
                    count,
                    heads,
                    heads == 1 ? "head" : "heads",
                    size((double) Math.min(available, LARGEST_ARRAY * TOP_KEY * heads))));
        }
    }

    /**
     * Refuses rows of weights that do not fit.
     *
     * @param heads how many heads keep them
     * @param rows how many queries they are kept of
     * @param keys m
     */
    void checkRows(int heads, int rows, int keys) {
        double needed = (double) rows * keys * ELEMENT * heads;
        if (needed > available) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "the weights of %,d words over %,d words in %d %s need %s and there is room for %s; ask for those of fewer "
                            + "words, or give Java more memory",
                    rows,
                    keys,
                    heads,
                    heads == 1 ? "head" : "heads",
                    size(needed),
                    size((double) available)));
        }
    }

    private static String size(double bytes) {
        return bytes < GIBIBYTE
                ? String.format(Locale.ROOT, "%.0f MiB", bytes / MEBIBYTE)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
