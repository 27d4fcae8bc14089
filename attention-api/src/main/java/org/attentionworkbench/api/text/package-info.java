/**
 * From text to vectors: tokens, the tokenizers that find them and the embedders that give each one a row of numbers.
 */
@NullMarked
package org.attentionworkbench.api.text;

import org.jspecify.annotations.NullMarked;
