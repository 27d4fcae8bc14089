package org.attentionworkbench.core.run;

import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;

/**
 * How much memory a run may take: matrices of queries × keys grow with the square of a text.
 *
 * @param available the bytes that whole matrices may take together
 * @param block the bytes that the stages of one block of queries may take
 */
record MemoryBudget(long available, long block) {
    private static final long ELEMENT = Double.BYTES;
    private static final int STAGES_ALIVE = 5;
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What the heap of this process still holds, and blocks of 32 MiB. */
    static MemoryBudget ofThisMachine() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return new MemoryBudget(runtime.maxMemory() - used, 32L << 20);
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
        long needed = each * ELEMENT * matrices;
        if (matrices > 0 && (needed > available || each > LARGEST_ARRAY)) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "a text of %,d words needs %s for its full weights (%d × %,d × %,d numbers) and there is room for %s; "
                            + "use the report top-k, which keeps only the largest weights of each word, with a normalizer "
                            + "over the keys, or give Java more memory",
                    queries,
                    gibibytes(needed),
                    matrices,
                    queries,
                    keys,
                    gibibytes(Math.min(available, LARGEST_ARRAY * ELEMENT * matrices))));
        }
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
