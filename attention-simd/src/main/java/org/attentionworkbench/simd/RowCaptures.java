package org.attentionworkbench.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.simd.TileMath.Step;

/**
 * What is kept of the weights while keys stream by: the largest scores of each query, and sums over its weights. It reads the tiles and
 * changes none, so that the output is the same with and without it.
 *
 * <p>Weights cannot be known before the last key. What is kept is scores; their weights follow in the end from the final maximum and
 * sum of the row.
 */
final class RowCaptures {
    private final FusedForm form;
    private final Capture capture;
    private final Weighing weighing;
    private final int queries;
    private final int keys;
    private final int topKeys;
    private final int[] keySet;
    private final Head[] heads;
    private final int headsPerEntry;

    RowCaptures(FusedForm form, Capture capture, HeadArray queries, int keys) {
        this.form = form;
        this.capture = capture;
        this.keys = keys;
        this.queries = queries.positions();
        weighing = Weighing.of(form.normalizer(0));
        topKeys = Math.min(capture.topKeys(), keys);
        keySet = capture.keySet().stream()
                .mapToInt(position -> position - form.firstKey())
                .filter(key -> key >= 0 && key < keys)
                .sorted()
                .toArray();
        headsPerEntry = queries.heads();
        heads = new Head[queries.batch() * queries.heads()];
        for (int index = 0; index < heads.length; index++) {
            heads[index] = new Head();
        }
    }

    int topKeys() {
        return topKeys;
    }

    boolean statistics() {
        return capture.statistics();
    }

    Head head(int entry, int head) {
        return heads[entry * headsPerEntry + head];
    }

    /** Reads the scores of a whole tile, modified and masked. */
    void beforeWeighing(Block block, int firstKey, TilePart tile, Scratch scratch) {
        if (topKeys > 0) {
            scratch.math().keepLargest(ranked(block, tile, scratch), tile, firstKey, scratch.topRows());
        }
        if (capture.statistics()) {
            if (firstKey == 0) {
                System.arraycopy(scratch.scores(), 0, scratch.firstScores(), 0, block.rows());
            }
            selfScores(block, firstKey, tile.keys(), scratch);
            if (weighing != Weighing.SOFTMAX) {
                scoreSums(tile, scratch);
            }
        }
    }

    /**
     * The scores of a tile as they rank. A sigmoid comes to the same weight for many large scores, in the end to 1 for all; these rank
     * alike, so that of equal weights the earlier key comes first.
     */
    private float[] ranked(Block block, TilePart tile, Scratch scratch) {
        if (weighing != Weighing.SIGMOID || !mayBeFull(block, tile, scratch)) {
            return scratch.scores();
        }
        float[] ranked = scratch.copy();
        int end = tile.keys() * tile.width();
        System.arraycopy(scratch.scores(), 0, ranked, 0, end);
        for (int row = 0; row < block.rows(); row++) {
            float bias = scratch.rows().biases[row];
            for (int at = row; at < end; at += tile.width()) {
                if (ranked[at] + bias > Weighing.FULL) {
                    ranked[at] = (float) Weighing.scoreOfSigmoid(weighing.weight(ranked[at], 0, bias), bias);
                }
            }
        }
        return ranked;
    }

    private boolean mayBeFull(Block block, TilePart tile, Scratch scratch) {
        scratch.math().take(Step.MAGNITUDES, scratch.scores(), tile, scratch.rows());
        double largest = Float.intBitsToFloat(scratch.rows().largestMagnitude);
        for (int row = 0; row < block.rows(); row++) {
            if (largest + scratch.rows().biases[row] > Weighing.FULL) {
                return true;
            }
        }
        return false;
    }

    private void selfScores(Block block, int firstKey, int count, Scratch scratch) {
        int self = form.firstQuery() + block.firstQuery() - form.firstKey() - firstKey;
        for (int row = 0; row < block.rows(); row++) {
            int key = self + row % block.queries();
            if (key >= 0 && key < count) {
                scratch.selfScores()[row] = scratch.scores()[key * block.width() + row];
            }
        }
    }

    /** Maximum and log-sum-exp of scores whose weights need neither. */
    private void scoreSums(TilePart tile, Scratch scratch) {
        System.arraycopy(scratch.scores(), 0, scratch.copy(), 0, tile.keys() * tile.width());
        TileMath math = scratch.math();
        math.take(Step.MAXIMA, scratch.copy(), tile, scratch.scoreRows());
        math.take(Step.SOFTMAX_FACTORS, scratch.copy(), tile, scratch.scoreRows());
        math.take(Step.EXPONENTIALS, scratch.copy(), tile, scratch.scoreRows());
    }

    /** Reads the weights of a whole tile, relative to the maximum so far. */
    void afterWeighing(Block block, int firstKey, TilePart tile, Scratch scratch) {
        if (keySet.length == 0 || !capture.statistics()) {
            return;
        }
        float[] sums = scratch.keySetSums();
        for (int row = 0; row < block.rows(); row++) {
            sums[row] *= scratch.rows().factors[row];
        }
        int place = Arrays.binarySearch(keySet, firstKey);
        for (int index = place < 0 ? -place - 1 : place; index < keySet.length; index++) {
            int key = keySet[index] - firstKey;
            if (key >= tile.keys()) {
                break;
            }
            for (int row = 0; row < block.rows(); row++) {
                sums[row] += scratch.scores()[key * block.width() + row];
            }
        }
    }

    /** Joins what was kept of later keys to what was kept of earlier ones. */
    void join(Block block, Scratch earlier, Scratch later) {
        if (topKeys > 0) {
            earlier.topRows().add(later.topRows(), block.rows());
        }
        if (!capture.statistics()) {
            return;
        }
        RowSums sums = earlier.scoreRows();
        RowSums others = later.scoreRows();
        for (int row = 0; row < block.rows(); row++) {
            earlier.selfScores()[row] = Math.max(earlier.selfScores()[row], later.selfScores()[row]);
            float maximum = Math.max(sums.maxima[row], others.maxima[row]);
            FusedPass.join(sums, row, (float) Weighing.SOFTMAX.factor(sums.maxima[row], maximum), others, (float)
                    Weighing.SOFTMAX.factor(others.maxima[row], maximum));
            sums.maxima[row] = maximum;
        }
    }

    /** Comes before the rows of a block are finished one by one. */
    void beforeFinish(Block block, Scratch scratch) {
        if (topKeys == 0) {
            return;
        }
        TopRows rows = scratch.topRows();
        rows.rank();
        if (weighing == Weighing.SOFTMAX) {
            // the tile is done with, and the sums of scores as well
            int ranks = Math.min(topKeys, Scratch.TILE_KEYS);
            for (int rank = 0; rank < ranks; rank++) {
                rows.copyScores(rank, block.rows(), scratch.scores(), rank * block.width());
            }
            System.arraycopy(scratch.rows().maxima, 0, scratch.scoreRows().maxima, 0, block.width());
            TilePart part = TilePart.of(block, ranks);
            scratch.math().take(Step.EXPONENTIALS, scratch.scores(), part, scratch.scoreRows());
        }
    }

    /** The weight of a score among the largest, relative to the maximum. */
    private double weight(Block block, int row, int rank, Scratch scratch) {
        if (weighing == Weighing.SOFTMAX && rank < Scratch.TILE_KEYS) {
            float weight = scratch.scores()[rank * block.width() + row];
            if (weight > Float.MIN_NORMAL) {
                return weight;
            }
        }
        return weighing.weight(
                scratch.topRows().score(row, rank), scratch.rows().maxima[row], scratch.rows().biases[row]);
    }

    /**
     * Keeps what a row has come to.
     *
     * @param share what weights relative to the maximum are to be multiplied by
     */
    void finish(Block block, int row, double share, Scratch scratch) {
        Head kept = head(block.entry(), block.firstHead() + row / block.queries());
        int query = block.firstQuery() + row % block.queries();
        double maximum = scratch.rows().maxima[row];
        double bias = scratch.rows().biases[row];
        kept.maxima[query] = (float) maximum;
        kept.shares[query] = share;
        if (topKeys > 0) {
            keepTopKeys(block, row, share, scratch);
        }
        if (capture.statistics()) {
            kept.statistics(row, query, maximum, bias, scratch);
        }
    }

    /** The keys of largest score; where fewer have any weight, the first of the others. */
    private void keepTopKeys(Block block, int row, double share, Scratch scratch) {
        Head kept = head(block.entry(), block.firstHead() + row / block.queries());
        TopRows rows = scratch.topRows();
        int at = (block.firstQuery() + row % block.queries()) * topKeys;
        int rank = 0;
        while (rank < topKeys && rows.has(row, rank)) {
            double weight = share * weight(block, row, rank, scratch);
            if (weight == 0) {
                break; // scores too small for any weight are as good as forbidden ones
            }
            kept.topKeys[at + rank] = rows.key(row, rank);
            kept.topWeights[at + rank] = weight;
            rank++;
        }
        if (rank < topKeys) {
            fill(kept.topKeys, at, rank);
        }
    }

    /** Puts the first keys that are not there yet after those that are. */
    private void fill(int[] to, int at, int count) {
        int[] there = Arrays.copyOfRange(to, at, at + count);
        Arrays.sort(there);
        int passed = 0;
        for (int key = 0, next = count; next < topKeys; key++) {
            if (passed < count && there[passed] == key) {
                passed++;
            } else {
                to[at + next++] = key;
            }
        }
    }

    List<HeadCapture> result() {
        List<HeadCapture> result = new ArrayList<>();
        for (Head head : heads) {
            result.add(head.result());
        }
        return result;
    }

    /** What is kept of one head. */
    final class Head {
        /** The maximum of each row and what weights relative to it are to be multiplied by: weights can be computed again. */
        final float[] maxima = new float[queries];

        final double[] shares = new double[queries];
        final Map<Stage, Matrix> stages = new EnumMap<>(Stage.class);
        final Map<Integer, Matrix> rows = new HashMap<>();
        private final Matrix received = Matrix.zeros(1, capture.received() ? keys : 0);

        private final int[] topKeys = new int[Math.multiplyExact(queries, RowCaptures.this.topKeys)];
        private final double[] topWeights = new double[topKeys.length];
        private final double[] entropies = numbers();
        private final double[] selfShares = numbers();
        private final double[] firstShares = numbers();
        private final double[] keySetShares = numbers();
        private final double[] scoreMaxima = numbers();
        private final double[] logSumExps = numbers();

        private double[] numbers() {
            return new double[capture.statistics() ? queries : 0];
        }

        /** Without keys no tile has left a row. */
        void rowsWithoutKeys() {
            for (int row : capture.rows()) {
                if (row >= form.firstQuery() && row < form.firstQuery() + queries) {
                    rows.put(row, Matrix.zeros(1, 0));
                }
            }
        }

        /** How much each key received. */
        double[] received() {
            return received.elements();
        }

        private void statistics(int row, int query, double maximum, double bias, Scratch scratch) {
            RowSums scoreRows = weighing == Weighing.SOFTMAX ? scratch.rows() : scratch.scoreRows();
            scoreMaxima[query] = scoreRows.maxima[row];
            logSumExps[query] = scoreRows.logSumExp(row);
            double sum = scratch.rows().sums[row];
            if (sum != 0) {
                entropies[query] = scratch.rows().entropy(row);
                selfShares[query] = shareOf(scratch.selfScores()[row], maximum, bias, sum);
                firstShares[query] = shareOf(scratch.firstScores()[row], maximum, bias, sum);
                keySetShares[query] = Math.min(1, scratch.keySetSums()[row] / sum);
            }
        }

        private double shareOf(double score, double maximum, double bias, double sum) {
            return score == Double.NEGATIVE_INFINITY ? 0 : Math.min(1, weighing.weight(score, maximum, bias) / sum);
        }

        private HeadCapture result() {
            return new HeadCapture(
                    stages,
                    rows,
                    capture.topKeys() > 0 ? new TopKeys(RowCaptures.this.topKeys, topKeys, topWeights) : null,
                    capture.statistics()
                            ? new RowStatistics(
                                    entropies, selfShares, firstShares, keySetShares, scoreMaxima, logSumExps)
                            : null,
                    capture.received() ? received : null);
        }
    }
}
