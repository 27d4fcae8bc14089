package org.attentionworkbench.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.core.composition.Mechanism;
import org.jspecify.annotations.Nullable;

/** Keeps what a run is asked to capture, block of queries by block of queries. */
final class Recording {
    /** Score, exponential, weights and a variant's own: what a normalizer over the queries holds at once. */
    private static final int WHOLE_STAGES = 4;

    private final Capture capture;
    private final int keys;
    private final boolean logarithmic;
    private final List<RecordedHead> heads = new ArrayList<>();
    private @Nullable Block block;

    /**
     * Nothing recorded yet.
     *
     * @param capture what to keep
     * @param heads how many heads there are
     * @param extent how many queries and keys there are
     * @param logarithmic whether the weights are logarithms
     * @throws InvalidInputException if it asks for a head, a query or a key that is not there
     */
    Recording(Capture capture, int heads, Extent extent, boolean logarithmic) {
        exist(capture.heads(), heads, "head");
        exist(capture.rows(), extent.queries(), "query");
        exist(capture.keySet(), extent.keys(), "key");
        this.capture = capture;
        this.keys = extent.keys();
        this.logarithmic = logarithmic;
        for (int head = 0; head < heads; head++) {
            this.heads.add(new RecordedHead(head, capture, extent, logarithmic));
        }
    }

    /**
     * Nothing recorded yet, once it is known to fit into memory.
     *
     * @param budget how much memory there is
     * @param mechanism what runs
     * @param capture what to keep
     * @param extent how many queries and keys there are
     * @param stagesWhole whether the stages are whole matrices while they are computed
     * @throws InvalidInputException if it does not fit, or asks for a head, a query or a key that is not there
     */
    static Recording within(
            MemoryBudget budget, Mechanism mechanism, Capture capture, Extent extent, boolean stagesWhole) {
        int heads = mechanism.variant().heads();
        budget.checkTopKeys(heads, extent.queries(), Math.min(capture.topKeys(), extent.keys()));
        budget.checkRows(heads, capture.rows().size(), extent.keys());
        Recording recording =
                new Recording(capture, heads, extent, mechanism.normalizer().logarithmic());
        budget.check(recording.wholeMatrices(stagesWhole), extent.queries(), extent.keys());
        return recording;
    }

    private static void exist(Set<Integer> positions, int count, String what) {
        for (int position : positions) {
            if (position >= count) {
                throw new InvalidInputException("the numbers of " + what + " " + position + " are asked for, and "
                        + switch (count) {
                            case 0 -> "there is no " + what;
                            case 1 -> "there is 1 " + what + ", at position 0";
                            default ->
                                "there are " + count + " " + (what.equals("query") ? "queries" : what + "s")
                                        + ", at positions 0 to " + (count - 1);
                        });
            }
        }
    }

    /** How many matrices of queries × keys are alive at once: the captured ones, and the stages if they are not in blocks. */
    int wholeMatrices(boolean stagesWhole) {
        int captured = 0;
        for (Stage stage : capture.stages()) {
            for (int head = 0; head < heads.size() && stage != Stage.VALUES; head++) {
                captured += capture.keeps(stage, head) ? 1 : 0;
            }
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
        return heads.stream().map(RecordedHead::result).toList();
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
            return heads.stream().anyMatch(head -> head.wants(stage));
        }

        void note(Stage stage, int head, Matrix matrix) {
            if (heads.get(head).wants(stage)) {
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
            heads.get(head).queries(from, headQueries);
            if (step) {
                heads.get(head).nextKey(from, newest(headKeys));
            } else {
                heads.get(head).keys(headKeys);
            }
        }

        void values(int head, Matrix headValues) {
            if (step) {
                heads.get(head).nextValue(from, newest(headValues));
            } else {
                heads.get(head).values(headValues);
            }
        }

        private Matrix newest(Matrix atHand) {
            return atHand.rows(from - firstKey, to - firstKey);
        }

        /**
         * What a fused pass of a head is to keep: in a step the stages themselves, which are a row each, otherwise what was asked for.
         * The values are its output.
         */
        Capture ofPass(int head) {
            Set<Stage> stages = EnumSet.noneOf(Stage.class);
            for (Stage stage : EnumSet.complementOf(EnumSet.of(Stage.VALUES))) {
                if (step ? heads.get(head).wants(stage) : capture.keeps(stage, head)) {
                    stages.add(stage);
                }
            }
            return step
                    ? new Capture(stages, 0, false)
                    : new Capture(
                            stages,
                            Set.of(),
                            capture.rows(),
                            capture.topKeys(),
                            capture.statistics(),
                            capture.keySet(),
                            capture.received());
        }

        /** Takes what a fused pass of a head kept. */
        void ofPass(int head, HeadCapture captured) {
            if (!step) {
                heads.get(head).ofPass(captured);
                return;
            }
            for (Stage stage : Stage.values()) {
                Matrix matrix = captured.stage(stage);
                if (matrix != null) {
                    note(stage, head, matrix);
                }
            }
        }

        private void finish() {
            for (int head = 0; head < heads.size(); head++) {
                heads.get(head).take(from, noted.get(head));
            }
        }
    }
}
