package org.attentionworkbench.api.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a result was computed.
 *
 * @param way which way it ran: {@code materialized}, stage by stage in 64-bit floating point, or {@code fused}, in one pass in
 *     32-bit floating point
 * @param reason why it ran this way, and how, where there is something to say: why not fused, or by which kernel
 * @param composition what was composed, from the kind (such as {@code score}) to the choice (such as {@code scaled-dot})
 */
public record Execution(String way, Optional<String> reason, Map<String, String> composition) {
    /** Stage by stage, in 64-bit floating point. */
    public static final String MATERIALIZED = "materialized";

    /** In one pass, in 32-bit floating point. */
    public static final String FUSED = "fused";

    /** Copies the map, keeping its order. */
    public Execution {
        composition = Collections.unmodifiableMap(new LinkedHashMap<>(composition));
    }

    /**
     * An execution of which nothing more is to say.
     *
     * @param way which way it ran
     * @param composition what was composed
     */
    public Execution(String way, Map<String, String> composition) {
        this(way, Optional.empty(), composition);
    }
}
