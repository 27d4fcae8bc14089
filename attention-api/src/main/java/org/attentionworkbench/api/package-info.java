/**
 * The one error that every part of the workbench raises for bad input. The strategies and values live in the packages below.
 */
@NullMarked
package org.attentionworkbench.api;

import org.jspecify.annotations.NullMarked;
