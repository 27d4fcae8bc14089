/** One row of attention worked through, number by number, from the captured stages of the run itself. */
@NullMarked
package org.attentionworkbench.core.explanation;

import org.jspecify.annotations.NullMarked;
