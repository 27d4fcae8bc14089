package org.attentionworkbench.core.graph;

import java.util.List;
import java.util.Map;
import org.attentionworkbench.core.tensor.Tensor;

/** What {@code score_mod} or {@code prob_mod} of FlexAttention does to all scores or weights of a batch. */
@FunctionalInterface
public interface Modification {

    /** The modified tensor. */
    Tensor apply(Tensor tensor);

    /**
     * Reads a modification: its graph if it has nodes, else its formula.
     *
     * @param json the attribute
     * @param name its name, for messages
     * @throws UnsupportedCaseException if it is written in a way that is not known
     */
    public static Modification of(Map<?, ?> json, String name) {
        if (json.get("nodes") instanceof List<?> nodes && !nodes.isEmpty()) {
            return new Graph(json, name);
        }
        if (json.get("formula") instanceof String formula) {
            return new Formula(formula, json);
        }
        throw new UnsupportedCaseException(name + " has neither nodes nor a formula");
    }
}
