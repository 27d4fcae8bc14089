package org.attentionworkbench.api.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a result was computed.
 *
 * @param way which way it ran: {@code materialized}, stage by stage in 64-bit floating point
 * @param composition what was composed, from the kind (such as {@code score}) to the choice (such as {@code scaled-dot})
 */
public record Execution(String way, Map<String, String> composition) {

    /** Copies the map, keeping its order. */
    public Execution {
        composition = Collections.unmodifiableMap(new LinkedHashMap<>(composition));
    }
}
