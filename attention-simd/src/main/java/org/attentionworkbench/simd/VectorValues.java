package org.attentionworkbench.simd;

import static org.attentionworkbench.simd.Vectors.FLOATS;
import static org.attentionworkbench.simd.Vectors.LANES;
import static org.attentionworkbench.simd.Vectors.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The value tile on vectors: {@code O[i,e] += Σ_j Pᵀ[j,i]·V[j,e]}. Channels lie in the lanes, keys go by; the sums of some queries and
 * vectors of channels stay in registers for all keys of a tile.
 */
final class VectorValues {
    private VectorValues() {}

    static void rescale(float[] output, int rows, int channels, float[] factors) {
        for (int row = 0; row < rows; row++) {
            if (factors[row] != 1) {
                rescale(output, row * channels, channels, factors[row]);
            }
        }
    }

    private static void rescale(float[] o, int at, int channels, float factor) {
        for (int channel = 0; channel < channels; channel += LANES) {
            FloatVector.fromArray(FLOATS, o, at + channel).mul(factor).intoArray(o, at + channel);
        }
    }

    static void values(float[] p, TilePart part, float[] v, int first, int stride, float[] o, int channels) {
        int last = part.lastQuery();
        for (int query = part.firstQuery(); query < last; query += last - query > 4 ? 8 : 4) {
            int weight = part.firstKey() * part.width() + query;
            boolean eight = last - query > 4;
            values(p, weight, part.keys(), part.width(), eight, v, first, stride, o, query * channels, channels);
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
        FloatVector o00 = FloatVector.fromArray(FLOATS, o, at);
        FloatVector o01 = FloatVector.fromArray(FLOATS, o, at + LANES);
        FloatVector o10 = FloatVector.fromArray(FLOATS, o, at1);
        FloatVector o11 = FloatVector.fromArray(FLOATS, o, at1 + LANES);
        FloatVector o20 = FloatVector.fromArray(FLOATS, o, at2);
        FloatVector o21 = FloatVector.fromArray(FLOATS, o, at2 + LANES);
        FloatVector o30 = FloatVector.fromArray(FLOATS, o, at3);
        FloatVector o31 = FloatVector.fromArray(FLOATS, o, at3 + LANES);
        FloatVector o40 = FloatVector.fromArray(FLOATS, o, at4);
        FloatVector o41 = FloatVector.fromArray(FLOATS, o, at4 + LANES);
        FloatVector o50 = FloatVector.fromArray(FLOATS, o, at5);
        FloatVector o51 = FloatVector.fromArray(FLOATS, o, at5 + LANES);
        FloatVector o60 = FloatVector.fromArray(FLOATS, o, at6);
        FloatVector o61 = FloatVector.fromArray(FLOATS, o, at6 + LANES);
        FloatVector o70 = FloatVector.fromArray(FLOATS, o, at7);
        FloatVector o71 = FloatVector.fromArray(FLOATS, o, at7 + LANES);
        int row = first;
        int w = weight;
        for (int key = 0; key < count; key++) {
            FloatVector v0 = FloatVector.fromArray(FLOATS, v, row);
            FloatVector v1 = FloatVector.fromArray(FLOATS, v, row + LANES);
            FloatVector p0 = FloatVector.broadcast(FLOATS, p[w]);
            o00 = p0.fma(v0, o00);
            o01 = p0.fma(v1, o01);
            FloatVector p1 = FloatVector.broadcast(FLOATS, p[w + 1]);
            o10 = p1.fma(v0, o10);
            o11 = p1.fma(v1, o11);
            FloatVector p2 = FloatVector.broadcast(FLOATS, p[w + 2]);
            o20 = p2.fma(v0, o20);
            o21 = p2.fma(v1, o21);
            FloatVector p3 = FloatVector.broadcast(FLOATS, p[w + 3]);
            o30 = p3.fma(v0, o30);
            o31 = p3.fma(v1, o31);
            FloatVector p4 = FloatVector.broadcast(FLOATS, p[w + 4]);
            o40 = p4.fma(v0, o40);
            o41 = p4.fma(v1, o41);
            FloatVector p5 = FloatVector.broadcast(FLOATS, p[w + 5]);
            o50 = p5.fma(v0, o50);
            o51 = p5.fma(v1, o51);
            FloatVector p6 = FloatVector.broadcast(FLOATS, p[w + 6]);
            o60 = p6.fma(v0, o60);
            o61 = p6.fma(v1, o61);
            FloatVector p7 = FloatVector.broadcast(FLOATS, p[w + 7]);
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
        FloatVector o00 = FloatVector.fromArray(FLOATS, o, at0);
        FloatVector o01 = FloatVector.fromArray(FLOATS, o, at0 + LANES);
        FloatVector o02 = FloatVector.fromArray(FLOATS, o, at0 + 2 * LANES);
        FloatVector o03 = FloatVector.fromArray(FLOATS, o, at0 + 3 * LANES);
        FloatVector o10 = FloatVector.fromArray(FLOATS, o, at1);
        FloatVector o11 = FloatVector.fromArray(FLOATS, o, at1 + LANES);
        FloatVector o12 = FloatVector.fromArray(FLOATS, o, at1 + 2 * LANES);
        FloatVector o13 = FloatVector.fromArray(FLOATS, o, at1 + 3 * LANES);
        FloatVector o20 = FloatVector.fromArray(FLOATS, o, at2);
        FloatVector o21 = FloatVector.fromArray(FLOATS, o, at2 + LANES);
        FloatVector o22 = FloatVector.fromArray(FLOATS, o, at2 + 2 * LANES);
        FloatVector o23 = FloatVector.fromArray(FLOATS, o, at2 + 3 * LANES);
        FloatVector o30 = FloatVector.fromArray(FLOATS, o, at3);
        FloatVector o31 = FloatVector.fromArray(FLOATS, o, at3 + LANES);
        FloatVector o32 = FloatVector.fromArray(FLOATS, o, at3 + 2 * LANES);
        FloatVector o33 = FloatVector.fromArray(FLOATS, o, at3 + 3 * LANES);
        int row = first;
        int w = weight;
        for (int key = 0; key < count; key++) {
            FloatVector v0 = FloatVector.fromArray(FLOATS, v, row);
            FloatVector v1 = FloatVector.fromArray(FLOATS, v, row + LANES);
            FloatVector v2 = FloatVector.fromArray(FLOATS, v, row + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(FLOATS, v, row + 3 * LANES);
            FloatVector p0 = FloatVector.broadcast(FLOATS, p[w]);
            o00 = p0.fma(v0, o00);
            o01 = p0.fma(v1, o01);
            o02 = p0.fma(v2, o02);
            o03 = p0.fma(v3, o03);
            FloatVector p1 = FloatVector.broadcast(FLOATS, p[w + 1]);
            o10 = p1.fma(v0, o10);
            o11 = p1.fma(v1, o11);
            o12 = p1.fma(v2, o12);
            o13 = p1.fma(v3, o13);
            FloatVector p2 = FloatVector.broadcast(FLOATS, p[w + 2]);
            o20 = p2.fma(v0, o20);
            o21 = p2.fma(v1, o21);
            o22 = p2.fma(v2, o22);
            o23 = p2.fma(v3, o23);
            FloatVector p3 = FloatVector.broadcast(FLOATS, p[w + 3]);
            o30 = p3.fma(v0, o30);
            o31 = p3.fma(v1, o31);
            o32 = p3.fma(v2, o32);
            o33 = p3.fma(v3, o33);
            row += stride;
            w += width;
        }
        Vectors.store(o, at0, o00, o01, o02, o03);
        Vectors.store(o, at1, o10, o11, o12, o13);
        Vectors.store(o, at2, o20, o21, o22, o23);
        Vectors.store(o, at3, o30, o31, o32, o33);
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
        FloatVector o0 = FloatVector.fromArray(FLOATS, o, at);
        FloatVector o1 = FloatVector.fromArray(FLOATS, o, at + channels);
        FloatVector o2 = FloatVector.fromArray(FLOATS, o, at + 2 * channels);
        FloatVector o3 = FloatVector.fromArray(FLOATS, o, at + 3 * channels);
        int row = first;
        int w = weight;
        for (int key = 0; key < count; key++) {
            FloatVector value = FloatVector.fromArray(FLOATS, v, row);
            o0 = FloatVector.broadcast(FLOATS, p[w]).fma(value, o0);
            o1 = FloatVector.broadcast(FLOATS, p[w + 1]).fma(value, o1);
            o2 = FloatVector.broadcast(FLOATS, p[w + 2]).fma(value, o2);
            o3 = FloatVector.broadcast(FLOATS, p[w + 3]).fma(value, o3);
            row += stride;
            w += width;
        }
        o0.intoArray(o, at);
        o1.intoArray(o, at + channels);
        o2.intoArray(o, at + 2 * channels);
        o3.intoArray(o, at + 3 * channels);
    }

    static boolean write(
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
        FloatVector differences = FloatVector.zero(FLOATS);
        int channel = 0;
        for (; channel <= width - LANES; channel += LANES) {
            FloatVector written =
                    FloatVector.fromArray(FLOATS, output, from + channel).mul(share);
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
}
