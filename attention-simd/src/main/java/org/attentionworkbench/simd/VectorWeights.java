package org.attentionworkbench.simd;

import static org.attentionworkbench.simd.Vectors.FLOATS;
import static org.attentionworkbench.simd.Vectors.INTS;
import static org.attentionworkbench.simd.Vectors.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The softmax update on vectors, and what takes its place for other normalizers: {@code M′ = max(M, max_j Sᵀ[j,i]), F = exp(M − M′),
 * Pᵀ[j,i] = exp(Sᵀ[j,i] − M′), L′ = F·L + Σ_j Pᵀ[j,i]}. Each lane is one query, so nothing crosses lanes.
 */
final class VectorWeights {
    private static final int ORDERED_INFINITY = TopRows.ordered(Float.POSITIVE_INFINITY);
    private static final int ORDERED_MINUS_INFINITY = TopRows.ordered(Float.NEGATIVE_INFINITY);

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

    private VectorWeights() {}

    static void magnitudes(float[] s, TilePart part, RowSums rows) {
        int largest = 0;
        int at = part.first();
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES, at += LANES) {
            largest = Math.max(largest, largestMagnitude(s, at, part.keys(), part.width()));
        }
        rows.largestMagnitude = largest;
    }

    /** Of a vector of queries. */
    private static int largestMagnitude(float[] s, int first, int count, int width) {
        IntVector m0 = IntVector.zero(INTS);
        IntVector m1 = m0;
        int at = first;
        int key = 0;
        for (; key < count - 1; key += 2) {
            m0 = m0.max(magnitudes(s, at));
            m1 = m1.max(magnitudes(s, at + width));
            at += 2 * width;
        }
        if (key < count) {
            m0 = m0.max(magnitudes(s, at));
        }
        return m0.max(m1).reduceLanes(VectorOperators.MAX);
    }

    /** Of numbers that lie side by side. */
    static int largestMagnitude(float[] numbers, int from, int to) {
        IntVector m0 = IntVector.zero(INTS);
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
        return FloatVector.fromArray(FLOATS, numbers, at).reinterpretAsInts().and(Integer.MAX_VALUE);
    }

    static void maxima(float[] s, TilePart part, RowSums rows) {
        boolean finite = true;
        int at = part.first();
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES, at += LANES) {
            finite &= maxima(s, at, part.keys(), part.width(), rows, lane);
        }
        rows.finite = finite;
    }

    /** Brings the maxima of a vector of queries up to date, and keeps what they were; the result is whether all scores are finite. */
    private static boolean maxima(float[] s, int first, int count, int width, RowSums rows, int lane) {
        FloatVector old = FloatVector.fromArray(FLOATS, rows.maxima, lane);
        old.intoArray(rows.factors, lane);
        IntVector m0 = ordered(old);
        IntVector m1 = m0;
        IntVector smallest = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        int at = first;
        int key = 0;
        for (; key < count - 1; key += 2) {
            IntVector even = ordered(FloatVector.fromArray(FLOATS, s, at));
            IntVector odd = ordered(FloatVector.fromArray(FLOATS, s, at + width));
            m0 = m0.max(even);
            m1 = m1.max(odd);
            smallest = smallest.min(even.min(odd));
            at += 2 * width;
        }
        if (key < count) {
            IntVector last = ordered(FloatVector.fromArray(FLOATS, s, at));
            m0 = m0.max(last);
            smallest = smallest.min(last);
        }
        IntVector largest = m0.max(m1);
        ordered(largest.reinterpretAsFloats()).reinterpretAsFloats().intoArray(rows.maxima, lane);
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

    /** The maximum, or 0 where no key was allowed yet: −∞ − 0 is −∞, and −∞ − −∞ no number. */
    private static FloatVector shift(float[] maxima, int lane) {
        FloatVector maximum = FloatVector.fromArray(FLOATS, maxima, lane);
        return maximum.blend(0, maximum.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY));
    }

    static void softmaxFactors(float[] unused, TilePart part, RowSums rows) {
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES) {
            FloatVector before = FloatVector.fromArray(FLOATS, rows.factors, lane);
            FloatVector factor = exponentialOfMinus(shift(rows.maxima, lane).sub(before));
            factor.intoArray(rows.factors, lane);
            FloatVector.fromArray(FLOATS, rows.sums, lane).mul(factor).intoArray(rows.sums, lane);
        }
    }

    static void exponentials(float[] s, TilePart part, RowSums rows) {
        int at = part.first();
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES, at += LANES) {
            exponentials(s, at, part.keys(), part.width(), rows, lane);
        }
    }

    static void exponentialsAndMoments(float[] s, TilePart part, RowSums rows) {
        int at = part.first();
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES, at += LANES) {
            exponentialsAndMoments(s, at, part.keys(), part.width(), rows, lane);
        }
    }

    /** Replaces the scores of a vector of queries by {@code exp(s − M)} and adds them up. */
    private static void exponentials(float[] s, int first, int count, int width, RowSums rows, int lane) {
        FloatVector shift = shift(rows.maxima, lane);
        FloatVector sum = FloatVector.zero(FLOATS);
        int at = first;
        for (int key = 0; key < count; key++) {
            FloatVector p = exponentialOfMinus(shift.sub(FloatVector.fromArray(FLOATS, s, at)));
            p.intoArray(s, at);
            sum = sum.add(p);
            at += width;
        }
        FloatVector.fromArray(FLOATS, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
    }

    /** The same exponentials and sums, bit for bit, and the sums of {@code exp(s − M)·(s − M)}. */
    private static void exponentialsAndMoments(float[] s, int first, int count, int width, RowSums rows, int lane) {
        FloatVector shift = shift(rows.maxima, lane);
        FloatVector sum = FloatVector.zero(FLOATS);
        FloatVector moment = sum;
        int at = first;
        for (int key = 0; key < count; key++) {
            FloatVector below = shift.sub(FloatVector.fromArray(FLOATS, s, at));
            FloatVector p = exponentialOfMinus(below);
            p.intoArray(s, at);
            sum = sum.add(p);
            // where the exponential is 0 its logarithm may be −∞, and counts for nothing
            moment = p.fma(bounded(below), moment);
            at += width;
        }
        FloatVector.fromArray(FLOATS, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
        FloatVector.fromArray(FLOATS, rows.moments, lane).sub(moment).intoArray(rows.moments, lane);
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
        FloatVector rounded = FloatVector.broadcast(FLOATS, ROUNDING).sub(t);
        FloatVector g =
                rounded.sub(ROUNDING).add(t); // the rest with its sign turned, as the signs of the polynomial are
        FloatVector power = rounded.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .add(EXPONENT_BIAS)
                .reinterpretAsFloats();
        FloatVector p = FloatVector.broadcast(FLOATS, P5);
        p = p.fma(g, FloatVector.broadcast(FLOATS, P4));
        p = p.fma(g, FloatVector.broadcast(FLOATS, P3));
        p = p.fma(g, FloatVector.broadcast(FLOATS, P2));
        p = p.fma(g, FloatVector.broadcast(FLOATS, P1));
        p = p.fma(g, FloatVector.broadcast(FLOATS, P0));
        return p.mul(power);
    }

    static void squareFactors(float[] unused, TilePart part, RowSums rows) {
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES) {
            FloatVector before = FloatVector.fromArray(FLOATS, rows.factors, lane);
            FloatVector factor = squaredShare(before, FloatVector.fromArray(FLOATS, rows.maxima, lane));
            factor.intoArray(rows.factors, lane);
            FloatVector.fromArray(FLOATS, rows.sums, lane).mul(factor).intoArray(rows.sums, lane);
        }
    }

    static void squaredShares(float[] s, TilePart part, RowSums rows) {
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES) {
            FloatVector maximum = FloatVector.fromArray(FLOATS, rows.maxima, lane);
            FloatVector sum = FloatVector.zero(FLOATS);
            int at = part.firstKey() * part.width() + lane;
            for (int key = 0; key < part.keys(); key++) {
                FloatVector share = squaredShare(FloatVector.fromArray(FLOATS, s, at), maximum);
                share.intoArray(s, at);
                sum = sum.add(share);
                at += part.width();
            }
            FloatVector.fromArray(FLOATS, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
        }
    }

    /** {@code (max(0, s)/M)²}, or 0 where s is not positive; M is at least s. */
    private static FloatVector squaredShare(FloatVector s, FloatVector maximum) {
        FloatVector share = s.div(maximum);
        return share.mul(share).blend(0, s.compare(VectorOperators.LE, 0));
    }

    static void squares(float[] s, TilePart part, RowSums rows) {
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES) {
            FloatVector sum = FloatVector.zero(FLOATS);
            int at = part.firstKey() * part.width() + lane;
            for (int key = 0; key < part.keys(); key++) {
                FloatVector x = FloatVector.fromArray(FLOATS, s, at);
                FloatVector square = x.mul(x).blend(0, x.compare(VectorOperators.LE, 0));
                square.intoArray(s, at);
                sum = sum.add(square);
                at += part.width();
            }
            FloatVector.fromArray(FLOATS, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
        }
    }

    static void sigmoids(float[] s, TilePart part, RowSums rows) {
        int at = part.first();
        for (int lane = part.firstQuery(); lane < part.lastQuery(); lane += LANES, at += LANES) {
            sigmoids(s, at, part.keys(), part.width(), rows, lane);
        }
    }

    private static void sigmoids(float[] s, int first, int count, int width, RowSums rows, int lane) {
        FloatVector bias = FloatVector.fromArray(FLOATS, rows.biases, lane);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector sum = FloatVector.zero(FLOATS);
        int at = first;
        for (int key = 0; key < count; key++) {
            FloatVector x = FloatVector.fromArray(FLOATS, s, at).add(bias);
            // the exponential of what is not positive does not overflow: 1/(1 + e) where x ≥ 0, e/(1 + e) where x < 0
            FloatVector e = exponentialOfMinus(x.abs());
            FloatVector weight = one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
            weight.intoArray(s, at);
            sum = sum.add(weight);
            at += width;
        }
        FloatVector.fromArray(FLOATS, rows.sums, lane).add(sum).intoArray(rows.sums, lane);
    }
}
