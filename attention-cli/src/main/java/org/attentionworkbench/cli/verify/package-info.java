/**
 * The command {@code verify}: the backends against folders of cases with known results.
 */
@NullMarked
package org.attentionworkbench.cli.verify;

import org.jspecify.annotations.NullMarked;
