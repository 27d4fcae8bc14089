/** The command {@code mask}. */
@NullMarked
package org.attentionworkbench.cli.mask;

import org.jspecify.annotations.NullMarked;
