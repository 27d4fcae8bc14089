/**
 * The standard caches: what a run step by step keeps of the keys and values of earlier steps.
 */
@NullMarked
package org.attentionworkbench.core.cache;

import org.jspecify.annotations.NullMarked;
