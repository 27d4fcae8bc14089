package org.attentionworkbench.core.graph;

import org.attentionworkbench.core.tensor.Tensor;

/** A node of a {@link Graph}: tensors to a tensor, as the ONNX operator of its type defines it. */
@FunctionalInterface
interface NodeOperator {

    /** Computes the output. */
    Tensor apply(NodeCall call);
}
