/** What was measured, and how it is written down. */
@NullMarked
package org.attentionworkbench.bench.result;

import org.jspecify.annotations.NullMarked;
