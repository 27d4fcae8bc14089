package org.attentionworkbench.api.analysis;

import java.util.List;
import org.attentionworkbench.api.result.Finding;

/** Looks at weights and says something of them in numbers. Attention is not explanation: what is found is where a model looks. */
@FunctionalInterface
public interface Analysis {

    /**
     * Looks at weights.
     *
     * @param maps the weights of every head of every layer
     * @return what was found, at least one finding
     * @throws org.attentionworkbench.api.InvalidInputException if nothing can be said of such maps
     */
    List<Finding> analyse(AttentionMaps maps);
}
