/** The {@code compare} command: phrases, variants and backends side by side. */
@NullMarked
package org.attentionworkbench.cli.compare;

import org.jspecify.annotations.NullMarked;
