/**
 * Measures the fused kernel beside its peers, on this machine and in one run: the command {@code bench}. Nothing of this module is
 * shipped.
 */
@NullMarked
package org.attentionworkbench.bench;

import org.jspecify.annotations.NullMarked;
