package org.attentionworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.CachePolicy;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Mechanism;

/**
 * Runs a mechanism on queries, keys and values: in one fused pass where its backend offers one and its parts have a fused form,
 * otherwise stage by stage ({@link MaterializedAttention}). The result says which, and why.
 */
public final class Attention {
    private final Mechanism mechanism;
    private final MemoryBudget budget;
    private final Function<Kind<?>, String> names;
    private final Optional<String> unfused;

    /**
     * Attention by a mechanism.
     *
     * @param mechanism what to run
     */
    public Attention(Mechanism mechanism) {
        this(mechanism, MemoryBudget.ofThisMachine(), Kind::word, Optional.empty());
    }

    private Attention(
            Mechanism mechanism, MemoryBudget budget, Function<Kind<?>, String> names, Optional<String> unfused) {
        this.mechanism = mechanism;
        this.budget = budget;
        this.names = names;
        this.unfused = unfused;
    }

    /** With a memory budget, and with names for the parts of the mechanism, such as {@code score additive}. */
    Attention(Mechanism mechanism, MemoryBudget budget, Function<Kind<?>, String> names) {
        this(mechanism, budget, names, Optional.empty());
    }

    /**
     * This without fused passes.
     *
     * @param reason why, such as {@code its numbers are of 64 bits}
     * @return attention stage by stage
     */
    public Attention unfused(String reason) {
        return new Attention(mechanism, budget, names, Optional.of(reason));
    }

    /**
     * Attention of all queries over all keys.
     *
     * @param queries Q, n×d
     * @param keys K, m×d
     * @param values V, m×dv
     * @param capture what to keep besides the joined values
     * @return the joined values, what was captured, and which way it ran
     * @throws InvalidInputException if the matrices are too large or do not suit the mechanism, or the backend runs fused passes only
     *     and there is no fused form
     */
    public HeadedResult attend(Matrix queries, Matrix keys, Matrix values, Capture capture) {
        return run(
                capture,
                fused -> fused.attend(queries, keys, values, capture),
                materialized -> materialized.attend(queries, keys, values, capture));
    }

    /**
     * Attention of every query over the keys up to its own position, step by step, as
     * {@link MaterializedAttention#attendStepByStep}.
     *
     * @param queries Q, n×d
     * @param keys K, n×d
     * @param values V, n×dv
     * @param policy which cache to open
     * @param capture what to keep besides the joined values
     * @return the joined values, what was captured, and which way it ran
     * @throws InvalidInputException if the matrices are too large or do not suit the mechanism or the cache, or the backend runs fused
     *     passes only and there is no fused form
     */
    public HeadedResult attendStepByStep(
            Matrix queries, Matrix keys, Matrix values, CachePolicy policy, Capture capture) {
        return run(
                capture,
                fused -> fused.attendStepByStep(queries, keys, values, policy, capture),
                materialized -> materialized.attendStepByStep(queries, keys, values, policy, capture));
    }

    private HeadedResult run(
            Capture capture,
            Function<FusedAttention, HeadedResult> fused,
            Function<MaterializedAttention, HeadedResult> materialized) {
        if (!(mechanism.backend() instanceof FusedBackend backend)) {
            return materialized.apply(new MaterializedAttention(mechanism, budget));
        }
        List<String> obstacles = obstacles(backend, capture);
        if (obstacles.isEmpty()) {
            return fused.apply(new FusedAttention(mechanism, backend, budget));
        }
        if (backend.fusedOnly()) {
            throw new InvalidInputException(obstacles.stream()
                    .map(reason -> "the " + names.apply(Kind.BACKEND) + " is told to run in one fused pass only, and "
                            + reason)
                    .collect(Collectors.joining("\n")));
        }
        HeadedResult result = materialized.apply(new MaterializedAttention(mechanism, budget));
        Way way = new Way(Execution.MATERIALIZED, Optional.of(String.join("; ", obstacles)));
        return new HeadedResult(result.joined(), result.heads(), way);
    }

    private List<String> obstacles(FusedBackend backend, Capture capture) {
        List<String> obstacles = new ArrayList<>(unfused.stream().toList());
        obstacles.addAll(new FusedForms(names).obstacles(mechanism, backend, capture));
        return obstacles;
    }
}
