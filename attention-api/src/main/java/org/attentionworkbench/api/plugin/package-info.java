/**
 * The door by which strategies enter: a plugin lists named strategies of each kind, a strategy declares its options.
 */
@NullMarked
package org.attentionworkbench.api.plugin;

import org.jspecify.annotations.NullMarked;
