/**
 * The strategies of one attention computation, in the order in which they act: projection, score, modifiers, mask, normalizer, and the variant that arranges them in heads.
 */
@NullMarked
package org.attentionworkbench.api.attention;

import org.jspecify.annotations.NullMarked;
