/**
 * JSON as the workbench writes and reads it; the library behind it stays inside this package.
 */
@NullMarked
package org.attentionworkbench.core.json;

import org.jspecify.annotations.NullMarked;
