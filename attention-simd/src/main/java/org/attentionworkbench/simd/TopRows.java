package org.attentionworkbench.simd;

import java.util.Arrays;

/**
 * The k largest scores of each query of a tile and their keys, while keys stream by in their order. Of equal scores the earlier key is
 * kept.
 *
 * <p>Few scores are among the largest. Those that may be are added to the candidates of their row one by one, and ranked when there are
 * many, or in the end. A score and its key are one whole number: the score above, as an integer of the same order, and below how many
 * keys could still come. The larger of two numbers is then the one that ranks first. Numbers of neighbouring queries lie side by side,
 * those of a row one {@link #stride} after the other, so that {@link TileMath#rank} can rank those of many queries at once.
 */
final class TopRows {
    private static final long KEYS = 0xFFFF_FFFFL;

    /** How many candidates a row has room for: those of a tile, and what is left of tiles before. */
    private static final int ROOM = 2 * Scratch.TILE_KEYS;

    private final TileMath math;
    private final int count;
    private final int stride;
    private final long[] ranked;
    private final long[] candidates;
    private final int[] places;
    private final int[] bounds;
    private long least;

    TopRows(TileMath math, int count) {
        this.math = math;
        this.count = count;
        stride = math.wide();
        ranked = new long[stride * count];
        candidates = new long[stride * ROOM];
        places = new int[stride];
        bounds = new int[stride * count];
        Arrays.fill(candidates, Long.MIN_VALUE);
    }

    int count() {
        return count;
    }

    /** How far a number of a row is from its next. */
    int stride() {
        return stride;
    }

    /** Room to find out what the k-th largest score is at least: k whole numbers as {@link #ordered}, largest first. */
    int[] bounds() {
        return bounds;
    }

    /** Forgets all; scores up to a threshold are never taken. */
    void reset(float threshold) {
        forgetCandidates();
        least = ranked(threshold, 0);
        Arrays.fill(ranked, least);
        Arrays.fill(bounds, ordered(threshold));
    }

    /** A whole number for a float, ordered as floats are, −0 like 0. */
    static int ordered(float score) {
        return turned(Float.floatToRawIntBits(score + 0f));
    }

    /** The float that a whole number stands for. */
    static float score(int ordered) {
        return Float.intBitsToFloat(turned(ordered));
    }

    /** Turns all bits of a negative number but the sign, and turns them back. */
    private static int turned(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** A score and a key as one number. */
    static long ranked(float score, int key) {
        return (long) ordered(score) << Integer.SIZE | KEYS - key;
    }

    /** The candidates, and room for more: those of row i are {@link #stride} apart. */
    long[] candidates() {
        return candidates;
    }

    /** Where the next candidate of a row goes. */
    int place(int row) {
        return places[row];
    }

    /** Says where the next candidate goes, after at most so many as a tile has keys; then {@link #makeRoom} is to be called again. */
    void moveTo(int row, int place) {
        places[row] = place;
    }

    /** Ranks the candidates unless there is room for those of another tile. */
    void makeRoom() {
        if (mostCandidates() > ROOM - Scratch.TILE_KEYS) {
            rank();
        }
    }

    /** Ranks all candidates; to be called before ranks are read. */
    void rank() {
        math.rank(candidates, mostCandidates(), ranked, stride);
        forgetCandidates();
    }

    private void forgetCandidates() {
        Arrays.fill(candidates, 0, mostCandidates() * stride, Long.MIN_VALUE);
        for (int row = 0; row < stride; row++) {
            places[row] = row;
        }
    }

    private int mostCandidates() {
        int last = 0;
        for (int place : places) {
            last = Math.max(last, place);
        }
        return last / stride;
    }

    /** Takes what another streamed of later keys. */
    void add(TopRows later, int rows) {
        rank();
        later.rank();
        for (int from = 0; from < later.ranked.length; from += stride * Scratch.TILE_KEYS) {
            int to = Math.min(later.ranked.length, from + stride * Scratch.TILE_KEYS);
            for (int row = 0; row < rows; row++) {
                for (int at = from + row; at < to && later.ranked[at] != later.least; at += stride) {
                    candidates[places[row]] = later.ranked[at];
                    places[row] += stride;
                }
            }
            rank();
        }
    }

    /** Whether there is a key at a rank; not if fewer scores were above the threshold. */
    boolean has(int row, int rank) {
        return ranked[rank * stride + row] != least;
    }

    /** The score at a rank. */
    float score(int row, int rank) {
        return score((int) (ranked[rank * stride + row] >> Integer.SIZE));
    }

    /** The scores of a rank, −∞ where there is none. */
    void copyScores(int rank, int rows, float[] to, int at) {
        for (int row = 0; row < rows; row++) {
            to[at + row] = has(row, rank) ? score(row, rank) : Float.NEGATIVE_INFINITY;
        }
    }

    /** The key at a rank. */
    int key(int row, int rank) {
        return (int) (KEYS - (ranked[rank * stride + row] & KEYS));
    }
}
