/**
 * The standard analyses: what can be said of weights in numbers. Every analysis takes shares: a row of weights divided by its sum.
 * Weights below 0, as those of differential attention, are no shares and are refused; a row of zeros, in which no key is allowed,
 * stays a row of zeros.
 */
@NullMarked
package org.attentionworkbench.core.analysis;

import org.jspecify.annotations.NullMarked;
