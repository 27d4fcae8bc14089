/** The command {@code list}: every strategy there is, in the terminal or as the catalogue page with a picture of each. */
@NullMarked
package org.attentionworkbench.cli.list;

import org.jspecify.annotations.NullMarked;
