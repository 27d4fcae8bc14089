/**
 * Checks the workbench against cases with known results: folders of operators of ONNX with inputs and expected outputs. Attention
 * runs through the same mechanism as everything else; the operators around it are computed as their formulas say.
 */
@NullMarked
package org.attentionworkbench.core.conformance;

import org.jspecify.annotations.NullMarked;
