/** The command {@code analyze}. */
@NullMarked
package org.attentionworkbench.cli.analyze;

import org.jspecify.annotations.NullMarked;
