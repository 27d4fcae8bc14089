package org.attentionworkbench.api.result;

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
    private final HeadCapture captured;

    /**
     * A result.
     *
     * @param queries Q of this head, n×d
     * @param keys K of this head, m×d
     * @param values V of this head, m×dv
     * @param captured what was kept
     */
    public HeadResult(Matrix queries, Matrix keys, Matrix values, HeadCapture captured) {
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.captured = captured;
    }

    /**
     * A result with whole stages, top keys and statistics.
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
        this(queries, keys, values, new HeadCapture(stages, Map.of(), topKeys, statistics, null));
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
        return Optional.ofNullable(captured.stage(stage));
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
        return captured(captured.topKeys(), "the top keys");
    }

    /**
     * The statistics of every row of weights.
     *
     * @return the statistics
     * @throws IllegalStateException if they were not captured
     */
    public RowStatistics statistics() {
        return captured(captured.statistics(), "the statistics");
    }

    /**
     * The weights of one query: the row of {@link #weights()}, if they were captured whole or this row was.
     *
     * @param query the position of the query
     * @return 1×m
     * @throws IllegalStateException if it was not captured
     */
    public Matrix row(int query) {
        Matrix weights = captured.stage(Stage.WEIGHTS);
        return weights == null
                ? captured(captured.row(query), "the weights of query " + query)
                : weights.rows(query, query + 1);
    }

    /**
     * How much attention each key received: {@code Σ_i weights[i,j]} over all queries.
     *
     * @return 1×m
     * @throws IllegalStateException if it was not captured
     */
    public Matrix received() {
        return captured(captured.received(), "the sums of the weights that keys received");
    }

    private static <T> T captured(@Nullable T part, String what) {
        if (part == null) {
            throw notCaptured(what);
        }
        return part;
    }

    private static IllegalStateException notCaptured(String what) {
        return new IllegalStateException(what + " were not captured; ask for them with Capture when you run");
    }
}
