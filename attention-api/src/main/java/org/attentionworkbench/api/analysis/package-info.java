/**
 * What can be said of weights once they are there: analyses, the maps they look at and what they find.
 */
@NullMarked
package org.attentionworkbench.api.analysis;

import org.jspecify.annotations.NullMarked;
