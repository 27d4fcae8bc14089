/** The {@code explain} command: one row of attention on paper, with as many digits as it takes to add up. */
@NullMarked
package org.attentionworkbench.cli.explain;

import org.jspecify.annotations.NullMarked;
