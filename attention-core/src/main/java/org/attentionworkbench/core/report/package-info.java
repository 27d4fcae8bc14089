/**
 * The standard reporters: text for people, JSON and CSV for programs; and the tables and findings that commands print, too.
 */
@NullMarked
package org.attentionworkbench.core.report;

import org.jspecify.annotations.NullMarked;
