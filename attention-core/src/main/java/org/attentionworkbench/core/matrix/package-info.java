/**
 * The matrix backend that needs no library and that every other backend is compared with.
 */
@NullMarked
package org.attentionworkbench.core.matrix;

import org.jspecify.annotations.NullMarked;
