package org.attentionworkbench.core.run;

import java.util.Optional;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.core.composition.Mechanism;

/**
 * Runs a mechanism that has a fused form on queries, keys and values: each head in one pass, in 32-bit floating point. All queries
 * are computed at once, for there is no matrix of queries × keys unless it is captured. With a cache every step is a pass of one
 * query over the keys that the cache holds.
 */
final class FusedAttention {
    private final Mechanism mechanism;
    private final FusedBackend backend;
    private final MemoryBudget budget;

    FusedAttention(Mechanism mechanism, FusedBackend backend, MemoryBudget budget) {
        this.mechanism = mechanism;
        this.backend = backend;
        this.budget = budget;
    }

    /** As {@link MaterializedAttention#attend}. */
    HeadedResult attend(Matrix queries, Matrix keys, Matrix values, Capture capture) {
        Recording recording = recording(capture, queries, keys);
        return result(recording, walk(recording).inBlocks(queries, keys, values, Math.max(1, queries.rows())));
    }

    /** As {@link MaterializedAttention#attendStepByStep}. */
    HeadedResult attendStepByStep(Matrix queries, Matrix keys, Matrix values, CachePolicy policy, Capture capture) {
        Recording recording = recording(capture, queries, keys);
        return result(recording, walk(recording).stepByStep(queries, keys, values, policy));
    }

    private Recording recording(Capture capture, Matrix queries, Matrix keys) {
        return Recording.within(budget, mechanism, capture, new Extent(queries.rows(), keys.rows()), false);
    }

    private Walk walk(Recording recording) {
        return new Walk(
                mechanism.variant(),
                recording,
                (block, extent, firstQuery, firstKey) ->
                        new FusedStages(mechanism, backend, block, extent, firstQuery, firstKey));
    }

    private HeadedResult result(Recording recording, Matrix joined) {
        Way way = new Way(Execution.FUSED, Optional.of(backend.description()));
        return new HeadedResult(joined, recording.heads(), way);
    }
}
