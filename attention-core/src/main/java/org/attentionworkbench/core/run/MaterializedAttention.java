package org.attentionworkbench.core.run;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.attention.KeyValueCache;
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
        oneValuePerKey(keys, values);
        Recording recording = recording(capture, queries.rows(), keys.rows());
        int count = queries.rows();
        int size = needsAllQueries()
                ? count
                : budget.queriesPerBlock(mechanism.variant().heads(), keys.rows());
        Rows joined = new Rows(count);
        int from = 0;
        do {
            int to = Math.min(count, from + size);
            MaterializedStages stages = new MaterializedStages(
                    mechanism, recording.block(from, to), new Extent(count, keys.rows()), from, 0);
            joined.set(from, mechanism.variant().attend(queries.rows(from, to), keys, values, stages));
            recording.finishBlock();
            from = to;
        } while (from < count);
        return new HeadedResult(joined.matrix(), recording.heads());
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
        oneValuePerKey(keys, values);
        if (queries.rows() != keys.rows()) {
            throw new InvalidInputException("a cache takes one key with every query; there are " + queries.rows()
                    + " queries and " + keys.rows() + " keys");
        }
        int count = queries.rows();
        Recording recording = recording(capture, count, count);
        KeyValueCache cache = policy.open(keys.columns(), values.columns());
        Rows joined = new Rows(count);
        for (int step = 0; step < count; step++) {
            cache.append(keys.rows(step, step + 1), values.rows(step, step + 1));
            int firstKey = cache.firstPosition();
            MaterializedStages stages = new MaterializedStages(
                    mechanism, recording.step(step, firstKey), new Extent(count, count), step, firstKey);
            joined.set(
                    step,
                    mechanism.variant().attend(queries.rows(step, step + 1), cache.keys(), cache.values(), stages));
            recording.finishBlock();
        }
        return new HeadedResult(joined.matrix(), recording.heads());
    }

    private static void oneValuePerKey(Matrix keys, Matrix values) {
        if (keys.rows() != values.rows()) {
            throw new InvalidInputException("there is one value for each key; there are " + keys.rows() + " keys and "
                    + values.rows() + " values");
        }
    }

    /** What to record into, once it is known to fit. */
    private Recording recording(Capture capture, int queries, int keys) {
        int heads = mechanism.variant().heads();
        budget.checkTopKeys(heads, queries, Math.min(capture.topKeys(), keys));
        Recording recording = new Recording(
                capture, heads, queries, keys, mechanism.normalizer().logarithmic());
        budget.check(recording.wholeMatrices(needsAllQueries() && hasScores(capture)), queries, keys);
        return recording;
    }

    /** Whether there are matrices of queries × keys; a variant may come to its values without, unless somebody looks at them. */
    private boolean hasScores(Capture capture) {
        return mechanism.variant().stages().contains(Stage.RAW)
                || capture.topKeys() > 0
                || capture.statistics()
                || capture.stages().stream().anyMatch(stage -> stage != Stage.VALUES);
    }

    private boolean needsAllQueries() {
        return mechanism.normalizer().axis() == Axis.QUERIES
                || !mechanism.variant().inBlocks();
    }
}
