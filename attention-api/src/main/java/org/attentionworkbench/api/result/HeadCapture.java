package org.attentionworkbench.api.result;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** What was kept of one head, as a {@link Capture} asked for it. */
public final class HeadCapture {
    /** Nothing was asked for. */
    public static final HeadCapture NOTHING = new HeadCapture(Map.of(), Map.of(), null, null, null);

    private final Map<Stage, Matrix> stages;
    private final Map<Integer, Matrix> rows;
    private final @Nullable TopKeys topKeys;
    private final @Nullable RowStatistics statistics;
    private final @Nullable Matrix received;

    /**
     * What was kept.
     *
     * @param stages whole stages
     * @param rows rows of weights, 1×m, by the position of the query
     * @param topKeys the top keys
     * @param statistics the statistics of the weights
     * @param received the sum of the weights of each key over all queries, 1×m
     */
    public HeadCapture(
            Map<Stage, Matrix> stages,
            Map<Integer, Matrix> rows,
            @Nullable TopKeys topKeys,
            @Nullable RowStatistics statistics,
            @Nullable Matrix received) {
        this.stages = new EnumMap<>(Stage.class);
        this.stages.putAll(stages);
        this.rows = new TreeMap<>(rows);
        this.topKeys = topKeys;
        this.statistics = statistics;
        this.received = received;
    }

    /**
     * This with a whole stage added.
     *
     * @param stage the stage
     * @param matrix its matrix
     * @return what was kept before, and the stage
     */
    public HeadCapture with(Stage stage, Matrix matrix) {
        Map<Stage, Matrix> more = new EnumMap<>(Stage.class);
        more.putAll(stages);
        more.put(stage, matrix);
        return new HeadCapture(more, rows, topKeys, statistics, received);
    }

    /**
     * A whole stage.
     *
     * @param stage the stage
     * @return its matrix, or null if it was not kept
     */
    public @Nullable Matrix stage(Stage stage) {
        return stages.get(stage);
    }

    /**
     * A row of weights.
     *
     * @param query the position of the query
     * @return 1×m, or null if it was not kept
     */
    public @Nullable Matrix row(int query) {
        return rows.get(query);
    }

    /**
     * The keys of largest weight of every query.
     *
     * @return the top keys, or null if they were not kept
     */
    public @Nullable TopKeys topKeys() {
        return topKeys;
    }

    /**
     * The statistics of every row of weights.
     *
     * @return the statistics, or null if they were not kept
     */
    public @Nullable RowStatistics statistics() {
        return statistics;
    }

    /**
     * How much attention each key received: {@code Σ_i weights[i,j]}.
     *
     * @return 1×m, or null if it was not kept
     */
    public @Nullable Matrix received() {
        return received;
    }
}
