/**
 * The standard normalizers: from scores to weights.
 */
@NullMarked
package org.attentionworkbench.core.normalizer;

import org.jspecify.annotations.NullMarked;
