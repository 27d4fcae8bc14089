package org.attentionworkbench.simd;

/** {@link TileMath} in plain Java, in loops that the compiler turns into vector instructions where it can. */
final class PlainTileMath implements TileMath {
    private static final int NARROW = 16;
    private static final int WIDE = 64;

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
            float[] keys,
            int first,
            int stride,
            int count,
            float[] queries,
            int channels,
            float[] scores,
            int at,
            int width) {
        for (int lane = 0; lane < width; lane += NARROW) {
            scoresOfStrip(keys, first, stride, count, queries, lane, channels, scores, at + lane, width);
        }
    }

    @Override
    public void scoresOfStrip(
            float[] keys,
            int first,
            int stride,
            int count,
            float[] queries,
            int lane,
            int channels,
            float[] scores,
            int at,
            int width) {
        for (int key = 0; key < count; key++) {
            for (int query = 0; query < NARROW; query++) {
                float sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    sum += keys[first + key * stride + channel] * queries[channel * width + lane + query];
                }
                scores[at + key * width + query] = sum;
            }
        }
    }

    @Override
    public int few() {
        return 0;
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
        throw new IllegalStateException("queries are always turned");
    }

    @Override
    public void maxima(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            rows.factors[lane] = rows.maxima[lane];
            for (int key = 0; key < count; key++) {
                rows.maxima[lane] = Math.max(rows.maxima[lane], scores[key * width + lane]);
            }
        }
    }

    @Override
    public void softmaxFactors(int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            float before = rows.factors[lane];
            rows.factors[lane] =
                    before == Float.NEGATIVE_INFINITY ? 0 : (float) Math.exp((double) before - rows.maxima[lane]);
            rows.sums[lane] *= rows.factors[lane];
        }
    }

    @Override
    public void exponentials(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            float sum = 0;
            for (int at = lane; at < count * width; at += width) {
                scores[at] = exponential(scores[at] - rows.maxima[lane]);
                sum += scores[at];
            }
            rows.sums[lane] += sum;
        }
    }

    private static float exponential(float x) {
        return Float.isNaN(x) ? 0 : (float) Math.exp(x);
    }

    @Override
    public void exponentialsAndMoments(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            float moment = 0;
            for (int at = lane; at < count * width; at += width) {
                float below = scores[at] - rows.maxima[lane];
                float weight = exponential(below);
                moment += weight > 0 ? weight * below : 0;
            }
            rows.moments[lane] += moment;
        }
        exponentials(scores, count, width, rows);
    }

    @Override
    public void squareFactors(int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            rows.factors[lane] = squaredShare(rows.factors[lane], rows.maxima[lane]);
            rows.sums[lane] *= rows.factors[lane];
        }
    }

    private static float squaredShare(float s, float maximum) {
        return s > 0 ? s / maximum * (s / maximum) : 0;
    }

    @Override
    public void squaredShares(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            float sum = 0;
            for (int at = lane; at < count * width; at += width) {
                scores[at] = squaredShare(scores[at], rows.maxima[lane]);
                sum += scores[at];
            }
            rows.sums[lane] += sum;
        }
    }

    @Override
    public void squares(float[] scores, int count, int width, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            float sum = 0;
            for (int at = lane; at < count * width; at += width) {
                scores[at] = scores[at] > 0 ? scores[at] * scores[at] : 0;
                sum += scores[at];
            }
            rows.sums[lane] += sum;
        }
    }

    @Override
    public void sigmoids(float[] scores, int count, int width, float[] biases, RowSums rows) {
        for (int lane = 0; lane < width; lane++) {
            float sum = 0;
            for (int at = lane; at < count * width; at += width) {
                scores[at] = (float) (1 / (1 + Math.exp(-(scores[at] + biases[lane]))));
                sum += scores[at];
            }
            rows.sums[lane] += sum;
        }
    }

    @Override
    public void rescale(float[] output, int rows, int channels, float[] factors) {
        for (int row = 0; row < rows; row++) {
            for (int at = row * channels; at < (row + 1) * channels; at++) {
                output[at] *= factors[row];
            }
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
        for (int query = firstQuery; query < firstQuery + queries; query++) {
            for (int channel = 0; channel < channels; channel++) {
                float sum = output[query * channels + channel];
                for (int key = 0; key < count; key++) {
                    sum += weights[(firstKey + key) * width + query] * values[first + key * stride + channel];
                }
                output[query * channels + channel] = sum;
            }
        }
    }

    @Override
    public boolean anyAbove(float[] scores, int at, float[] thresholds, int lane) {
        for (int index = 0; index < NARROW; index++) {
            if (scores[at + index] > thresholds[lane + index]) {
                return true;
            }
        }
        return false;
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
        for (int row = 0; row < rows; row++) {
            for (int index = 0; index < inner; index++) {
                double factor = a[row * inner + index];
                for (int column = 0; column < columns; column++) {
                    product[row * columns + column] += factor * b[index * columns + column];
                }
            }
        }
    }
}
