package org.attentionworkbench.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.attention.ScoreTile;
import org.jspecify.annotations.Nullable;

/** The memory that one thread works in, for one tile of queries at a time; it grows to the largest heads it has seen. */
final class Scratch {
    /** How many keys a tile has. */
    static final int TILE_KEYS = 128;

    /** Up to how many numbers a scratch is worth keeping: for heads of 512 channels, or the 1000 top keys. */
    private static final int MOST_KEPT = 1 << 18;

    private final TileMath math;
    private final float[] scores;
    private final float[] copy;
    private final ScoreTile tile;
    private final ScoreTile copiedTile;
    private final RowSums rows;
    private final RowSums scoreRows;
    private final List<TilePart> strips = new ArrayList<>();
    private final float[] shares;
    private final float[] selfScores;
    private final float[] firstScores;
    private final float[] keySetSums;
    private float[] queries = new float[0];
    private float[] values = new float[0];
    private float[] output = new float[0];
    private @Nullable TopRows topRows;

    Scratch(TileMath math) {
        this.math = math.ofOneThread();
        int width = math.wide();
        scores = new float[TILE_KEYS * width + TileMath.SLACK];
        copy = new float[TILE_KEYS * width];
        tile = new ScoreTile(scores);
        copiedTile = new ScoreTile(copy);
        rows = new RowSums(width);
        scoreRows = new RowSums(width);
        shares = new float[width];
        selfScores = new float[width];
        firstScores = new float[width];
        keySetSums = new float[width];
    }

    /** Makes room for a tile of queries, and forgets the last one. */
    void begin(int width, int channels, int valueChannels) {
        int lanes = Math.max(width, math.few());
        if (queries.length < channels * lanes) {
            queries = new float[channels * lanes];
        }
        if (output.length < valueChannels * (width + TileMath.SLACK)) {
            output = new float[valueChannels * (width + TileMath.SLACK)];
        }
        if (values.length < TILE_KEYS * valueChannels) {
            values = new float[TILE_KEYS * valueChannels];
        }
        Arrays.fill(output, 0, valueChannels * (width + TileMath.SLACK), 0);
        rows.reset();
    }

    /** Forgets what was captured of the last tile. */
    void beginCapture(int topKeys, float threshold) {
        scoreRows.reset();
        Arrays.fill(selfScores, Float.NEGATIVE_INFINITY);
        Arrays.fill(firstScores, Float.NEGATIVE_INFINITY);
        Arrays.fill(keySetSums, 0);
        if (topKeys > 0) {
            if (topRows == null || topRows.count() != topKeys) {
                topRows = new TopRows(math, topKeys);
            }
            topRows.reset(threshold);
        }
    }

    /** U takes {@code w·ln w} of each weight, one by one. */
    void addMoments(TilePart part) {
        for (int row = part.firstQuery(); row < part.lastQuery(); row++) {
            double moment = 0;
            int at = part.firstKey() * part.width() + row;
            for (int key = 0; key < part.keys(); key++, at += part.width()) {
                moment += scores[at] > 0 ? scores[at] * Math.log(scores[at]) : 0;
            }
            rows.moments[row] += (float) moment;
        }
    }

    /** Whether it has grown so large that it had better be made anew when it is needed. */
    boolean isLarge() {
        long ofTopRows = topRows == null ? 0 : 2L * math.wide() * topRows.count();
        return (long) queries.length + values.length + output.length + ofTopRows > MOST_KEPT;
    }

    /** The arithmetic of this thread. */
    TileMath math() {
        return math;
    }

    float[] scores() {
        return scores;
    }

    float[] copy() {
        return copy;
    }

    ScoreTile tile() {
        return tile;
    }

    ScoreTile copiedTile() {
        return copiedTile;
    }

    RowSums rows() {
        return rows;
    }

    RowSums scoreRows() {
        return scoreRows;
    }

    /** Room for the strips of a tile on the edge of a mask, each with the keys that are not forbidden to all of it. */
    List<TilePart> strips() {
        return strips;
    }

    /** What the rows of the output are to be multiplied by in the end. */
    float[] shares() {
        return shares;
    }

    float[] selfScores() {
        return selfScores;
    }

    float[] firstScores() {
        return firstScores;
    }

    float[] keySetSums() {
        return keySetSums;
    }

    float[] queries() {
        return queries;
    }

    float[] values() {
        return values;
    }

    float[] output() {
        return output;
    }

    TopRows topRows() {
        if (topRows == null) {
            throw new IllegalStateException("no top keys are wanted");
        }
        return topRows;
    }
}
