/**
 * Results side by side: what can be measured of one result, how far the weights of two results are apart, and how far backends
 * are apart at each stage of the same composition.
 */
@NullMarked
package org.attentionworkbench.core.comparison;

import org.jspecify.annotations.NullMarked;
