/**
 * The standard embedders: random, hashed, one-hot and pre-trained word vectors, and positions added to any of them.
 */
@NullMarked
package org.attentionworkbench.core.embedding;

import org.jspecify.annotations.NullMarked;
