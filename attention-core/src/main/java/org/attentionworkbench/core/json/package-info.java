/**
 * JSON as the workbench writes it; the library behind it stays inside this package.
 */
@NullMarked
package org.attentionworkbench.core.json;

import org.jspecify.annotations.NullMarked;
