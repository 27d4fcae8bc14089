/**
 * Matrices of 64-bit floating-point numbers and the two products that a linear-algebra library supplies.
 */
@NullMarked
package org.attentionworkbench.api.matrix;

import org.jspecify.annotations.NullMarked;
