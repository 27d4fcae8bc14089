/**
 * Checks the workbench against cases with known results: folders of operators of ONNX with inputs and expected outputs.
 */
@NullMarked
package org.attentionworkbench.core.conformance;

import org.jspecify.annotations.NullMarked;
