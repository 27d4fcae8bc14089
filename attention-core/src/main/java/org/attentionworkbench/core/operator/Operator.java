package org.attentionworkbench.core.operator;

import java.util.Map;
import java.util.Set;
import org.attentionworkbench.core.graph.UnsupportedCaseException;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * An operator in the sense of ONNX: named tensors and attributes to named tensors. The formulas are those of the ONNX operator
 * specification (Linux Foundation, <i>ONNX Operators</i>, opsets 13 to 27).
 */
public interface Operator {

    /**
     * The name of the operator.
     *
     * @return as in {@code op_type} of a case
     */
    String name();

    /**
     * The inputs that it knows, required and optional ones. A case with another one is skipped.
     *
     * @return formal parameter names
     */
    Set<String> inputs();

    /**
     * The attributes that it knows. A case with another one is skipped, for it would mean something that is not computed.
     *
     * @return attribute names
     */
    Set<String> attributes();

    /**
     * Computes the outputs.
     *
     * @param call the inputs, the attributes and what is wanted
     * @return at least the wanted outputs that the operator has, by name, in 64-bit floating point and with the element type that
     *     they are to be rounded to
     * @throws org.attentionworkbench.api.InvalidInputException if inputs or attributes do not go together
     * @throws UnsupportedCaseException if the operator does not know what the call asks for
     */
    Map<String, Tensor> run(OperatorCall call);
}
