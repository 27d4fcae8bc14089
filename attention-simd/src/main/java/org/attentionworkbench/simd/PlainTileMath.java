package org.attentionworkbench.simd;

import java.util.Arrays;

/**
 * {@link TileMath} in plain Java, in loops that the compiler turns into vector instructions.
 *
 * <p>It does so only where every array of a loop is read from the same index on. Therefore rows are copied to arrays of their own, and
 * what is summed up to one: a copy is used for a whole tile, and costs next to nothing. Both products of attention come down to
 * {@link #addRows}: a row of scores is the sum of the rows of Q′ᵀ times the channels of a key, a row of O the sum of the rows of V times
 * the weights of a query.
 */
final class PlainTileMath implements TileMath {
    private static final int NARROW = 16;
    private static final int WIDE = 64;

    private static final float LOG2_E = 1.44269504f;
    private static final float ROUNDING = 0x1.8p23f;
    private static final float SMALLEST = ROUNDING - 126;
    private static final int EXPONENT_BIAS = 127 << 23;
    private static final int MANTISSA_BITS = 23;
    private static final float P5 = 1.3264727e-3f;
    private static final float P4 = 9.671513e-3f;
    private static final float P3 = 5.5507336e-2f;
    private static final float P2 = 2.4022242e-1f;
    private static final float P1 = 6.93147e-1f;

    private final float[] sum = new float[WIDE];
    private final float[] below = new float[WIDE];
    private final float[] power = new float[WIDE];
    private final float[] largest = new float[WIDE];
    private final float[] sums = new float[WIDE];
    private final float[] moments = new float[WIDE];
    private float[][] rows = new float[0][];

    @Override
    public TileMath ofOneThread() {
        return new PlainTileMath();
    }

    @Override
    public int wide() {
        return WIDE;
    }

    @Override
    public int narrow() {
        return NARROW;
    }

    @Override
    public String description() {
        return "plain Java";
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
        for (int query = 0; query < count; query++) {
            for (int channel = 0; channel < channels; channel++) {
                tile[channel * width + lane + query] = queries[first + query * stride + channel] * scale;
            }
        }
    }

    @Override
    public void scores(
            float[] keys, int first, int stride, float[] queries, int channels, TilePart part, float[] scores) {
        copyRows(queries, part.firstQuery(), part.width(), channels, part.queries());
        for (int key = 0; key < part.keys(); key++) {
            Arrays.fill(sum, 0, part.queries(), 0);
            addRows(sum, keys, first + key * stride, 1, rows, channels, part.queries());
            System.arraycopy(sum, 0, scores, part.first() + key * part.width(), part.queries());
        }
    }

    private void copyRows(float[] from, int first, int stride, int count, int length) {
        if (rows.length < count) {
            rows = Arrays.copyOf(rows, count);
        }
        for (int row = 0; row < count; row++) {
            if (rows[row] == null || rows[row].length < length) {
                rows[row] = new float[length];
            }
            System.arraycopy(from, first + row * stride, rows[row], 0, length);
        }
    }

    /**
     * A sum of rows, {@code sum[i] += Σ_r factors[at + r·step]·rows[r][i]}.
     *
     * @param count how many rows
     * @param length how long they are
     */
    private static void addRows(float[] sum, float[] factors, int at, int step, float[][] rows, int count, int length) {
        int row = 0;
        for (; row <= count - 4; row += 4) {
            addFour(sum, factors, at + row * step, step, rows, row, length);
        }
        for (; row < count; row++) {
            addOne(sum, factors[at + row * step], rows[row], length);
        }
    }

    /** Four rows at once: with more the loop grows too large for the compiler to unroll it, and so to vectorize it. */
    private static void addFour(float[] sum, float[] factors, int at, int step, float[][] rows, int row, int length) {
        float f0 = factors[at];
        float f1 = factors[at + step];
        float f2 = factors[at + 2 * step];
        float f3 = factors[at + 3 * step];
        float[] r0 = rows[row];
        float[] r1 = rows[row + 1];
        float[] r2 = rows[row + 2];
        float[] r3 = rows[row + 3];
        for (int i = 0; i < length; i++) {
            sum[i] += f0 * r0[i] + f1 * r1[i] + f2 * r2[i] + f3 * r3[i];
        }
    }

    private static void addOne(float[] sum, float factor, float[] row, int length) {
        for (int i = 0; i < length; i++) {
            sum[i] += factor * row[i];
        }
    }

    @Override
    public int few() {
        return 8;
    }

    @Override
    public void scoresOfFew(
            float[] keys, int first, int stride, float[] queries, int channels, TilePart part, float[] scores) {
        for (int key = 0; key < part.keys(); key++) {
            int at = part.first() + key * part.width();
            for (int row = 0; row < part.queries(); row += 4) {
                fourScores(keys, first + key * stride, queries, row * channels, channels, scores, at + row);
            }
        }
    }

    /** 1 key × 4 queries. */
    private static void fourScores(float[] k, int key, float[] q, int query, int channels, float[] s, int at) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int q1 = query + channels;
        int q2 = q1 + channels;
        int q3 = q2 + channels;
        for (int c = 0; c < channels; c++) {
            float x = k[key + c];
            s0 += x * q[query + c];
            s1 += x * q[q1 + c];
            s2 += x * q[q2 + c];
            s3 += x * q[q3 + c];
        }
        s[at] = s0;
        s[at + 1] = s1;
        s[at + 2] = s2;
        s[at + 3] = s3;
    }

    @Override
    public void take(Step step, float[] scores, TilePart part, RowSums rows) {
        switch (step) {
            case MAGNITUDES -> magnitudes(scores, part, rows);
            case MAXIMA -> maxima(scores, part, rows);
            case SOFTMAX_FACTORS -> softmaxFactors(part, rows);
            case EXPONENTIALS -> exponentials(scores, part, rows, false);
            case EXPONENTIALS_AND_MOMENTS -> exponentials(scores, part, rows, true);
            case SQUARE_FACTORS -> squareFactors(part, rows);
            case SQUARED_SHARES -> squaredShares(scores, part, rows);
            case SQUARES -> squares(scores, part, rows);
            case SIGMOIDS -> sigmoids(scores, part, rows);
        }
    }

    private void magnitudes(float[] scores, TilePart part, RowSums rows) {
        rows.largestMagnitude = 0;
        for (int key = 0; key < part.keys(); key++) {
            int at = part.first() + key * part.width();
            rows.largestMagnitude = Math.max(rows.largestMagnitude, largestMagnitude(scores, at, at + part.queries()));
        }
    }

    private void maxima(float[] scores, TilePart part, RowSums rows) {
        int queries = part.queries();
        System.arraycopy(rows.maxima, part.firstQuery(), rows.factors, part.firstQuery(), queries);
        System.arraycopy(rows.maxima, part.firstQuery(), largest, 0, queries);
        Arrays.fill(below, 0, queries, Float.POSITIVE_INFINITY);
        for (int key = 0; key < part.keys(); key++) {
            System.arraycopy(scores, part.first() + key * part.width(), sum, 0, queries);
            largest(largest, sum, queries);
            smallest(below, sum, queries);
        }
        System.arraycopy(largest, 0, rows.maxima, part.firstQuery(), queries);
        boolean finite = true;
        for (int query = 0; query < queries; query++) {
            finite &= below[query] > Float.NEGATIVE_INFINITY && largest[query] < Float.POSITIVE_INFINITY;
        }
        rows.finite = finite;
    }

    private static void smallest(float[] minima, float[] row, int width) {
        for (int i = 0; i < width; i++) {
            minima[i] = Math.min(minima[i], row[i]);
        }
    }

    private static void largest(float[] maxima, float[] row, int width) {
        for (int i = 0; i < width; i++) {
            maxima[i] = Math.max(maxima[i], row[i]);
        }
    }

    private static void softmaxFactors(TilePart part, RowSums rows) {
        for (int query = part.firstQuery(); query < part.lastQuery(); query++) {
            float before = rows.factors[query];
            rows.factors[query] =
                    before == Float.NEGATIVE_INFINITY ? 0 : (float) Math.exp((double) before - rows.maxima[query]);
            rows.sums[query] *= rows.factors[query];
        }
    }

    private void exponentials(float[] scores, TilePart part, RowSums rows, boolean andMoments) {
        int queries = part.queries();
        System.arraycopy(rows.maxima, part.firstQuery(), largest, 0, queries);
        System.arraycopy(rows.sums, part.firstQuery(), sums, 0, queries);
        System.arraycopy(rows.moments, part.firstQuery(), moments, 0, queries);
        for (int key = 0; key < part.keys(); key++) {
            int at = part.first() + key * part.width();
            System.arraycopy(scores, at, below, 0, queries);
            subtract(largest, below, queries);
            exponentialsOfMinus(below, sum, power, queries);
            add(sums, sum, queries);
            if (andMoments) {
                addMoments(moments, sum, below, queries);
            }
            System.arraycopy(sum, 0, scores, at, queries);
        }
        System.arraycopy(sums, 0, rows.sums, part.firstQuery(), queries);
        System.arraycopy(moments, 0, rows.moments, part.firstQuery(), queries);
    }

    private static void addMoments(float[] moments, float[] weights, float[] below, int width) {
        for (int i = 0; i < width; i++) {
            moments[i] -= weights[i] > 0 ? weights[i] * below[i] : 0;
        }
    }

    private static void subtract(float[] maxima, float[] row, int width) {
        for (int i = 0; i < width; i++) {
            row[i] = maxima[i] - row[i];
        }
    }

    private static void add(float[] sums, float[] row, int width) {
        for (int i = 0; i < width; i++) {
            sums[i] += row[i];
        }
    }

    /** p becomes {@code exp(−x)}, as {@link VectorTileMath} computes it: {@code 2ⁿ·2ᵍ}; 0 where x is not a number. */
    private static void exponentialsOfMinus(float[] x, float[] p, float[] power, int width) {
        for (int i = 0; i < width; i++) {
            float t = x[i] * LOG2_E;
            power[i] = ROUNDING - t;
            float g = (ROUNDING - power[i]) - t;
            p[i] = 1 + g * (P1 + g * (P2 + g * (P3 + g * (P4 + g * P5))));
        }
        for (int i = 0; i < width; i++) {
            int bits = (Float.floatToRawIntBits(power[i]) << MANTISSA_BITS) + EXPONENT_BIAS;
            p[i] = power[i] >= SMALLEST ? p[i] * Float.intBitsToFloat(bits) : 0;
        }
    }

    private static void squareFactors(TilePart part, RowSums rows) {
        for (int query = part.firstQuery(); query < part.lastQuery(); query++) {
            rows.factors[query] = squaredShare(rows.factors[query], rows.maxima[query]);
            rows.sums[query] *= rows.factors[query];
        }
    }

    private static float squaredShare(float s, float maximum) {
        return s > 0 ? s / maximum * (s / maximum) : 0;
    }

    private static void squaredShares(float[] scores, TilePart part, RowSums rows) {
        for (int query = part.firstQuery(); query < part.lastQuery(); query++) {
            float sum = 0;
            int at = part.firstKey() * part.width() + query;
            for (int key = 0; key < part.keys(); key++, at += part.width()) {
                scores[at] = squaredShare(scores[at], rows.maxima[query]);
                sum += scores[at];
            }
            rows.sums[query] += sum;
        }
    }

    private static void squares(float[] scores, TilePart part, RowSums rows) {
        for (int query = part.firstQuery(); query < part.lastQuery(); query++) {
            float sum = 0;
            int at = part.firstKey() * part.width() + query;
            for (int key = 0; key < part.keys(); key++, at += part.width()) {
                scores[at] = scores[at] > 0 ? scores[at] * scores[at] : 0;
                sum += scores[at];
            }
            rows.sums[query] += sum;
        }
    }

    private static void sigmoids(float[] scores, TilePart part, RowSums rows) {
        for (int query = part.firstQuery(); query < part.lastQuery(); query++) {
            float sum = 0;
            int at = part.firstKey() * part.width() + query;
            for (int key = 0; key < part.keys(); key++, at += part.width()) {
                scores[at] = (float) (1 / (1 + Math.exp(-(scores[at] + rows.biases[query]))));
                sum += scores[at];
            }
            rows.sums[query] += sum;
        }
    }

    @Override
    public void rescale(float[] output, int rows, int channels, float[] factors) {
        for (int row = 0; row < rows; row++) {
            if (factors[row] != 1) {
                for (int at = row * channels; at < (row + 1) * channels; at++) {
                    output[at] *= factors[row];
                }
            }
        }
    }

    @Override
    public void values(
            float[] weights, TilePart part, float[] values, int first, int stride, float[] output, int channels) {
        copyRows(values, first, stride, part.keys(), channels);
        float[] row = sum.length < channels ? new float[channels] : sum;
        for (int query = 0; query < part.queries(); query++) {
            int at = (part.firstQuery() + query) * channels;
            System.arraycopy(output, at, row, 0, channels);
            addRows(row, weights, part.first() + query, part.width(), rows, part.keys(), channels);
            System.arraycopy(row, 0, output, at, channels);
        }
    }

    @Override
    public void keepLargest(float[] scores, TilePart part, int firstKey, TopRows top) {
        top.makeRoom();
        int[] bounds = top.bounds();
        for (int key = 0; key < part.keys(); key++) {
            for (int row = 0; row < part.queries(); row++) {
                float score = scores[key * part.width() + row];
                if (score > TopRows.score(bounds[bounds.length - top.stride() + row])) {
                    insert(TopRows.ordered(score), bounds, row, top.stride());
                    top.candidates()[top.place(row)] = TopRows.ranked(score, firstKey + key);
                    top.moveTo(row, top.place(row) + top.stride());
                }
            }
        }
    }

    private static void insert(int number, int[] numbers, int row, int stride) {
        int place = numbers.length - stride + row;
        while (place >= stride && numbers[place - stride] < number) {
            numbers[place] = numbers[place - stride];
            place -= stride;
        }
        numbers[place] = number;
    }

    @Override
    public void rank(long[] numbers, int count, long[] ranked, int stride) {
        for (int at = 0; at < count * stride; at++) {
            int row = at % stride;
            int place = ranked.length - stride + row;
            if (numbers[at] > ranked[place]) {
                while (place >= stride && ranked[place - stride] < numbers[at]) {
                    ranked[place] = ranked[place - stride];
                    place -= stride;
                }
                ranked[place] = numbers[at];
            }
        }
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
        float difference = 0;
        for (int row = 0; row < count; row++) {
            int from = (first + row) * channels;
            int to = at + row * stride;
            for (int channel = 0; channel < width; channel++) {
                float written = output[from + channel] * shares[first + row];
                target[to + channel] = written;
                difference += written - written; // 0 as long as all are finite
            }
        }
        return difference == 0;
    }

    @Override
    public int largestMagnitude(float[] numbers, int from, int to) {
        int largest = 0;
        for (int at = from; at < to; at++) {
            largest = Math.max(largest, Float.floatToRawIntBits(numbers[at]) & Integer.MAX_VALUE);
        }
        return largest;
    }

    @Override
    public void multiply(double[] a, double[] b, double[] product, int rows, int inner, int columns) {
        double[][] rowsOfB = new double[inner][];
        for (int index = 0; index < inner; index++) {
            rowsOfB[index] = Arrays.copyOfRange(b, index * columns, (index + 1) * columns);
        }
        double[] row = new double[columns];
        for (int index = 0; index < rows; index++) {
            System.arraycopy(product, index * columns, row, 0, columns);
            addRows(row, a, index * inner, rowsOfB);
            System.arraycopy(row, 0, product, index * columns, columns);
        }
    }

    private static void addRows(double[] sum, double[] factors, int at, double[][] rows) {
        int row = 0;
        for (; row <= rows.length - 4; row += 4) {
            addFour(sum, factors, at + row, rows, row);
        }
        for (; row < rows.length; row++) {
            addOne(sum, factors[at + row], rows[row]);
        }
    }

    private static void addFour(double[] sum, double[] factors, int at, double[][] rows, int row) {
        double f0 = factors[at];
        double f1 = factors[at + 1];
        double f2 = factors[at + 2];
        double f3 = factors[at + 3];
        double[] r0 = rows[row];
        double[] r1 = rows[row + 1];
        double[] r2 = rows[row + 2];
        double[] r3 = rows[row + 3];
        for (int i = 0; i < sum.length; i++) {
            sum[i] += f0 * r0[i] + f1 * r1[i] + f2 * r2[i] + f3 * r3[i];
        }
    }

    private static void addOne(double[] sum, double factor, double[] row) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * row[i];
        }
    }
}
