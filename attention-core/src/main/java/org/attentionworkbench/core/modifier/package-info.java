/**
 * The standard score modifiers: functions of one score, applied between the score function and the mask.
 */
@NullMarked
package org.attentionworkbench.core.modifier;

import org.jspecify.annotations.NullMarked;
