package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopRowsTest {
    private static Stream<TileMath> math() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    private record Ranked(float score, int key) {}

    @ParameterizedTest
    @MethodSource("math")
    void theLargestScoresAreThoseThatSortingFinds(TileMath shared) {
        Random random = new Random(7);
        TileMath math = shared.ofOneThread();
        for (int problem = 0; problem < 300; problem++) {
            int count = 1 + random.nextInt(problem % 3 == 0 ? 200 : 12);
            int width = random.nextBoolean() ? math.wide() : math.narrow();
            int rows = 1 + random.nextInt(width);
            float threshold = problem % 5 == 0 ? 0 : Float.NEGATIVE_INFINITY;
            TopRows top = new TopRows(math, count);
            top.reset(threshold);
            List<List<Ranked>> all = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                all.add(new ArrayList<>());
            }
            int key = 0;
            for (int tile = random.nextInt(6); tile >= 0; tile--) {
                int keys = 1 + random.nextInt(Scratch.TILE_KEYS);
                float[] scores = new float[Scratch.TILE_KEYS * math.wide()];
                for (int at = 0; at < keys * width; at++) {
                    scores[at] = score(random, problem);
                }
                math.keepLargest(scores, new TilePart(0, keys, 0, rows, width), key, top);
                for (int row = 0; row < rows; row++) {
                    for (int index = 0; index < keys; index++) {
                        all.get(row).add(new Ranked(scores[index * width + row], key + index));
                    }
                }
                key += keys;
            }
            top.rank();
            for (int row = 0; row < rows; row++) {
                assertThat(ranks(top, row))
                        .as("problem %d, row %d, the %d largest of %d", problem, row, count, key)
                        .isEqualTo(sorted(all.get(row), count, threshold));
            }
        }
    }

    /** Many equal ones in some problems, with both zeros, and forbidden ones in others. */
    private static float score(Random random, int problem) {
        return switch (problem % 4) {
            case 0 -> (float) random.nextGaussian();
            case 1 -> Math.round(2 * random.nextGaussian()) * (random.nextBoolean() ? 1f : -1f);
            case 2 -> random.nextInt(4) == 0 ? (float) random.nextGaussian() : Float.NEGATIVE_INFINITY;
            default -> (float) (1e38 * random.nextGaussian());
        };
    }

    private static List<Ranked> ranks(TopRows top, int row) {
        List<Ranked> ranks = new ArrayList<>();
        for (int rank = 0; rank < top.count() && top.has(row, rank); rank++) {
            ranks.add(new Ranked(top.score(row, rank), top.key(row, rank)));
        }
        return ranks;
    }

    private static List<Ranked> sorted(List<Ranked> all, int count, float threshold) {
        return all.stream()
                .filter(ranked -> ranked.score > threshold)
                .map(ranked -> new Ranked(ranked.score + 0f, ranked.key)) // of equal zeros the sign is lost
                .sorted(Comparator.comparing((Ranked ranked) -> 0f - ranked.score)
                        .thenComparing(Ranked::key))
                .limit(count)
                .toList();
    }
}
