/**
 * The {@code attention} command. Commands are thin: they gather choices, phrases and a place to write to, call the workbench, and
 * print. Results go to standard output, everything else to standard error; 0 is fine, 1 failed, 2 bad usage or input.
 */
@NullMarked
package org.attentionworkbench.cli;

import org.jspecify.annotations.NullMarked;
