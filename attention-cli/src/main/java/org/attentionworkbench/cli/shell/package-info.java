/** What every command stands on: the process around it, what to compose, where phrases come from and where results go. */
@NullMarked
package org.attentionworkbench.cli.shell;

import org.jspecify.annotations.NullMarked;
