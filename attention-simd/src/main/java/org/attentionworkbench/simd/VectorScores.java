package org.attentionworkbench.simd;

import static org.attentionworkbench.simd.Vectors.FLOATS;
import static org.attentionworkbench.simd.Vectors.LANES;
import static org.attentionworkbench.simd.Vectors.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The score tile on vectors: {@code Sᵀ[j,i] = Σ_c K[j,c]·Q′ᵀ[c,i]}. Queries lie in the lanes, keys go by; the sums of some keys and vectors
 * of queries stay in registers for all channels. The sum of a score is added up in the order of channels, whatever the block it is part of.
 */
final class VectorScores {
    /** Lanes whose number has a bit: that of half the lanes, or that of a quarter; and vectors with that bit of the lanes turned. */
    private static final VectorMask<Float> ODD_HALF = lanesWith(LANES / 2);

    private static final VectorMask<Float> ODD_QUARTER = lanesWith(LANES / 4);
    private static final VectorShuffle<Float> OTHER_HALF = turned(LANES / 2);
    private static final VectorShuffle<Float> OTHER_QUARTER = turned(LANES / 4);
    private static final VectorShuffle<Float> SECOND_NEXT = turned(LANES >= 16 ? 2 : 0);
    private static final VectorShuffle<Float> NEXT = turned(LANES >= 8 ? 1 : 0);

    private final float[] lanes = new float[LANES];

    static void turn(
            float[] q, int first, int stride, int count, int channels, float scale, float[] tile, int width, int lane) {
        int query = 0;
        for (; width == WIDE && query < count - 1; query += 2) {
            int row = first + query * stride;
            turnTwo(q, row, row + stride, channels, scale, tile, lane + query);
        }
        for (; query < count; query++) {
            int from = first + query * stride;
            for (int c = 0, to = lane + query; c < channels; c++, to += width) {
                tile[to] = q[from + c] * scale;
            }
        }
    }

    /** Two neighbours at once, which takes a fifth less time than one after the other. */
    private static void turnTwo(float[] q, int row, int next, int channels, float scale, float[] tile, int at) {
        for (int c = 0; c < channels; c++) {
            tile[at + c * WIDE] = q[row + c] * scale;
            tile[at + c * WIDE + 1] = q[next + c] * scale;
        }
    }

    static void scores(float[] k, int first, int stride, float[] q, int channels, TilePart part, float[] s) {
        int width = part.width();
        int key = 0;
        if (part.queries() > 3 * LANES) {
            for (; key <= part.keys() - 4; key += 4) {
                wideScores(k, first + key * stride, stride, q, channels, s, part.first() + key * WIDE);
            }
        }
        int from = first + key * stride;
        int count = part.keys() - key;
        int lane = part.firstQuery();
        int at = part.first() + key * width;
        for (; count > 0 && lane < part.lastQuery() - LANES; lane += 2 * LANES, at += 2 * LANES) {
            scoresOfTwo(k, from, stride, count, q, lane, channels, s, at, width);
        }
        if (count > 0 && lane < part.lastQuery()) {
            scoresOfOne(k, from, stride, count, q, lane, channels, s, at, width);
        }
    }

    /** 4 keys × 4 vectors of queries: 16 sums in registers, so that every load serves 4 multiplications. */
    private static void wideScores(float[] k, int first, int stride, float[] q, int channels, float[] s, int at) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        int k0 = first;
        int k1 = k0 + stride;
        int k2 = k1 + stride;
        int k3 = k2 + stride;
        for (int c = 0; c < channels; c++) {
            FloatVector q0 = FloatVector.fromArray(FLOATS, q, c * WIDE);
            FloatVector q1 = FloatVector.fromArray(FLOATS, q, c * WIDE + LANES);
            FloatVector q2 = FloatVector.fromArray(FLOATS, q, c * WIDE + 2 * LANES);
            FloatVector q3 = FloatVector.fromArray(FLOATS, q, c * WIDE + 3 * LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, k[k0 + c]);
            s00 = x.fma(q0, s00);
            s01 = x.fma(q1, s01);
            s02 = x.fma(q2, s02);
            s03 = x.fma(q3, s03);
            x = FloatVector.broadcast(FLOATS, k[k1 + c]);
            s10 = x.fma(q0, s10);
            s11 = x.fma(q1, s11);
            s12 = x.fma(q2, s12);
            s13 = x.fma(q3, s13);
            x = FloatVector.broadcast(FLOATS, k[k2 + c]);
            s20 = x.fma(q0, s20);
            s21 = x.fma(q1, s21);
            s22 = x.fma(q2, s22);
            s23 = x.fma(q3, s23);
            x = FloatVector.broadcast(FLOATS, k[k3 + c]);
            s30 = x.fma(q0, s30);
            s31 = x.fma(q1, s31);
            s32 = x.fma(q2, s32);
            s33 = x.fma(q3, s33);
        }
        Vectors.store(s, at, s00, s01, s02, s03);
        Vectors.store(s, at + WIDE, s10, s11, s12, s13);
        Vectors.store(s, at + 2 * WIDE, s20, s21, s22, s23);
        Vectors.store(s, at + 3 * WIDE, s30, s31, s32, s33);
    }

    /** Of two vectors of queries. */
    private static void scoresOfTwo(
            float[] k,
            int first,
            int stride,
            int count,
            float[] q,
            int lane,
            int channels,
            float[] s,
            int at,
            int width) {
        int key = 0;
        for (; key <= count - 8; key += 8) {
            sixteenScores(k, first + key * stride, stride, q, lane, channels, s, at + key * width, width);
        }
        for (; key < count; key++) {
            oneScore(k, first + key * stride, q, lane, channels, s, at + key * width, width);
            oneScore(k, first + key * stride, q, lane + LANES, channels, s, at + key * width + LANES, width);
        }
    }

    /** 8 keys × 2 vectors of queries: 16 sums as well, where fewer queries have these keys. */
    private static void sixteenScores(
            float[] k, int first, int stride, float[] q, int lane, int channels, float[] s, int at, int width) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s00 = zero, s01 = zero, s10 = zero, s11 = zero, s20 = zero, s21 = zero, s30 = zero, s31 = zero;
        FloatVector s40 = zero, s41 = zero, s50 = zero, s51 = zero, s60 = zero, s61 = zero, s70 = zero, s71 = zero;
        int k0 = first;
        int k1 = k0 + stride;
        int k2 = k1 + stride;
        int k3 = k2 + stride;
        int k4 = k3 + stride;
        int k5 = k4 + stride;
        int k6 = k5 + stride;
        int k7 = k6 + stride;
        for (int c = 0; c < channels; c++) {
            FloatVector q0 = FloatVector.fromArray(FLOATS, q, c * width + lane);
            FloatVector q1 = FloatVector.fromArray(FLOATS, q, c * width + lane + LANES);
            FloatVector x = FloatVector.broadcast(FLOATS, k[k0 + c]);
            s00 = x.fma(q0, s00);
            s01 = x.fma(q1, s01);
            x = FloatVector.broadcast(FLOATS, k[k1 + c]);
            s10 = x.fma(q0, s10);
            s11 = x.fma(q1, s11);
            x = FloatVector.broadcast(FLOATS, k[k2 + c]);
            s20 = x.fma(q0, s20);
            s21 = x.fma(q1, s21);
            x = FloatVector.broadcast(FLOATS, k[k3 + c]);
            s30 = x.fma(q0, s30);
            s31 = x.fma(q1, s31);
            x = FloatVector.broadcast(FLOATS, k[k4 + c]);
            s40 = x.fma(q0, s40);
            s41 = x.fma(q1, s41);
            x = FloatVector.broadcast(FLOATS, k[k5 + c]);
            s50 = x.fma(q0, s50);
            s51 = x.fma(q1, s51);
            x = FloatVector.broadcast(FLOATS, k[k6 + c]);
            s60 = x.fma(q0, s60);
            s61 = x.fma(q1, s61);
            x = FloatVector.broadcast(FLOATS, k[k7 + c]);
            s70 = x.fma(q0, s70);
            s71 = x.fma(q1, s71);
        }
        s00.intoArray(s, at);
        s01.intoArray(s, at + LANES);
        s10.intoArray(s, at + width);
        s11.intoArray(s, at + width + LANES);
        s20.intoArray(s, at + 2 * width);
        s21.intoArray(s, at + 2 * width + LANES);
        s30.intoArray(s, at + 3 * width);
        s31.intoArray(s, at + 3 * width + LANES);
        s40.intoArray(s, at + 4 * width);
        s41.intoArray(s, at + 4 * width + LANES);
        s50.intoArray(s, at + 5 * width);
        s51.intoArray(s, at + 5 * width + LANES);
        s60.intoArray(s, at + 6 * width);
        s61.intoArray(s, at + 6 * width + LANES);
        s70.intoArray(s, at + 7 * width);
        s71.intoArray(s, at + 7 * width + LANES);
    }

    /** Of one vector of queries. */
    private static void scoresOfOne(
            float[] k,
            int first,
            int stride,
            int count,
            float[] q,
            int lane,
            int channels,
            float[] s,
            int at,
            int width) {
        int key = 0;
        for (; key <= count - 8; key += 8) {
            eightScores(k, first + key * stride, stride, q, lane, channels, s, at + key * width, width);
        }
        for (; key < count; key++) {
            oneScore(k, first + key * stride, q, lane, channels, s, at + key * width, width);
        }
    }

    /**
     * 8 keys × 1 vector of queries. Here every multiplication needs a load of its own, and so takes a third longer. That the place of a query
     * is computed anew is faster than to keep it: of two running indexes one goes through the stack.
     */
    private static void eightScores(
            float[] k, int first, int stride, float[] q, int lane, int channels, float[] s, int at, int width) {
        FloatVector zero = FloatVector.zero(FLOATS);
        FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero;
        int k0 = first;
        int k1 = k0 + stride;
        int k2 = k1 + stride;
        int k3 = k2 + stride;
        int k4 = k3 + stride;
        int k5 = k4 + stride;
        int k6 = k5 + stride;
        int k7 = k6 + stride;
        for (int c = 0; c < channels; c++) {
            FloatVector query = FloatVector.fromArray(FLOATS, q, c * width + lane);
            s0 = FloatVector.broadcast(FLOATS, k[k0 + c]).fma(query, s0);
            s1 = FloatVector.broadcast(FLOATS, k[k1 + c]).fma(query, s1);
            s2 = FloatVector.broadcast(FLOATS, k[k2 + c]).fma(query, s2);
            s3 = FloatVector.broadcast(FLOATS, k[k3 + c]).fma(query, s3);
            s4 = FloatVector.broadcast(FLOATS, k[k4 + c]).fma(query, s4);
            s5 = FloatVector.broadcast(FLOATS, k[k5 + c]).fma(query, s5);
            s6 = FloatVector.broadcast(FLOATS, k[k6 + c]).fma(query, s6);
            s7 = FloatVector.broadcast(FLOATS, k[k7 + c]).fma(query, s7);
        }
        s0.intoArray(s, at);
        s1.intoArray(s, at + width);
        s2.intoArray(s, at + 2 * width);
        s3.intoArray(s, at + 3 * width);
        s4.intoArray(s, at + 4 * width);
        s5.intoArray(s, at + 5 * width);
        s6.intoArray(s, at + 6 * width);
        s7.intoArray(s, at + 7 * width);
    }

    private static void oneScore(
            float[] k, int first, float[] q, int lane, int channels, float[] s, int at, int width) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int c = 0; c < channels; c++) {
            FloatVector query = FloatVector.fromArray(FLOATS, q, c * width + lane);
            sum = FloatVector.broadcast(FLOATS, k[first + c]).fma(query, sum);
        }
        sum.intoArray(s, at);
    }

    /** As {@link TileMath#scoresOfFew}. */
    void scoresOfFew(float[] k, int first, int stride, float[] q, int channels, TilePart part, float[] s) {
        for (int key = 0; key < part.keys(); key++) {
            int at = part.first() + key * part.width();
            for (int row = 0; row < part.queries(); row += 4) {
                fourScores(k, first + key * stride, q, row * channels, channels, s, at + row);
            }
        }
    }

    /** 1 key × 4 queries, with channels in the lanes: a key is read from beginning to end, as memory likes it. */
    private void fourScores(float[] k, int key, float[] q, int query, int channels, float[] s, int at) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int q1 = query + channels;
        int q2 = q1 + channels;
        int q3 = q2 + channels;
        int c = 0;
        for (; c <= channels - LANES; c += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, k, key + c);
            s0 = x.fma(FloatVector.fromArray(FLOATS, q, query + c), s0);
            s1 = x.fma(FloatVector.fromArray(FLOATS, q, q1 + c), s1);
            s2 = x.fma(FloatVector.fromArray(FLOATS, q, q2 + c), s2);
            s3 = x.fma(FloatVector.fromArray(FLOATS, q, q3 + c), s3);
        }
        // not by reduceLanes, whose order of adding is left open: results are to be the same bits, compiled or not
        FloatVector halves = s0.blend(s1, ODD_HALF).add(s1.blend(s0, ODD_HALF).rearrange(OTHER_HALF));
        FloatVector others = s2.blend(s3, ODD_HALF).add(s3.blend(s2, ODD_HALF).rearrange(OTHER_HALF));
        FloatVector sums = halves.blend(others, ODD_QUARTER)
                .add(others.blend(halves, ODD_QUARTER).rearrange(OTHER_QUARTER));
        if (LANES >= 16) {
            sums = sums.add(sums.rearrange(SECOND_NEXT));
        }
        if (LANES >= 8) {
            sums = sums.add(sums.rearrange(NEXT));
        }
        sums.intoArray(lanes, 0);
        float t0 = lanes[0];
        float t1 = lanes[LANES / 2];
        float t2 = lanes[LANES / 4];
        float t3 = lanes[LANES / 2 + LANES / 4];
        for (; c < channels; c++) {
            t0 = Math.fma(k[key + c], q[query + c], t0);
            t1 = Math.fma(k[key + c], q[q1 + c], t1);
            t2 = Math.fma(k[key + c], q[q2 + c], t2);
            t3 = Math.fma(k[key + c], q[q3 + c], t3);
        }
        s[at] = t0;
        s[at + 1] = t1;
        s[at + 2] = t2;
        s[at + 3] = t3;
    }

    private static VectorMask<Float> lanesWith(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(FLOATS, lanes, 0);
    }

    private static VectorShuffle<Float> turned(int bit) {
        return VectorShuffle.fromOp(FLOATS, lane -> lane ^ bit);
    }
}
