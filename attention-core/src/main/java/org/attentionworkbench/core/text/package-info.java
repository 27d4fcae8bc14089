/**
 * The standard tokenizers: at white space, at word boundaries, and around listed terms of several words.
 */
@NullMarked
package org.attentionworkbench.core.text;

import org.jspecify.annotations.NullMarked;
