/**
 * Guice wiring: plugins become catalogs, a configuration becomes a composition, and both become a runner and its reporter. The
 * injector is made once, by {@link org.attentionworkbench.core.wiring.Workbench} or by a program that installs the modules in
 * its own.
 */
@NullMarked
package org.attentionworkbench.core.wiring;

import org.jspecify.annotations.NullMarked;
