/**
 * Which strategies there are: the kinds, the plugins that bring them, and one catalog of named strategies per kind.
 */
@NullMarked
package org.attentionworkbench.core.catalog;

import org.jspecify.annotations.NullMarked;
