package org.attentionworkbench.core.graph;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of nodes that a {@link Graph} may have. */
final class NodeOperators {
    private static final Map<String, NodeOperator> OPERATORS = new HashMap<>();

    static {
        ElementwiseNodes.addTo(OPERATORS);
        ShapeNodes.addTo(OPERATORS);
        ReductionNodes.addTo(OPERATORS);
    }

    private NodeOperators() {}

    /** The operator of a type; null if it is not known. */
    static @Nullable NodeOperator find(String type) {
        return OPERATORS.get(type);
    }
}
