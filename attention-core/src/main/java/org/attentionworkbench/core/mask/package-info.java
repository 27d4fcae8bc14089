/**
 * The standard masks: which keys each query may attend to.
 */
@NullMarked
package org.attentionworkbench.core.mask;

import org.jspecify.annotations.NullMarked;
