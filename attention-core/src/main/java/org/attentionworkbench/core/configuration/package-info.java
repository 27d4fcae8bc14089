/**
 * What a user chooses: one immutable configuration, its short syntax, its YAML form, and the presets.
 */
@NullMarked
package org.attentionworkbench.core.configuration;

import org.jspecify.annotations.NullMarked;
