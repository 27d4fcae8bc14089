/**
 * The operators of the ONNX specification that concern attention, composed of the workbench's own parts wherever it has them.
 */
@NullMarked
package org.attentionworkbench.core.operator;

import org.jspecify.annotations.NullMarked;
