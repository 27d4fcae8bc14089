/**
 * Learned parameters: where the matrices of a projection, a score or a gate come from, a seed or a file.
 */
@NullMarked
package org.attentionworkbench.core.parameter;

import org.jspecify.annotations.NullMarked;
