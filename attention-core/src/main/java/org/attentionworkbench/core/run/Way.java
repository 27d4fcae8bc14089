package org.attentionworkbench.core.run;

import java.util.Optional;
import org.attentionworkbench.api.result.Execution;

/**
 * Which way attention ran, as {@link Execution} tells it.
 *
 * @param name {@link Execution#MATERIALIZED} or {@link Execution#FUSED}
 * @param reason why it ran this way, and how, where there is something to say
 */
public record Way(String name, Optional<String> reason) {
    /** Stage by stage, as every backend can. */
    static final Way MATERIALIZED = new Way(Execution.MATERIALIZED, Optional.empty());
}
