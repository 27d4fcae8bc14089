package org.attentionworkbench.core.run;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.HeadResult;
import org.jspecify.annotations.Nullable;

/** What is kept of one head, block of queries by block of queries. */
final class RecordedHead {
    private static final Matrix NONE = Matrix.zeros(0, 0);

    private final int index;
    private final Capture capture;
    private final int count;
    private final boolean logarithmic;
    private final Map<Stage, Matrix> stages = new EnumMap<>(Stage.class);
    private final Map<Integer, Matrix> rows = new TreeMap<>();
    private final @Nullable TopKeysCollector topKeys;
    private final @Nullable RowStatisticsCollector statistics;
    private boolean weighed;
    private @Nullable Matrix received;
    private @Nullable HeadCapture ofPass;
    private @Nullable Matrix queries;
    private Matrix keys = NONE;
    private Matrix values = NONE;

    /**
     * Nothing kept yet.
     *
     * @param index the index of the head, from 0
     * @param capture what to keep
     * @param extent how many queries and keys there are
     * @param logarithmic whether the weights are logarithms
     */
    RecordedHead(int index, Capture capture, Extent extent, boolean logarithmic) {
        this.index = index;
        this.capture = capture;
        this.count = extent.queries();
        this.logarithmic = logarithmic;
        topKeys =
                capture.topKeys() > 0 ? new TopKeysCollector(capture.topKeys(), extent.queries(), extent.keys()) : null;
        statistics = capture.statistics() ? new RowStatisticsCollector(extent, capture.keySet()) : null;
    }

    /** Whether a stage of this head is looked at. */
    boolean wants(Stage stage) {
        return switch (stage) {
            case WEIGHTS -> summarizesWeights() || capture.keeps(stage, index);
            case MASKED -> capture.statistics() || capture.keeps(stage, index);
            case RAW, MODIFIED, VALUES -> capture.keeps(stage, index);
        };
    }

    /** Whether something is kept that is made of the weights, row by row. */
    private boolean summarizesWeights() {
        return capture.topKeys() > 0
                || capture.statistics()
                || capture.received()
                || !capture.rows().isEmpty();
    }

    void queries(int from, Matrix ofBlock) {
        queries = assembled(queries, from, ofBlock);
    }

    void keys(Matrix all) {
        keys = all;
    }

    void values(Matrix all) {
        values = all;
    }

    /** A key more, after those of earlier steps. */
    void nextKey(int position, Matrix row) {
        keys = assembled(position == 0 ? null : keys, position, row);
    }

    /** A value more, after those of earlier steps. */
    void nextValue(int position, Matrix row) {
        values = assembled(position == 0 ? null : values, position, row);
    }

    /** Takes what a fused pass over all queries kept. */
    void ofPass(HeadCapture captured) {
        ofPass = captured;
    }

    /** Takes what is wanted of a block of queries. */
    void take(int from, Map<Stage, Matrix> noted) {
        Matrix weights = noted.get(Stage.WEIGHTS);
        if (weights != null) {
            takeWeights(from, weights, noted.get(Stage.MASKED));
        }
        noted.forEach((stage, matrix) -> {
            if (capture.keeps(stage, index)) {
                stages.put(stage, assembled(stages.get(stage), from, matrix));
            }
        });
    }

    private void takeWeights(int from, Matrix weights, @Nullable Matrix masked) {
        weighed = true;
        if (topKeys != null) {
            topKeys.add(weights);
        }
        if (!capture.keeps(Stage.WEIGHTS, index)) {
            for (int query : capture.rows()) {
                if (from <= query && query < from + weights.rows()) {
                    rows.put(query, weights.rows(query - from, query - from + 1));
                }
            }
        }
        if (statistics != null || capture.received()) {
            Matrix shares = logarithmic ? exponentials(weights) : weights;
            if (statistics != null) {
                statistics.add(shares, masked, from);
            }
            if (capture.received()) {
                received = withSums(received, shares);
            }
        }
    }

    private static Matrix exponentials(Matrix logarithms) {
        Matrix weights = Matrix.zeros(logarithms.rows(), logarithms.columns());
        for (int place = 0; place < weights.elements().length; place++) {
            weights.elements()[place] = Math.exp(logarithms.elements()[place]);
        }
        return weights;
    }

    /** The sums so far with the sums of the columns added. */
    private static Matrix withSums(@Nullable Matrix before, Matrix weights) {
        int columns = weights.columns();
        Matrix sums = before == null ? Matrix.zeros(1, columns) : before;
        int place = 0;
        for (int row = 0; row < weights.rows(); row++) {
            for (int column = 0; column < columns; column++, place++) {
                sums.elements()[column] += weights.elements()[place];
            }
        }
        return sums;
    }

    /** The rows of a block at their place among all rows; the block itself if it is all there is. */
    private Matrix assembled(@Nullable Matrix whole, int from, Matrix block) {
        if (from == 0 && block.rows() == count) {
            return block;
        }
        Matrix target = whole == null ? Matrix.zeros(count, block.columns()) : whole;
        System.arraycopy(block.elements(), 0, target.elements(), from * block.columns(), block.elements().length);
        return target;
    }

    /**
     * What was kept.
     *
     * @throws InvalidInputException if something made of the weights was to be kept, and the variant has none
     */
    HeadResult result() {
        return new HeadResult(queries == null ? NONE : queries, keys, values, captured());
    }

    private HeadCapture captured() {
        if (ofPass == null) {
            if (!weighed && count > 0 && summarizesWeights()) {
                throw new InvalidInputException("the variant has no weights, so nothing can be said of them; choose "
                        + "another variant, or the report json, which writes the stages that there are");
            }
            return new HeadCapture(
                    stages,
                    rows,
                    topKeys == null ? null : topKeys.result(),
                    statistics == null ? null : statistics.result(),
                    received);
        }
        HeadCapture all = ofPass;
        for (Map.Entry<Stage, Matrix> stage : stages.entrySet()) {
            all = all.with(stage.getKey(), stage.getValue());
        }
        return all;
    }
}
