/**
 * The standard reporters: text for people, JSON and CSV for programs.
 */
@NullMarked
package org.attentionworkbench.core.report;

import org.jspecify.annotations.NullMarked;
