package org.attentionworkbench.simd;

import java.util.Arrays;

/**
 * The k largest scores of each query of a tile and their keys, while keys stream by in their order. Of equal scores the earlier key is
 * kept. A tile without a score above its query's k-th so far costs a comparison of vectors for each key and nothing else.
 */
final class TopRows {
    private final TileMath math;
    private final int count;
    private final float[] thresholds;
    private final float[] scores;
    private final int[] keys;

    TopRows(TileMath math, int count) {
        this.math = math;
        this.count = count;
        thresholds = new float[math.wide()];
        scores = new float[math.wide() * count];
        keys = new int[math.wide() * count];
    }

    int count() {
        return count;
    }

    /** Forgets all; scores up to a threshold are never taken. */
    void reset(float threshold) {
        Arrays.fill(thresholds, threshold);
        Arrays.fill(scores, threshold);
        Arrays.fill(keys, -1);
    }

    /** Takes the scores of a tile; those of −∞ are forbidden. */
    void add(float[] tile, int rows, int width, int firstKey, int tileKeys) {
        int lanes = math.narrow();
        for (int key = 0; key < tileKeys; key++) {
            for (int lane = 0; lane < rows; lane += lanes) {
                int at = key * width + lane;
                if (math.anyAbove(tile, at, thresholds, lane)) {
                    int end = Math.min(lane + lanes, rows);
                    for (int row = lane; row < end; row++, at++) {
                        if (tile[at] > thresholds[row]) {
                            insert(row, tile[at], firstKey + key);
                        }
                    }
                }
            }
        }
    }

    /** Takes what another streamed of later keys. */
    void add(TopRows later, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int rank = 0; rank < count; rank++) {
                float score = later.scores[row * count + rank];
                if (score > thresholds[row]) {
                    insert(row, score, later.keys[row * count + rank]);
                }
            }
        }
    }

    /** Puts a score in its place among the scores of a row, largest first, after equal ones. */
    private void insert(int row, float score, int key) {
        int first = row * count;
        int place = first + count - 1;
        while (place > first && scores[place - 1] < score) {
            scores[place] = scores[place - 1];
            keys[place] = keys[place - 1];
            place--;
        }
        scores[place] = score;
        keys[place] = key;
        thresholds[row] = scores[first + count - 1];
    }

    /** The score at a rank, if there is a key. */
    float score(int row, int rank) {
        return scores[row * count + rank];
    }

    /** The key at a rank, −1 if fewer scores were above the threshold. */
    int key(int row, int rank) {
        return keys[row * count + rank];
    }
}
