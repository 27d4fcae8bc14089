/**
 * Small graphs of elementary tensor operators, as ONNX writes them: what a modification of scores or weights does that comes with a
 * case.
 */
@NullMarked
package org.attentionworkbench.core.graph;

import org.jspecify.annotations.NullMarked;
