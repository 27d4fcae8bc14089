package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.attentionworkbench.api.attention.ScoreTile;

/**
 * A block of scores to try a tile form on.
 *
 * @param firstQuery the position of its first query
 * @param queries how many queries it has
 * @param firstKey the position of its first key
 * @param keys how many keys it has
 * @param padding how many places are free between the queries of one key and those of the next
 */
record TileShape(int firstQuery, int queries, int firstKey, int keys, int padding) {
    private static final int AROUND = 5;
    private static final float UNTOUCHED = 0x1.234p-7f;
    private static final float[] SPECIAL = {0, -0.0f, 1e4f, -1e4f, 1, Float.MIN_VALUE, Float.NEGATIVE_INFINITY};

    /** Shapes on both sides of the lengths of vectors, at the beginning of a text, near it and further on. */
    static List<TileShape> within(int queries, int keys) {
        List<TileShape> shapes = new ArrayList<>();
        for (int count : new int[] {1, 2, 7, 8, 9, 16, 31, 32, 33}) {
            for (int keyCount : new int[] {1, 2, 7, 8, 17, 64, 70}) {
                for (int firstQuery : new int[] {0, 5, 100}) {
                    for (int firstKey : new int[] {0, 5, 63, 100}) {
                        if (firstQuery + count <= queries && firstKey + keyCount <= keys) {
                            shapes.add(new TileShape(firstQuery, count, firstKey, keyCount, (count + keyCount) % 3));
                        }
                    }
                }
            }
        }
        return shapes;
    }

    /** Random scores, every fifth of them special, on places of an array that has more. */
    ScoreTile scores(int head, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int stride = queries + padding;
        float[] scores = new float[2 * AROUND + keys * stride];
        Arrays.fill(scores, UNTOUCHED);
        for (int place = AROUND; place < AROUND + keys * stride; place++) {
            scores[place] = random.nextInt(5) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : (float) (20 * random.nextDouble() - 10);
        }
        return new ScoreTile(scores).lay(AROUND, stride, head, firstQuery, queries, firstKey, keys);
    }

    /** Checks that nothing was written before or after the tile. */
    static void assertUntouchedAround(ScoreTile tile) {
        float[] scores = tile.scores();
        for (int place = 0; place < AROUND; place++) {
            assertThat(scores[place]).as("what comes before the tile").isEqualTo(UNTOUCHED);
            assertThat(scores[tile.end() + place])
                    .as("what comes after the tile")
                    .isEqualTo(UNTOUCHED);
        }
    }

    @Override
    public String toString() {
        return queries + " queries from " + firstQuery + ", " + keys + " keys from " + firstKey;
    }
}
