/**
 * The standard score functions: how well each key answers each query.
 */
@NullMarked
package org.attentionworkbench.core.score;

import org.jspecify.annotations.NullMarked;
