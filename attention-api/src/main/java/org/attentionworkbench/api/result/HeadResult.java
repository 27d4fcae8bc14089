package org.attentionworkbench.api.result;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** What one head took in, and what was captured of it. */
public final class HeadResult {
    private final Matrix queries;
    private final Matrix keys;
    private final Matrix values;
    private final Map<Stage, Matrix> stages;
    private final @Nullable TopKeys topKeys;
    private final @Nullable RowStatistics statistics;

    /**
     * A result.
     *
     * @param queries Q of this head, n×d
     * @param keys K of this head, m×d
     * @param values V of this head, m×dv
     * @param stages the captured stages
     * @param topKeys the top keys, if captured
     * @param statistics the statistics of the weights, if captured
     */
    public HeadResult(
            Matrix queries,
            Matrix keys,
            Matrix values,
            Map<Stage, Matrix> stages,
            @Nullable TopKeys topKeys,
            @Nullable RowStatistics statistics) {
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.stages = new EnumMap<>(Stage.class);
        this.stages.putAll(stages);
        this.topKeys = topKeys;
        this.statistics = statistics;
    }

    /**
     * The queries of this head.
     *
     * @return Q, n×d
     */
    public Matrix queries() {
        return queries;
    }

    /**
     * The keys of this head.
     *
     * @return K, m×d
     */
    public Matrix keys() {
        return keys;
    }

    /**
     * The values of this head.
     *
     * @return V, m×dv
     */
    public Matrix values() {
        return values;
    }

    /**
     * A captured stage.
     *
     * @param stage the stage
     * @return its matrix, or nothing if it was not captured
     */
    public Optional<Matrix> stage(Stage stage) {
        return Optional.ofNullable(stages.get(stage));
    }

    /**
     * The weights: {@code weights.get(i, j)} is how much query i takes of key j.
     *
     * @return n×m
     * @throws IllegalStateException if they were not captured
     */
    public Matrix weights() {
        return stage(Stage.WEIGHTS).orElseThrow(() -> notCaptured("the weights"));
    }

    /**
     * The keys of largest weight of every query.
     *
     * @return the top keys
     * @throws IllegalStateException if they were not captured
     */
    public TopKeys topKeys() {
        if (topKeys == null) {
            throw notCaptured("the top keys");
        }
        return topKeys;
    }

    /**
     * The statistics of every row of weights.
     *
     * @return the statistics
     * @throws IllegalStateException if they were not captured
     */
    public RowStatistics statistics() {
        if (statistics == null) {
            throw notCaptured("the statistics");
        }
        return statistics;
    }

    private static IllegalStateException notCaptured(String what) {
        return new IllegalStateException(what + " were not captured; ask for them with Capture when you run");
    }
}
