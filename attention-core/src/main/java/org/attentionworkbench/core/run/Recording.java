package org.attentionworkbench.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.jspecify.annotations.Nullable;

/** Keeps what a run is asked to capture, block of queries by block of queries. */
final class Recording {
    /** Score, exponential, weights and a variant's own: what a normalizer over the queries holds at once. */
    private static final int WHOLE_STAGES = 4;

    private final Capture capture;
    private final int queries;
    private final int keys;
    private final boolean logarithmic;
    private final List<Head> heads = new ArrayList<>();
    private @Nullable Block block;

    /**
     * Nothing recorded yet.
     *
     * @param capture what to keep
     * @param heads how many heads there are
     * @param queries n
     * @param keys m
     * @param logarithmic whether the weights are logarithms
     */
    Recording(Capture capture, int heads, int queries, int keys, boolean logarithmic) {
        this.capture = capture;
        this.queries = queries;
        this.keys = keys;
        this.logarithmic = logarithmic;
        for (int head = 0; head < heads; head++) {
            this.heads.add(new Head(capture, queries, keys, logarithmic));
        }
    }

    /** How many matrices of queries × keys are alive at once: the captured ones, and the stages if they are not in blocks. */
    int wholeMatrices(boolean stagesWhole) {
        int captured = 0;
        for (Stage stage : capture.stages()) {
            captured += stage == Stage.VALUES ? 0 : heads.size();
        }
        return Math.max(captured, stagesWhole ? WHOLE_STAGES * heads.size() : 0);
    }

    /** Begins a block of queries. */
    Block block(int from, int to) {
        block = new Block(from, to, 0, false);
        return block;
    }

    /** Begins the step of one query, which sees the keys from a position up to its own. */
    Block step(int query, int firstKey) {
        block = new Block(query, query + 1, firstKey, true);
        return block;
    }

    /** Takes what is wanted of the block that was computed. */
    void finishBlock() {
        if (block != null) {
            block.finish();
            block = null;
        }
    }

    List<HeadResult> heads() {
        List<HeadResult> results = new ArrayList<>();
        for (Head head : heads) {
            results.add(head.result());
        }
        return results;
    }

    /** What one block of queries went through. */
    final class Block {
        private final int from;
        private final int to;
        private final int firstKey;
        private final boolean step;
        private final List<Map<Stage, Matrix>> noted = new ArrayList<>();

        private Block(int from, int to, int firstKey, boolean step) {
            this.from = from;
            this.to = to;
            this.firstKey = firstKey;
            this.step = step;
            heads.forEach(head -> noted.add(new EnumMap<>(Stage.class)));
        }

        /** Whether anybody looks at a stage. */
        boolean wants(Stage stage) {
            boolean read = stage == Stage.WEIGHTS && (capture.topKeys() > 0 || capture.statistics());
            return read || capture.stages().contains(stage);
        }

        void note(Stage stage, int head, Matrix matrix) {
            if (wants(stage)) {
                noted.get(head).put(stage, stage == Stage.VALUES ? matrix : overAllKeys(stage, matrix));
            }
        }

        /** The columns of a step at their place among all keys; keys that the cache does not hold are forbidden. */
        private Matrix overAllKeys(Stage stage, Matrix matrix) {
            if (!step || matrix.columns() == keys) {
                return matrix;
            }
            Matrix whole = Matrix.zeros(matrix.rows(), keys);
            if (stage != Stage.WEIGHTS || logarithmic) {
                Arrays.fill(whole.elements(), Double.NEGATIVE_INFINITY);
            }
            for (int row = 0; row < matrix.rows(); row++) {
                System.arraycopy(
                        matrix.elements(),
                        row * matrix.columns(),
                        whole.elements(),
                        row * keys + firstKey,
                        matrix.columns());
            }
            return whole;
        }

        void inputs(int head, Matrix headQueries, Matrix headKeys) {
            heads.get(head).queries = assembled(heads.get(head).queries, headQueries);
            heads.get(head).keys = seen(heads.get(head).keys, headKeys);
        }

        void values(int head, Matrix headValues) {
            heads.get(head).values = seen(heads.get(head).values, headValues);
        }

        /** All keys or values; in steps, those of earlier steps and the one that is new. */
        private Matrix seen(Matrix earlier, Matrix atHand) {
            return step ? assembled(from == 0 ? null : earlier, atHand.rows(from - firstKey, to - firstKey)) : atHand;
        }

        private void finish() {
            for (int index = 0; index < heads.size(); index++) {
                Head head = heads.get(index);
                Map<Stage, Matrix> stages = noted.get(index);
                Matrix weights = stages.get(Stage.WEIGHTS);
                if (weights != null && head.topKeys != null) {
                    head.topKeys.add(weights);
                }
                if (weights != null && head.statistics != null) {
                    head.statistics.add(weights, from);
                }
                for (Stage stage : capture.stages()) {
                    Matrix matrix = stages.get(stage);
                    if (matrix != null) {
                        head.stages.put(stage, assembled(head.stages.get(stage), matrix));
                    }
                }
            }
        }

        /** The rows of this block at their place among all rows; the block itself if it is all there is. */
        private Matrix assembled(@Nullable Matrix whole, Matrix rows) {
            if (from == 0 && to == queries) {
                return rows;
            }
            Matrix target = whole == null ? Matrix.zeros(queries, rows.columns()) : whole;
            System.arraycopy(rows.elements(), 0, target.elements(), from * rows.columns(), rows.elements().length);
            return target;
        }
    }

    /** What is kept of one head. */
    private static final class Head {
        private static final Matrix NONE = Matrix.zeros(0, 0);

        private final Map<Stage, Matrix> stages = new EnumMap<>(Stage.class);
        private final @Nullable TopKeysCollector topKeys;
        private final @Nullable RowStatisticsCollector statistics;
        private @Nullable Matrix queries;
        private Matrix keys = NONE;
        private Matrix values = NONE;

        private Head(Capture capture, int queries, int keys, boolean logarithmic) {
            topKeys = capture.topKeys() > 0 ? new TopKeysCollector(capture.topKeys(), queries, keys) : null;
            statistics = capture.statistics() ? new RowStatisticsCollector(queries, logarithmic) : null;
        }

        private HeadResult result() {
            return new HeadResult(
                    queries == null ? NONE : queries,
                    keys,
                    values,
                    stages,
                    topKeys == null ? null : topKeys.result(),
                    statistics == null ? null : statistics.result());
        }
    }
}
