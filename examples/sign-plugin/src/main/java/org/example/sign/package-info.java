/** An example plugin: a score function and an attention variant that the workbench does not have. */
@NullMarked
package org.example.sign;

import org.jspecify.annotations.NullMarked;
