/**
 * From choices to strategies: every choice of a configuration is looked up, its options read and checked, and all problems reported together.
 */
@NullMarked
package org.attentionworkbench.core.composition;

import org.jspecify.annotations.NullMarked;
