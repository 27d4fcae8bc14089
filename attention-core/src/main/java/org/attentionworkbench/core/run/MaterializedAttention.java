package org.attentionworkbench.core.run;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Mechanism;

/**
 * Runs a mechanism on queries, keys and values, stage by stage, in 64-bit floating point.
 *
 * <p>Queries are computed in blocks, so that memory beyond what is captured grows with n + m and not with n·m; only a normalizer over
 * the queries, and a variant that says so, need all of them at once. With a cache they are computed one after the other, each
 * seeing the keys that the cache holds by then.
 */
public final class MaterializedAttention {
    private final Mechanism mechanism;
    private final MemoryBudget budget;

    /**
     * Attention by a mechanism.
     *
     * @param mechanism what to run
     */
    public MaterializedAttention(Mechanism mechanism) {
        this(mechanism, MemoryBudget.ofThisMachine());
    }

    MaterializedAttention(Mechanism mechanism, MemoryBudget budget) {
        this.mechanism = mechanism;
        this.budget = budget;
    }

    /**
     * Attention of all queries over all keys.
     *
     * @param queries Q, n×d
     * @param keys K, m×d
     * @param values V, m×dv
     * @param capture what to keep besides the joined values
     * @return the joined values and what was captured
     * @throws InvalidInputException if the matrices are too large or do not suit the mechanism
     */
    public HeadedResult attend(Matrix queries, Matrix keys, Matrix values, Capture capture) {
        Recording recording = recording(capture, new Extent(queries.rows(), keys.rows()));
        int size = needsAllQueries()
                ? queries.rows()
                : budget.queriesPerBlock(mechanism.variant().heads(), keys.rows());
        Matrix joined = walk(recording).inBlocks(queries, keys, values, size);
        return new HeadedResult(joined, recording.heads(), Way.MATERIALIZED);
    }

    /**
     * Attention of every query over the keys up to its own position, step by step: position t is appended to the cache, then query
     * t attends to what the cache holds. Scores of keys that the cache does not hold are never computed; captured stages have −∞ in
     * their place, or the weight 0.
     *
     * @param queries Q, n×d
     * @param keys K, n×d
     * @param values V, n×dv
     * @param policy which cache to open
     * @param capture what to keep besides the joined values
     * @return the joined values and what was captured
     * @throws InvalidInputException if the matrices are too large or do not suit the mechanism or the cache
     */
    public HeadedResult attendStepByStep(
            Matrix queries, Matrix keys, Matrix values, CachePolicy policy, Capture capture) {
        Recording recording = recording(capture, new Extent(queries.rows(), keys.rows()));
        Matrix joined = walk(recording).stepByStep(queries, keys, values, policy);
        return new HeadedResult(joined, recording.heads(), Way.MATERIALIZED);
    }

    private Walk walk(Recording recording) {
        return new Walk(
                mechanism.variant(),
                recording,
                (block, extent, firstQuery, firstKey) ->
                        new MaterializedStages(mechanism, block, extent, firstQuery, firstKey));
    }

    /** What to record into, once it is known to fit. */
    private Recording recording(Capture capture, Extent extent) {
        return Recording.within(budget, mechanism, capture, extent, needsAllQueries() && hasScores(capture));
    }

    /** Whether there are matrices of queries × keys; a variant may come to its values without, unless somebody looks at them. */
    private boolean hasScores(Capture capture) {
        return mechanism.variant().stages().contains(Stage.RAW)
                || capture.topKeys() > 0
                || capture.statistics()
                || capture.received()
                || !capture.rows().isEmpty()
                || capture.stages().stream().anyMatch(stage -> stage != Stage.VALUES);
    }

    private boolean needsAllQueries() {
        return mechanism.normalizer().axis() == Axis.QUERIES
                || !mechanism.variant().inBlocks();
    }
}
