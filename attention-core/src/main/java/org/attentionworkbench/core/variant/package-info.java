/**
 * The standard attention variants: how queries, keys and values are shared out among heads and joined again.
 */
@NullMarked
package org.attentionworkbench.core.variant;

import org.jspecify.annotations.NullMarked;
