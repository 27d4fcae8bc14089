package org.attentionworkbench.simd;

import static org.attentionworkbench.simd.Vectors.DOUBLES;
import static org.attentionworkbench.simd.Vectors.FLOATS;
import static org.attentionworkbench.simd.Vectors.LANES;
import static org.attentionworkbench.simd.Vectors.WIDE;

import jdk.incubator.vector.DoubleVector;

/**
 * {@link TileMath} on the widest vectors of this machine: {@link VectorScores the score tile}, {@link VectorWeights the softmax update},
 * {@link VectorValues the value tile}, and {@link VectorSelection the largest scores}.
 */
final class VectorTileMath implements TileMath {
    /**
     * All steps are called from one place. So Java's compiler, which puts a method it knows into the one that calls it, does not know
     * which it is and compiles each by itself; all in one are more than it takes, and the vectors of what is left out would go through memory.
     */
    private final VectorStep[] steps = new VectorStep[Step.values().length];

    private final VectorScores products = new VectorScores();
    private final VectorSelection selection = new VectorSelection();

    private interface VectorStep {
        void take(float[] scores, TilePart part, RowSums rows);
    }

    VectorTileMath() {
        steps[Step.MAGNITUDES.ordinal()] = VectorWeights::magnitudes;
        steps[Step.MAXIMA.ordinal()] = VectorWeights::maxima;
        steps[Step.SOFTMAX_FACTORS.ordinal()] = VectorWeights::softmaxFactors;
        steps[Step.EXPONENTIALS.ordinal()] = VectorWeights::exponentials;
        steps[Step.EXPONENTIALS_AND_MOMENTS.ordinal()] = VectorWeights::exponentialsAndMoments;
        steps[Step.SQUARE_FACTORS.ordinal()] = VectorWeights::squareFactors;
        steps[Step.SQUARED_SHARES.ordinal()] = VectorWeights::squaredShares;
        steps[Step.SQUARES.ordinal()] = VectorWeights::squares;
        steps[Step.SIGMOIDS.ordinal()] = VectorWeights::sigmoids;
    }

    @Override
    public TileMath ofOneThread() {
        return new VectorTileMath();
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
    public int few() {
        return 8;
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
        VectorScores.turn(queries, first, stride, count, channels, scale, tile, width, lane);
    }

    @Override
    public void scores(
            float[] keys, int first, int stride, float[] queries, int channels, TilePart part, float[] scores) {
        VectorScores.scores(keys, first, stride, queries, channels, part, scores);
    }

    @Override
    public void scoresOfFew(
            float[] keys, int first, int stride, float[] queries, int channels, TilePart part, float[] scores) {
        products.scoresOfFew(keys, first, stride, queries, channels, part, scores);
    }

    @Override
    public void take(Step step, float[] scores, TilePart part, RowSums rows) {
        steps[step.ordinal()].take(scores, part, rows);
    }

    @Override
    public void rescale(float[] output, int rows, int channels, float[] factors) {
        VectorValues.rescale(output, rows, channels, factors);
    }

    @Override
    public void values(
            float[] weights, TilePart part, float[] values, int first, int stride, float[] output, int channels) {
        VectorValues.values(weights, part, values, first, stride, output, channels);
    }

    @Override
    public void keepLargest(float[] scores, TilePart part, int firstKey, TopRows top) {
        selection.keepLargest(scores, part, firstKey, top);
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
        return VectorValues.write(output, channels, first, count, shares, target, at, stride, width);
    }

    @Override
    public int largestMagnitude(float[] numbers, int from, int to) {
        return VectorWeights.largestMagnitude(numbers, from, to);
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
        return "vectors of " + FLOATS.vectorBitSize() + " bits";
    }
}
