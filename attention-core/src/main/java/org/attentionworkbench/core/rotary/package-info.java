/**
 * Rotary positions: pairs of channels are turned by an angle that grows with the position, so that dot products depend on how far
 * query and key are apart.
 */
@NullMarked
package org.attentionworkbench.core.rotary;

import org.jspecify.annotations.NullMarked;
