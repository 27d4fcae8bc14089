package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.simd.TileMath.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tile comes to the same, bit for bit, whether it is computed whole or in parts. */
class TileMathTest {
    private static final int PROBLEMS = 200;

    private static Stream<TileMath> math() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    /** Some queries of a wide tile, and keys in rows that are further apart than they are wide. */
    private static final class Tile {
        final int channels;
        final int stride;
        final TilePart whole;
        final float[] keys;
        final float[] queries;

        Tile(TileMath math, Random random) {
            channels = 1 + random.nextInt(40);
            stride = channels + random.nextInt(3);
            whole = new TilePart(
                    0, 1 + random.nextInt(Scratch.TILE_KEYS), 0, 1 + random.nextInt(math.wide()), math.wide());
            keys = gaussian(random, Scratch.TILE_KEYS * stride);
            queries = gaussian(random, channels * math.wide());
        }

        float[] scores(TileMath math) {
            float[] scores = new float[Scratch.TILE_KEYS * math.wide() + TileMath.SLACK];
            add(math, whole, scores);
            return scores;
        }

        void add(TileMath math, TilePart part, float[] scores) {
            math.scores(keys, part.firstKey() * stride, stride, queries, channels, part, scores);
        }
    }

    private static float[] gaussian(Random random, int count) {
        float[] numbers = new float[count];
        for (int at = 0; at < count; at++) {
            numbers[at] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** Some whole strips, or up to the last query, with some keys. */
    private static TilePart part(TilePart whole, int narrow, Random random) {
        int strips = (whole.queries() + narrow - 1) / narrow;
        int first = random.nextInt(strips);
        int last = first + 1 + random.nextInt(strips - first);
        int firstKey = random.nextInt(whole.keys());
        int keys = 1 + random.nextInt(whole.keys() - firstKey);
        int queries = Math.min(last * narrow, whole.queries()) - first * narrow;
        return new TilePart(firstKey, keys, first * narrow, queries, whole.width());
    }

    private static TilePart strip(TilePart whole, int strip, int narrow, int firstKey, int lastKey) {
        int queries = Math.min(narrow, whole.queries() - strip * narrow);
        return new TilePart(firstKey, lastKey - firstKey, strip * narrow, queries, whole.width());
    }

    @ParameterizedTest
    @MethodSource("math")
    void scoresAreSumsOverChannelsInWhateverParts(TileMath shared) {
        TileMath math = shared.ofOneThread();
        Random random = new Random(1);
        for (int problem = 0; problem < PROBLEMS; problem++) {
            Tile tile = new Tile(math, random);
            TilePart part = part(tile.whole, math.narrow(), random);
            float[] whole = tile.scores(math);
            float[] parts = new float[whole.length];
            tile.add(math, part, parts);
            for (int key = part.firstKey(); key < part.lastKey(); key++) {
                for (int query = part.firstQuery(); query < part.lastQuery(); query++) {
                    int at = key * part.width() + query;
                    double sum = 0;
                    for (int c = 0; c < tile.channels; c++) {
                        sum += (double) tile.keys[key * tile.stride + c] * tile.queries[c * part.width() + query];
                    }
                    assertThat(parts[at])
                            .as("problem %d, key %d, query %d", problem, key, query)
                            .isEqualTo(whole[at]);
                    assertThat((double) parts[at]).isCloseTo(sum, within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("math")
    void stripsComeToTheWeightsOfTheWholeTile(TileMath shared) {
        TileMath math = shared.ofOneThread();
        Random random = new Random(2);
        for (int problem = 0; problem < PROBLEMS; problem++) {
            Tile tile = new Tile(math, random);
            TilePart whole = tile.whole;
            float[] weights = tile.scores(math);
            float[] ofStrips = weights.clone();
            float[] before = gaussian(random, math.wide());
            RowSums rows = rows(before);
            RowSums rowsOfStrips = rows(before);
            int strips = (whole.queries() + math.narrow() - 1) / math.narrow();
            for (int strip = 0; strip < strips; strip++) {
                int firstKey = random.nextInt(whole.keys());
                int lastKey = firstKey + random.nextInt(whole.keys() - firstKey + 1);
                TilePart part = strip(whole, strip, math.narrow(), firstKey, lastKey);
                weigh(math, ofStrips, part, rowsOfStrips);
                forbid(weights, strip(whole, strip, math.narrow(), 0, firstKey));
                forbid(weights, strip(whole, strip, math.narrow(), lastKey, whole.keys()));
                forget(ofStrips, strip(whole, strip, math.narrow(), 0, firstKey));
                forget(ofStrips, strip(whole, strip, math.narrow(), lastKey, whole.keys()));
            }
            weigh(math, weights, whole, rows);
            for (int query = 0; query < whole.queries(); query++) {
                String where = "problem " + problem + ", query " + query;
                assertThat(rowsOfStrips.maxima[query]).as(where).isEqualTo(rows.maxima[query]);
                assertThat(rowsOfStrips.factors[query]).as(where).isEqualTo(rows.factors[query]);
                assertThat(rowsOfStrips.sums[query]).as(where).isEqualTo(rows.sums[query]);
                for (int at = query; at < whole.keys() * whole.width(); at += whole.width()) {
                    assertThat(ofStrips[at]).as(where).isEqualTo(weights[at]);
                }
            }
        }
    }

    private static RowSums rows(float[] maxima) {
        RowSums rows = new RowSums(maxima.length);
        rows.reset();
        System.arraycopy(maxima, 0, rows.maxima, 0, maxima.length);
        Arrays.fill(rows.sums, 1.5f);
        return rows;
    }

    private static void weigh(TileMath math, float[] scores, TilePart part, RowSums rows) {
        math.take(Step.MAXIMA, scores, part, rows);
        math.take(Step.SOFTMAX_FACTORS, scores, part, rows);
        math.take(Step.EXPONENTIALS, scores, part, rows);
    }

    private static void forbid(float[] scores, TilePart part) {
        fill(scores, part, Float.NEGATIVE_INFINITY);
    }

    private static void forget(float[] weights, TilePart part) {
        fill(weights, part, 0);
    }

    private static void fill(float[] numbers, TilePart part, float number) {
        for (int key = 0; key < part.keys(); key++) {
            int at = part.first() + key * part.width();
            Arrays.fill(numbers, at, at + part.queries(), number);
        }
    }

    @ParameterizedTest
    @MethodSource("math")
    void partsOfTheWeightsAddUpToTheValueTile(TileMath shared) {
        TileMath math = shared.ofOneThread();
        Random random = new Random(3);
        for (int problem = 0; problem < PROBLEMS; problem++) {
            TilePart whole = new Tile(math, random).whole;
            int channels = math.narrow() * (1 + random.nextInt(5));
            float[] weights = gaussian(random, Scratch.TILE_KEYS * math.wide() + TileMath.SLACK);
            float[] values = gaussian(random, Scratch.TILE_KEYS * channels);
            float[] output = new float[(math.wide() + TileMath.SLACK) * channels];
            int strips = (whole.queries() + math.narrow() - 1) / math.narrow();
            for (int strip = 0; strip < strips; strip++) {
                int middle = random.nextInt(whole.keys() + 1);
                TilePart earlier = strip(whole, strip, math.narrow(), 0, middle);
                TilePart later = strip(whole, strip, math.narrow(), middle, whole.keys());
                math.values(weights, earlier, values, 0, channels, output, channels);
                math.values(weights, later, values, middle * channels, channels, output, channels);
            }
            for (int query = 0; query < whole.queries(); query++) {
                for (int channel = 0; channel < channels; channel++) {
                    double sum = 0;
                    for (int key = 0; key < whole.keys(); key++) {
                        sum += (double) weights[key * whole.width() + query] * values[key * channels + channel];
                    }
                    assertThat((double) output[query * channels + channel])
                            .as("problem %d, query %d, channel %d", problem, query, channel)
                            .isCloseTo(sum, within(1e-4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("math")
    void theLargestMagnitudeOfAPartIsFound(TileMath shared) {
        TileMath math = shared.ofOneThread();
        Random random = new Random(4);
        for (int problem = 0; problem < PROBLEMS; problem++) {
            TilePart part = part(new Tile(math, random).whole, math.narrow(), random);
            float[] scores = new float[Scratch.TILE_KEYS * math.wide()];
            int key = part.firstKey() + random.nextInt(part.keys());
            int query = part.firstQuery() + random.nextInt(part.queries());
            float largest = random.nextBoolean() ? Float.NEGATIVE_INFINITY : -1 - random.nextFloat();
            scores[key * part.width() + query] = largest;
            if (part.firstKey() > 0) {
                scores[(part.firstKey() - 1) * part.width() + query] = Float.NaN;
            }
            RowSums rows = new RowSums(math.wide());
            math.take(Step.MAGNITUDES, scores, part, rows);
            assertThat(Float.intBitsToFloat(rows.largestMagnitude))
                    .as("problem %d", problem)
                    .isEqualTo(-largest);
        }
    }
}
