package org.attentionworkbench.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** {@link TileMath} on the widest vectors of this machine. */
final class VectorTileMath implements TileMath {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTEGERS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDE = 4 * LANES;

    private static final int ORDERED_INFINITY = TopRows.ordered(Float.POSITIVE_INFINITY);
    private static final int ORDERED_MINUS_INFINITY = TopRows.ordered(Float.NEGATIVE_INFINITY);

    /** Lanes whose number has a bit: that of half the lanes, or that of a quarter; and vectors with that bit of the lanes turned. */
    private static final VectorMask<Float> ODD_HALF = lanesWith(LANES / 2);

    private static final VectorMask<Float> ODD_QUARTER = lanesWith(LANES / 4);
    private static final VectorShuffle<Float> OTHER_HALF = turned(LANES / 2);
    private static final VectorShuffle<Float> OTHER_QUARTER = turned(LANES / 4);
    private static final VectorShuffle<Float> SECOND_NEXT = turned(LANES >= 16 ? 2 : 0);
    private static final VectorShuffle<Float> NEXT = turned(LANES >= 8 ? 1 : 0);

    private static final float LOG2_E = 1.44269504f;
    private static final int LARGEST_EXPONENT = Float.floatToRawIntBits(127);
    private static final float ROUNDING = 0x1.8p23f;
    private static final int EXPONENT_BIAS = 127 << 23;
    private static final int MANTISSA_BITS = 23;
    private static final float P5 = -1.3264727e-3f;
    private static final float P4 = 9.671513e-3f;
    private static final float P3 = -5.5507336e-2f;
    private static final float P2 = 2.4022242e-1f;
    private static final float P1 = -6.93147e-1f;
    private static final float P0 = 1f;

    private final VectorSelection selection = new VectorSelection();
    private final float[] lanes = new float[LANES];

    @Override
    public TileMath ofOneThread() {
        return new VectorTileMath();
    }

    private static VectorMask<Float> lanesWith(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    private static VectorShuffle<Float> turned(int bit) {
        return VectorShuffle.fromOp(SPECIES, lane -> lane ^ bit);
    }

    @Override
    public int wide() {
        return WIDE;
    }

    @Override
    public int narrow() {
        return LANES;
    }

    @Override
    public void turn(
            float[] queries,
            int first,
            int stride,
            int count,
            int channels,
            float scale,
            float[] tile,
            int width,
            int lane) {
        int query = 0;
        for (; width == WIDE && query < count - 1; query += 2) {
            int row = first + query * stride;
            turnTwo(queries, row, row + stride, channels, scale, tile, lane + query);
        }
        for (; query < count; query++) {
            int from = first + query * stride;
            for (int c = 0, to = lane + query; c < channels; c++, to += width) {
                tile[to] = queries[from + c] * scale;
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

    @Override
    public void scores(
            float[] keys,
            int first,
            int stride,
            int count,
            float[] queries,
            int lane,
            int lanes,
            int channels,
            float[] scores,
            int at,
            int width) {
        int key = 0;
        if (lanes == WIDE) {
            for (; key <= count - 4; key += 4) {
                wideScores(keys, first + key * stride, stride, queries, channels, scores, at + key * WIDE);
            }
        }
        int part = 0;
        for (; key < count && part <= lanes - 2 * LANES; part += 2 * LANES) {
            int from = first + key * stride;
            int to = at + key * width + part;
            scoresOfTwo(keys, from, stride, count - key, queries, lane + part, channels, scores, to, width);
        }
        if (key < count && part < lanes) {
            scoresOfOne(keys, first, stride, count, queries, lane + part, channels, scores, at + part, width);
        }
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

    /** 4 keys × 4 vectors of queries: 16 sums in registers, so that every load serves 4 multiplications. */
    private static void wideScores(float[] k, int first, int stride, float[] q, int channels, float[] s, int at) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector s00 = zero, s01 = zero, s02 = zero, s03 = zero;
        FloatVector s10 = zero, s11 = zero, s12 = zero, s13 = zero;
        FloatVector s20 = zero, s21 = zero, s22 = zero, s23 = zero;
        FloatVector s30 = zero, s31 = zero, s32 = zero, s33 = zero;
        int k0 = first;
        int k1 = k0 + stride;
        int k2 = k1 + stride;
        int k3 = k2 + stride;
        for (int c = 0; c < channels; c++) {
            FloatVector q0 = FloatVector.fromArray(SPECIES, q, c * WIDE);
            FloatVector q1 = FloatVector.fromArray(SPECIES, q, c * WIDE + LANES);
            FloatVector q2 = FloatVector.fromArray(SPECIES, q, c * WIDE + 2 * LANES);
            FloatVector q3 = FloatVector.fromArray(SPECIES, q, c * WIDE + 3 * LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, k[k0 + c]);
            s00 = x.fma(q0, s00);
            s01 = x.fma(q1, s01);
            s02 = x.fma(q2, s02);
            s03 = x.fma(q3, s03);
            x = FloatVector.broadcast(SPECIES, k[k1 + c]);
            s10 = x.fma(q0, s10);
            s11 = x.fma(q1, s11);
            s12 = x.fma(q2, s12);
            s13 = x.fma(q3, s13);
            x = FloatVector.broadcast(SPECIES, k[k2 + c]);
            s20 = x.fma(q0, s20);
            s21 = x.fma(q1, s21);
            s22 = x.fma(q2, s22);
            s23 = x.fma(q3, s23);
            x = FloatVector.broadcast(SPECIES, k[k3 + c]);
            s30 = x.fma(q0, s30);
            s31 = x.fma(q1, s31);
            s32 = x.fma(q2, s32);
            s33 = x.fma(q3, s33);
        }
        store(s, at, s00, s01, s02, s03);
        store(s, at + WIDE, s10, s11, s12, s13);
        store(s, at + 2 * WIDE, s20, s21, s22, s23);
        store(s, at + 3 * WIDE, s30, s31, s32, s33);
    }

    private static void store(float[] to, int at, FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3) {
        v0.intoArray(to, at);
        v1.intoArray(to, at + LANES);
        v2.intoArray(to, at + 2 * LANES);
        v3.intoArray(to, at + 3 * LANES);
    }

    /** 8 keys × 2 vectors of queries: as many sums, where fewer queries have these keys. */
    private static void sixteenScores(
            float[] k, int first, int stride, float[] q, int lane, int channels, float[] s, int at, int width) {
        FloatVector zero = FloatVector.zero(SPECIES);
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
            FloatVector q0 = FloatVector.fromArray(SPECIES, q, c * width + lane);
            FloatVector q1 = FloatVector.fromArray(SPECIES, q, c * width + lane + LANES);
            FloatVector x = FloatVector.broadcast(SPECIES, k[k0 + c]);
            s00 = x.fma(q0, s00);
            s01 = x.fma(q1, s01);
            x = FloatVector.broadcast(SPECIES, k[k1 + c]);
            s10 = x.fma(q0, s10);
            s11 = x.fma(q1, s11);
            x = FloatVector.broadcast(SPECIES, k[k2 + c]);
            s20 = x.fma(q0, s20);
            s21 = x.fma(q1, s21);
            x = FloatVector.broadcast(SPECIES, k[k3 + c]);
            s30 = x.fma(q0, s30);
            s31 = x.fma(q1, s31);
            x = FloatVector.broadcast(SPECIES, k[k4 + c]);
            s40 = x.fma(q0, s40);
            s41 = x.fma(q1, s41);
            x = FloatVector.broadcast(SPECIES, k[k5 + c]);
            s50 = x.fma(q0, s50);
            s51 = x.fma(q1, s51);
            x = FloatVector.broadcast(SPECIES, k[k6 + c]);
            s60 = x.fma(q0, s60);
            s61 = x.fma(q1, s61);
            x = FloatVector.broadcast(SPECIES, k[k7 + c]);
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

    /** 8 keys × 1 vector of queries. */
    private static void eightScores(
            float[] k, int first, int stride, float[] q, int lane, int channels, float[] s, int at, int width) {
        FloatVector zero = FloatVector.zero(SPECIES);
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
            FloatVector query = FloatVector.fromArray(SPECIES, q, c * width + lane);
            s0 = FloatVector.broadcast(SPECIES, k[k0 + c]).fma(query, s0);
            s1 = FloatVector.broadcast(SPECIES, k[k1 + c]).fma(query, s1);
            s2 = FloatVector.broadcast(SPECIES, k[k2 + c]).fma(query, s2);
            s3 = FloatVector.broadcast(SPECIES, k[k3 + c]).fma(query, s3);
            s4 = FloatVector.broadcast(SPECIES, k[k4 + c]).fma(query, s4);
            s5 = FloatVector.broadcast(SPECIES, k[k5 + c]).fma(query, s5);
            s6 = FloatVector.broadcast(SPECIES, k[k6 + c]).fma(query, s6);
            s7 = FloatVector.broadcast(SPECIES, k[k7 + c]).fma(query, s7);
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

    @Override
    public void scoresOfFew(
            float[] keys,
            int first,
            int stride,
            int count,
            float[] queries,
            int rows,
            int channels,
            float[] scores,
            int width) {
        for (int key = 0; key < count; key++) {
            for (int row = 0; row < rows; row += 4) {
                fourScores(keys, first + key * stride, queries, row * channels, channels, scores, key * width + row);
            }
        }
    }

    /** 1 key × 4 queries, with channels in the lanes: a key is read from beginning to end, as memory likes it. */
    private void fourScores(float[] k, int key, float[] q, int query, int channels, float[] s, int at) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int q1 = query + channels;
        int q2 = q1 + channels;
        int q3 = q2 + channels;
        int c = 0;
        for (; c <= channels - LANES; c += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, k, key + c);
            s0 = x.fma(FloatVector.fromArray(SPECIES, q, query + c), s0);
            s1 = x.fma(FloatVector.fromArray(SPECIES, q, q1 + c), s1);
            s2 = x.fma(FloatVector.fromArray(SPECIES, q, q2 + c), s2);
            s3 = x.fma(FloatVector.fromArray(SPECIES, q, q3 + c), s3);
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

    @Override
    public int few() {
        return 8;
    }

    private static void oneScore(
            float[] k, int first, float[] q, int lane, int channels, float[] s, int at, int width) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int c = 0; c < channels; c++) {
            FloatVector query = FloatVector.fromArray(SPECIES, q, c * width + lane);
            sum = FloatVector.broadcast(SPECIES, k[first + c]).fma(query, sum);
        }
        sum.intoArray(s, at);
    }

    @Override
    public boolean maxima(float[] scores, int count, int width, RowSums rows) {
        boolean finite = true;
        for (int lane = 0; lane < width; lane += LANES) {
            finite &= maxima(scores, lane, count, width, rows.maxima, rows.factors);
        }
        return finite;
    }

    @Override
    public void softmaxFactors(int width, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            softmaxFactors(lane, rows.maxima, rows.factors, rows.sums);
        }
    }

    @Override
    public void exponentials(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            exponentials(scores, lane, count, width, rows.maxima, rows.sums);
        }
    }

    @Override
    public void exponentialsAndMoments(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            exponentialsAndMoments(scores, lane, count, width, rows.maxima, rows.sums, rows.moments);
        }
    }

    /** Brings the maxima of a vector of queries up to date, and keeps what they were; the result is whether all scores are finite. */
    private static boolean maxima(float[] s, int lane, int count, int width, float[] maxima, float[] before) {
        FloatVector old = FloatVector.fromArray(SPECIES, maxima, lane);
        old.intoArray(before, lane);
        IntVector m0 = ordered(old);
        IntVector m1 = m0;
        IntVector smallest = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
        int at = lane;
        int key = 0;
        for (; key < count - 1; key += 2) {
            IntVector even = ordered(FloatVector.fromArray(SPECIES, s, at));
            IntVector odd = ordered(FloatVector.fromArray(SPECIES, s, at + width));
            m0 = m0.max(even);
            m1 = m1.max(odd);
            smallest = smallest.min(even.min(odd));
            at += 2 * width;
        }
        if (key < count) {
            IntVector last = ordered(FloatVector.fromArray(SPECIES, s, at));
            m0 = m0.max(last);
            smallest = smallest.min(last);
        }
        IntVector largest = m0.max(m1);
        ordered(largest.reinterpretAsFloats()).reinterpretAsFloats().intoArray(maxima, lane);
        return smallest.reduceLanes(VectorOperators.MIN) > ORDERED_MINUS_INFINITY
                && largest.reduceLanes(VectorOperators.MAX) < ORDERED_INFINITY;
    }

    /**
     * Whole numbers that are ordered as floats are, and back: of a negative float all bits but the sign are turned. A maximum of
     * whole numbers is one instruction; that of floats takes six, to tell −0 from 0.
     */
    private static IntVector ordered(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        return bits.lanewise(
                VectorOperators.XOR, bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE));
    }

    private static void softmaxFactors(int lane, float[] maxima, float[] before, float[] sums) {
        FloatVector factor = exponentialOfMinus(shift(maxima, lane).sub(FloatVector.fromArray(SPECIES, before, lane)));
        factor.intoArray(before, lane);
        FloatVector.fromArray(SPECIES, sums, lane).mul(factor).intoArray(sums, lane);
    }

    /** The maximum, or 0 where no key was allowed yet: −∞ − 0 is −∞, and −∞ − −∞ no number. */
    private static FloatVector shift(float[] maxima, int lane) {
        FloatVector maximum = FloatVector.fromArray(SPECIES, maxima, lane);
        return maximum.blend(0, maximum.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY));
    }

    /** Replaces the scores of a vector of queries by {@code exp(s − M)} and adds them up. */
    private static void exponentials(float[] s, int lane, int count, int width, float[] maxima, float[] sums) {
        FloatVector shift = shift(maxima, lane);
        FloatVector sum = FloatVector.zero(SPECIES);
        int at = lane;
        for (int key = 0; key < count; key++) {
            FloatVector p = exponentialOfMinus(shift.sub(FloatVector.fromArray(SPECIES, s, at)));
            p.intoArray(s, at);
            sum = sum.add(p);
            at += width;
        }
        FloatVector.fromArray(SPECIES, sums, lane).add(sum).intoArray(sums, lane);
    }

    /** The same exponentials and sums, bit for bit, and the sums of {@code exp(s − M)·(s − M)}. */
    private static void exponentialsAndMoments(
            float[] s, int lane, int count, int width, float[] maxima, float[] sums, float[] moments) {
        FloatVector shift = shift(maxima, lane);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector moment = sum;
        int at = lane;
        for (int key = 0; key < count; key++) {
            FloatVector below = shift.sub(FloatVector.fromArray(SPECIES, s, at));
            FloatVector p = exponentialOfMinus(below);
            p.intoArray(s, at);
            sum = sum.add(p);
            // where the exponential is 0 its logarithm may be −∞, and counts for nothing
            moment = p.fma(bounded(below), moment);
            at += width;
        }
        FloatVector.fromArray(SPECIES, sums, lane).add(sum).intoArray(sums, lane);
        FloatVector.fromArray(SPECIES, moments, lane).sub(moment).intoArray(moments, lane);
    }

    /** Numbers from 0 on, held at a large finite one. */
    private static FloatVector bounded(FloatVector x) {
        return x.reinterpretAsInts().min(LARGEST_EXPONENT).reinterpretAsFloats();
    }

    /**
     * {@code exp(−x)} for x from 0 to +∞: {@code 2ⁿ · 2ᵍ} with n the integer next to {@code −x·log₂e} and g the rest, from −½ to ½. The
     * first factor is made of the bits of its exponent, the second is a polynomial.
     */
    private static FloatVector exponentialOfMinus(FloatVector x) {
        // numbers from 0 are ordered as their bits are: one instruction, where the minimum of floats takes six
        FloatVector t = x.mul(LOG2_E).reinterpretAsInts().min(LARGEST_EXPONENT).reinterpretAsFloats();
        FloatVector rounded = FloatVector.broadcast(SPECIES, ROUNDING).sub(t);
        FloatVector g =
                rounded.sub(ROUNDING).add(t); // the rest with its sign turned, as the signs of the polynomial are
        FloatVector power = rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .add(EXPONENT_BIAS)
                .reinterpretAsFloats();
        FloatVector p = FloatVector.broadcast(SPECIES, P5);
        p = p.fma(g, FloatVector.broadcast(SPECIES, P4));
        p = p.fma(g, FloatVector.broadcast(SPECIES, P3));
        p = p.fma(g, FloatVector.broadcast(SPECIES, P2));
        p = p.fma(g, FloatVector.broadcast(SPECIES, P1));
        p = p.fma(g, FloatVector.broadcast(SPECIES, P0));
        return p.mul(power);
    }

    @Override
    public void squareFactors(int width, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            FloatVector before = FloatVector.fromArray(SPECIES, rows.factors, lane);
            FloatVector factor = squaredShare(before, FloatVector.fromArray(SPECIES, rows.maxima, lane));
            factor.intoArray(rows.factors, lane);
            FloatVector.fromArray(SPECIES, rows.sums, lane).mul(factor).intoArray(rows.sums, lane);
        }
    }

    @Override
    public void squaredShares(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            FloatVector maximum = FloatVector.fromArray(SPECIES, rows.maxima, lane);
            FloatVector sum = FloatVector.zero(SPECIES);
            int at = lane;
            for (int key = 0; key < count; key++) {
                FloatVector share = squaredShare(FloatVector.fromArray(SPECIES, scores, at), maximum);
                share.intoArray(scores, at);
                sum = sum.add(share);
                at += width;
            }
            FloatVector.fromArray(SPECIES, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
        }
    }

    /** {@code (max(0, s)/M)²}, or 0 where s is not positive; M is at least s. */
    private static FloatVector squaredShare(FloatVector s, FloatVector maximum) {
        FloatVector share = s.div(maximum);
        return share.mul(share).blend(0, s.compare(VectorOperators.LE, 0));
    }

    @Override
    public void squares(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            FloatVector sum = FloatVector.zero(SPECIES);
            int at = lane;
            for (int key = 0; key < count; key++) {
                FloatVector s = FloatVector.fromArray(SPECIES, scores, at);
                FloatVector square = s.mul(s).blend(0, s.compare(VectorOperators.LE, 0));
                square.intoArray(scores, at);
                sum = sum.add(square);
                at += width;
            }
            FloatVector.fromArray(SPECIES, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
        }
    }

    @Override
    public void sigmoids(float[] scores, int count, int width, float[] biases, RowSums rows) {
        for (int lane = 0; lane < width; lane += LANES) {
            sigmoids(scores, lane, count, width, biases, rows.sums);
        }
    }

    private static void sigmoids(float[] s, int lane, int count, int width, float[] biases, float[] sums) {
        FloatVector bias = FloatVector.fromArray(SPECIES, biases, lane);
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        FloatVector sum = FloatVector.zero(SPECIES);
        int at = lane;
        for (int key = 0; key < count; key++) {
            FloatVector x = FloatVector.fromArray(SPECIES, s, at).add(bias);
            // the exponential of what is not positive does not overflow: 1/(1 + e) where x ≥ 0, e/(1 + e) where x < 0
            FloatVector e = exponentialOfMinus(x.abs());
            FloatVector weight = one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
            weight.intoArray(s, at);
            sum = sum.add(weight);
            at += width;
        }
        FloatVector.fromArray(SPECIES, sums, lane).add(sum).intoArray(sums, lane);
    }

    @Override
    public void rescale(float[] output, int rows, int channels, float[] factors) {
        for (int row = 0; row < rows; row++) {
            if (factors[row] != 1) {
                rescale(output, row * channels, channels, factors[row]);
            }
        }
    }

    private static void rescale(float[] o, int at, int channels, float factor) {
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector.fromArray(SPECIES, o, at + channel).mul(factor).intoArray(o, at + channel);
        }
    }

    @Override
    public void values(
            float[] weights,
            int firstKey,
            int count,
            int width,
            int firstQuery,
            int queries,
            float[] values,
            int first,
            int stride,
            float[] output,
            int channels) {
        int last = firstQuery + queries;
        for (int query = firstQuery; query < last; query += last - query > 4 ? 8 : 4) {
            int weight = firstKey * width + query;
            values(
                    weights,
                    weight,
                    count,
                    width,
                    last - query > 4,
                    values,
                    first,
                    stride,
                    output,
                    query * channels,
                    channels);
        }
    }

    /** 8 queries, or the last 4. */
    private static void values(
            float[] p,
            int weight,
            int count,
            int width,
            boolean eight,
            float[] v,
            int first,
            int stride,
            float[] o,
            int at,
            int channels) {
        int channel = 0;
        if (eight) {
            for (; channel <= channels - 2 * LANES; channel += 2 * LANES) {
                eightValues(p, weight, width, count, v, first + channel, stride, o, at + channel, channels);
            }
        } else {
            for (; channel <= channels - WIDE; channel += WIDE) {
                fourValues(p, weight, width, count, v, first + channel, stride, o, at + channel, channels);
            }
        }
        for (; channel < channels; channel += LANES) {
            lastValues(p, weight, width, count, v, first + channel, stride, o, at + channel, channels);
            if (eight) {
                int later = at + 4 * channels + channel;
                lastValues(p, weight + 4, width, count, v, first + channel, stride, o, later, channels);
            }
        }
    }

    /** 8 queries × 2 vectors of channels: 16 sums in registers. */
    private static void eightValues(
            float[] p,
            int weight,
            int width,
            int count,
            float[] v,
            int first,
            int stride,
            float[] o,
            int at,
            int channels) {
        int at1 = at + channels;
        int at2 = at1 + channels;
        int at3 = at2 + channels;
        int at4 = at3 + channels;
        int at5 = at4 + channels;
        int at6 = at5 + channels;
        int at7 = at6 + channels;
        FloatVector o00 = FloatVector.fromArray(SPECIES, o, at);
        FloatVector o01 = FloatVector.fromArray(SPECIES, o, at + LANES);
        FloatVector o10 = FloatVector.fromArray(SPECIES, o, at1);
        FloatVector o11 = FloatVector.fromArray(SPECIES, o, at1 + LANES);
        FloatVector o20 = FloatVector.fromArray(SPECIES, o, at2);
        FloatVector o21 = FloatVector.fromArray(SPECIES, o, at2 + LANES);
        FloatVector o30 = FloatVector.fromArray(SPECIES, o, at3);
        FloatVector o31 = FloatVector.fromArray(SPECIES, o, at3 + LANES);
        FloatVector o40 = FloatVector.fromArray(SPECIES, o, at4);
        FloatVector o41 = FloatVector.fromArray(SPECIES, o, at4 + LANES);
        FloatVector o50 = FloatVector.fromArray(SPECIES, o, at5);
        FloatVector o51 = FloatVector.fromArray(SPECIES, o, at5 + LANES);
        FloatVector o60 = FloatVector.fromArray(SPECIES, o, at6);
        FloatVector o61 = FloatVector.fromArray(SPECIES, o, at6 + LANES);
        FloatVector o70 = FloatVector.fromArray(SPECIES, o, at7);
        FloatVector o71 = FloatVector.fromArray(SPECIES, o, at7 + LANES);
        int row = first;
        int w = weight;
        for (int key = 0; key < count; key++) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, v, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, v, row + LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, p[w]);
            o00 = p0.fma(v0, o00);
            o01 = p0.fma(v1, o01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, p[w + 1]);
            o10 = p1.fma(v0, o10);
            o11 = p1.fma(v1, o11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, p[w + 2]);
            o20 = p2.fma(v0, o20);
            o21 = p2.fma(v1, o21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, p[w + 3]);
            o30 = p3.fma(v0, o30);
            o31 = p3.fma(v1, o31);
            FloatVector p4 = FloatVector.broadcast(SPECIES, p[w + 4]);
            o40 = p4.fma(v0, o40);
            o41 = p4.fma(v1, o41);
            FloatVector p5 = FloatVector.broadcast(SPECIES, p[w + 5]);
            o50 = p5.fma(v0, o50);
            o51 = p5.fma(v1, o51);
            FloatVector p6 = FloatVector.broadcast(SPECIES, p[w + 6]);
            o60 = p6.fma(v0, o60);
            o61 = p6.fma(v1, o61);
            FloatVector p7 = FloatVector.broadcast(SPECIES, p[w + 7]);
            o70 = p7.fma(v0, o70);
            o71 = p7.fma(v1, o71);
            row += stride;
            w += width;
        }
        o00.intoArray(o, at);
        o01.intoArray(o, at + LANES);
        o10.intoArray(o, at1);
        o11.intoArray(o, at1 + LANES);
        o20.intoArray(o, at2);
        o21.intoArray(o, at2 + LANES);
        o30.intoArray(o, at3);
        o31.intoArray(o, at3 + LANES);
        o40.intoArray(o, at4);
        o41.intoArray(o, at4 + LANES);
        o50.intoArray(o, at5);
        o51.intoArray(o, at5 + LANES);
        o60.intoArray(o, at6);
        o61.intoArray(o, at6 + LANES);
        o70.intoArray(o, at7);
        o71.intoArray(o, at7 + LANES);
    }

    /** 4 queries × 4 vectors of channels, where no more queries are left. */
    private static void fourValues(
            float[] p,
            int weight,
            int width,
            int count,
            float[] v,
            int first,
            int stride,
            float[] o,
            int at,
            int channels) {
        int at0 = at;
        int at1 = at + channels;
        int at2 = at + 2 * channels;
        int at3 = at + 3 * channels;
        FloatVector o00 = FloatVector.fromArray(SPECIES, o, at0);
        FloatVector o01 = FloatVector.fromArray(SPECIES, o, at0 + LANES);
        FloatVector o02 = FloatVector.fromArray(SPECIES, o, at0 + 2 * LANES);
        FloatVector o03 = FloatVector.fromArray(SPECIES, o, at0 + 3 * LANES);
        FloatVector o10 = FloatVector.fromArray(SPECIES, o, at1);
        FloatVector o11 = FloatVector.fromArray(SPECIES, o, at1 + LANES);
        FloatVector o12 = FloatVector.fromArray(SPECIES, o, at1 + 2 * LANES);
        FloatVector o13 = FloatVector.fromArray(SPECIES, o, at1 + 3 * LANES);
        FloatVector o20 = FloatVector.fromArray(SPECIES, o, at2);
        FloatVector o21 = FloatVector.fromArray(SPECIES, o, at2 + LANES);
        FloatVector o22 = FloatVector.fromArray(SPECIES, o, at2 + 2 * LANES);
        FloatVector o23 = FloatVector.fromArray(SPECIES, o, at2 + 3 * LANES);
        FloatVector o30 = FloatVector.fromArray(SPECIES, o, at3);
        FloatVector o31 = FloatVector.fromArray(SPECIES, o, at3 + LANES);
        FloatVector o32 = FloatVector.fromArray(SPECIES, o, at3 + 2 * LANES);
        FloatVector o33 = FloatVector.fromArray(SPECIES, o, at3 + 3 * LANES);
        int row = first;
        int w = weight;
        for (int key = 0; key < count; key++) {
            FloatVector v0 = FloatVector.fromArray(SPECIES, v, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, v, row + LANES);
            FloatVector v2 = FloatVector.fromArray(SPECIES, v, row + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(SPECIES, v, row + 3 * LANES);
            FloatVector p0 = FloatVector.broadcast(SPECIES, p[w]);
            o00 = p0.fma(v0, o00);
            o01 = p0.fma(v1, o01);
            o02 = p0.fma(v2, o02);
            o03 = p0.fma(v3, o03);
            FloatVector p1 = FloatVector.broadcast(SPECIES, p[w + 1]);
            o10 = p1.fma(v0, o10);
            o11 = p1.fma(v1, o11);
            o12 = p1.fma(v2, o12);
            o13 = p1.fma(v3, o13);
            FloatVector p2 = FloatVector.broadcast(SPECIES, p[w + 2]);
            o20 = p2.fma(v0, o20);
            o21 = p2.fma(v1, o21);
            o22 = p2.fma(v2, o22);
            o23 = p2.fma(v3, o23);
            FloatVector p3 = FloatVector.broadcast(SPECIES, p[w + 3]);
            o30 = p3.fma(v0, o30);
            o31 = p3.fma(v1, o31);
            o32 = p3.fma(v2, o32);
            o33 = p3.fma(v3, o33);
            row += stride;
            w += width;
        }
        store(o, at0, o00, o01, o02, o03);
        store(o, at1, o10, o11, o12, o13);
        store(o, at2, o20, o21, o22, o23);
        store(o, at3, o30, o31, o32, o33);
    }

    /** 4 queries × 1 vector of channels, where a row is not a multiple of more. */
    private static void lastValues(
            float[] p,
            int weight,
            int width,
            int count,
            float[] v,
            int first,
            int stride,
            float[] o,
            int at,
            int channels) {
        FloatVector o0 = FloatVector.fromArray(SPECIES, o, at);
        FloatVector o1 = FloatVector.fromArray(SPECIES, o, at + channels);
        FloatVector o2 = FloatVector.fromArray(SPECIES, o, at + 2 * channels);
        FloatVector o3 = FloatVector.fromArray(SPECIES, o, at + 3 * channels);
        int row = first;
        int w = weight;
        for (int key = 0; key < count; key++) {
            FloatVector value = FloatVector.fromArray(SPECIES, v, row);
            o0 = FloatVector.broadcast(SPECIES, p[w]).fma(value, o0);
            o1 = FloatVector.broadcast(SPECIES, p[w + 1]).fma(value, o1);
            o2 = FloatVector.broadcast(SPECIES, p[w + 2]).fma(value, o2);
            o3 = FloatVector.broadcast(SPECIES, p[w + 3]).fma(value, o3);
            row += stride;
            w += width;
        }
        o0.intoArray(o, at);
        o1.intoArray(o, at + channels);
        o2.intoArray(o, at + 2 * channels);
        o3.intoArray(o, at + 3 * channels);
    }

    @Override
    public void keepLargest(float[] scores, int count, int width, int rows, int firstKey, TopRows top) {
        selection.keepLargest(scores, count, width, rows, firstKey, top);
    }

    @Override
    public void rank(long[] numbers, int count, long[] ranked, int stride) {
        VectorSelection.rank(numbers, count, ranked, stride);
    }

    @Override
    public boolean write(
            float[] output,
            int channels,
            int first,
            int count,
            float[] shares,
            float[] target,
            int at,
            int stride,
            int width) {
        boolean finite = true;
        for (int row = 0; row < count; row++) {
            finite &= write(output, (first + row) * channels, shares[first + row], target, at + row * stride, width);
        }
        return finite;
    }

    private static boolean write(float[] output, int from, float share, float[] target, int at, int width) {
        FloatVector differences = FloatVector.zero(SPECIES);
        int channel = 0;
        for (; channel <= width - LANES; channel += LANES) {
            FloatVector written =
                    FloatVector.fromArray(SPECIES, output, from + channel).mul(share);
            written.intoArray(target, at + channel);
            differences = differences.add(written.sub(written)); // 0 as long as all are finite
        }
        float difference = 0;
        for (; channel < width; channel++) {
            float written = output[from + channel] * share;
            target[at + channel] = written;
            difference += written - written;
        }
        return difference == 0 && differences.compare(VectorOperators.EQ, 0).allTrue();
    }

    @Override
    public int largestMagnitude(float[] numbers, int from, int to) {
        IntVector m0 = IntVector.zero(INTEGERS);
        IntVector m1 = m0;
        int at = from;
        for (; at <= to - 2 * LANES; at += 2 * LANES) {
            m0 = m0.max(magnitudes(numbers, at));
            m1 = m1.max(magnitudes(numbers, at + LANES));
        }
        int largest = m0.max(m1).reduceLanes(VectorOperators.MAX);
        for (; at < to; at++) {
            largest = Math.max(largest, Float.floatToRawIntBits(numbers[at]) & Integer.MAX_VALUE);
        }
        return largest;
    }

    private static IntVector magnitudes(float[] numbers, int at) {
        return FloatVector.fromArray(SPECIES, numbers, at).reinterpretAsInts().and(Integer.MAX_VALUE);
    }

    @Override
    public void multiply(double[] a, double[] b, double[] product, int rows, int inner, int columns) {
        int whole = DOUBLES.loopBound(columns);
        for (int row = 0; row < rows; row++) {
            for (int index = 0; index < inner; index++) {
                double factor = a[row * inner + index];
                int from = index * columns;
                int to = row * columns;
                DoubleVector factors = DoubleVector.broadcast(DOUBLES, factor);
                for (int column = 0; column < whole; column += DOUBLES.length()) {
                    DoubleVector sums = DoubleVector.fromArray(DOUBLES, product, to + column);
                    factors.fma(DoubleVector.fromArray(DOUBLES, b, from + column), sums)
                            .intoArray(product, to + column);
                }
                for (int column = whole; column < columns; column++) {
                    product[to + column] = Math.fma(factor, b[from + column], product[to + column]);
                }
            }
        }
    }

    @Override
    public String description() {
        return "vectors of " + SPECIES.vectorBitSize() + " bits";
    }
}
