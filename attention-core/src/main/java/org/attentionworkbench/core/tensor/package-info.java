/**
 * Arrays of any number of axes, and the files they come in (safetensors, NumPy).
 */
@NullMarked
package org.attentionworkbench.core.tensor;

import org.jspecify.annotations.NullMarked;
