/**
 * The standard projections: from embeddings to queries, keys and values.
 */
@NullMarked
package org.attentionworkbench.core.projection;

import org.jspecify.annotations.NullMarked;
