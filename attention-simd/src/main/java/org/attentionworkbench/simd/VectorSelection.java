package org.attentionworkbench.simd;

import static org.attentionworkbench.simd.Vectors.FLOATS;
import static org.attentionworkbench.simd.Vectors.INTS;
import static org.attentionworkbench.simd.Vectors.LANES;
import static org.attentionworkbench.simd.Vectors.LONGS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Finds the scores of a tile that may be among the k largest of their query, on vectors, in three steps:
 *
 * <pre>
 * the maxima of groups of keys, the k largest of them kept: the k-th is a bound that the k-th largest score reaches
 * which scores reach the bound, as bits: those of up to 32 keys in an integer for each query
 * the few that do, one by one
 * </pre>
 */
final class VectorSelection {
    /** Smaller groups make a better bound and more work. */
    private static final int GROUP = 4;

    private static final int WORD = Integer.SIZE;
    private static final int LEAST_FINITE = TopRows.ordered(-Float.MAX_VALUE) + 1;

    private final int[] maxima = new int[Scratch.TILE_KEYS / GROUP * LANES];
    private final int[] below = new int[Scratch.TILE_KEYS / WORD * LANES];

    void keepLargest(float[] scores, TilePart part, int firstKey, TopRows top) {
        int count = part.keys();
        int width = part.width();
        int rows = part.queries();
        top.makeRoom();
        for (int lane = 0; lane < rows; lane += LANES) {
            groupMaxima(scores, lane, count, width);
            raise(top.bounds(), lane, top.stride(), count / GROUP);
            int bound = top.bounds().length - top.stride() + lane;
            for (int word = 0; word * WORD < count; word++) {
                int words = Math.min(WORD, count - word * WORD);
                reach(scores, word * WORD * width + lane, words, width, top.bounds(), bound, word * LANES);
            }
            for (int row = lane; row < Math.min(lane + LANES, rows); row++) {
                add(scores, row, count, width, row - lane, firstKey, top);
            }
        }
    }

    /** Of four keys each, as {@link TopRows#ordered}, but −0 comes before 0. */
    private void groupMaxima(float[] s, int lane, int count, int width) {
        int at = lane;
        for (int group = 0; group < count / GROUP; group++) {
            IntVector m0 = turned(FloatVector.fromArray(FLOATS, s, at).reinterpretAsInts());
            IntVector m1 = turned(FloatVector.fromArray(FLOATS, s, at + width).reinterpretAsInts());
            IntVector m2 =
                    turned(FloatVector.fromArray(FLOATS, s, at + 2 * width).reinterpretAsInts());
            IntVector m3 =
                    turned(FloatVector.fromArray(FLOATS, s, at + 3 * width).reinterpretAsInts());
            m0.max(m1).max(m2.max(m3)).intoArray(maxima, group * LANES);
            at += GROUP * width;
        }
    }

    private static IntVector turned(IntVector bits) {
        return bits.lanewise(
                VectorOperators.XOR, bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE));
    }

    private void raise(int[] bounds, int lane, int stride, int groups) {
        int group = 0;
        for (; group <= groups - 4; group += 4) {
            raiseByFour(bounds, lane, stride, group * LANES);
        }
        for (; group < groups; group++) {
            IntVector x = IntVector.fromArray(INTS, maxima, group * LANES);
            for (int at = lane; at < bounds.length; at += stride) {
                IntVector place = IntVector.fromArray(INTS, bounds, at);
                place.max(x).intoArray(bounds, at);
                x = place.min(x);
            }
        }
    }

    /** Each of four maxima takes the first place where it is larger than what is there, which moves down in its stead. */
    private void raiseByFour(int[] bounds, int lane, int stride, int from) {
        IntVector x0 = IntVector.fromArray(INTS, maxima, from);
        IntVector x1 = IntVector.fromArray(INTS, maxima, from + LANES);
        IntVector x2 = IntVector.fromArray(INTS, maxima, from + 2 * LANES);
        IntVector x3 = IntVector.fromArray(INTS, maxima, from + 3 * LANES);
        IntVector least = IntVector.fromArray(INTS, bounds, bounds.length - stride + lane);
        if (x0.max(x1).max(x2.max(x3)).compare(VectorOperators.GT, least).anyTrue()) {
            for (int at = lane; at < bounds.length; at += stride) {
                IntVector place = IntVector.fromArray(INTS, bounds, at);
                IntVector y0 = place.max(x0);
                IntVector y1 = y0.max(x1);
                IntVector y2 = y1.max(x2);
                y2.max(x3).intoArray(bounds, at);
                x0 = place.min(x0);
                x1 = y0.min(x1);
                x2 = y1.min(x2);
                x3 = y2.min(x3);
            }
        }
    }

    /** The bits of up to 32 keys, the last key lowest: 1 where the score is below the bound. */
    private void reach(float[] s, int at, int count, int width, int[] bounds, int bound, int to) {
        IntVector least = IntVector.fromArray(INTS, bounds, bound).max(LEAST_FINITE); // −∞ is below it, too
        FloatVector reached = turned(least.sub(1)).reinterpretAsFloats(); // one less, as −0 is to reach a bound of 0
        IntVector bits = IntVector.broadcast(INTS, -1);
        for (int key = 0; key < count; key++) {
            FloatVector over =
                    FloatVector.fromArray(FLOATS, s, at + key * width).sub(reached);
            bits = bits.lanewise(VectorOperators.LSHL, 1)
                    .or(over.reinterpretAsInts().lanewise(VectorOperators.LSHR, 31));
        }
        bits.intoArray(below, to);
    }

    /** Takes the candidates of a row, from the last key to the first, two words at once. */
    private void add(float[] s, int row, int count, int width, int lane, int firstKey, TopRows top) {
        long[] candidates = top.candidates();
        int stride = top.stride();
        int place = top.place(row);
        for (int word = 0; word * WORD < count; word += 2) {
            int keys = Math.min(count, (word + 2) * WORD);
            int ofSecond = Math.max(0, keys - (word + 1) * WORD);
            long bits = Integer.toUnsignedLong(~below[word * LANES + lane]) << ofSecond;
            if (ofSecond > 0) {
                bits |= Integer.toUnsignedLong(~below[(word + 1) * LANES + lane]);
            }
            int reached = Long.bitCount(bits);
            int last = (keys - 1) * width + row;
            for (int candidate = 0; candidate < reached; candidate++) {
                int back = Long.numberOfTrailingZeros(bits);
                candidates[place] = TopRows.ranked(s[last - back * width], firstKey + keys - 1 - back);
                place += stride;
                bits &= bits - 1;
            }
        }
        top.moveTo(row, place);
    }

    /** Ranks numbers of as many rows as there are lanes: the largest of each row come to be its k. */
    static void rank(long[] numbers, int count, long[] ranked, int stride) {
        for (int lane = 0; lane < stride; lane += LONGS.length()) {
            for (int number = 0; number < count; number += 4) {
                rankFour(numbers, number * stride + lane, ranked, lane, stride);
            }
        }
    }

    private static void rankFour(long[] numbers, int from, long[] ranked, int lane, int stride) {
        LongVector x0 = LongVector.fromArray(LONGS, numbers, from);
        LongVector x1 = LongVector.fromArray(LONGS, numbers, from + stride);
        LongVector x2 = LongVector.fromArray(LONGS, numbers, from + 2 * stride);
        LongVector x3 = LongVector.fromArray(LONGS, numbers, from + 3 * stride);
        LongVector least = LongVector.fromArray(LONGS, ranked, ranked.length - stride + lane);
        if (x0.max(x1).max(x2.max(x3)).compare(VectorOperators.GT, least).anyTrue()) {
            for (int at = lane; at < ranked.length; at += stride) {
                LongVector place = LongVector.fromArray(LONGS, ranked, at);
                LongVector y0 = place.max(x0);
                LongVector y1 = y0.max(x1);
                LongVector y2 = y1.max(x2);
                y2.max(x3).intoArray(ranked, at);
                x0 = place.min(x0);
                x1 = y0.min(x1);
                x2 = y1.min(x2);
                x3 = y2.min(x3);
            }
        }
    }
}
