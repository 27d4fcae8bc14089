/**
 * Attention in one pass, in 32-bit floating point, without a matrix of scores: what a fused backend takes in and what it gives.
 */
@NullMarked
package org.attentionworkbench.api.fused;

import org.jspecify.annotations.NullMarked;
