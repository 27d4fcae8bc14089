/**
 * What a run returns, what may be captured of it on the way, and the reporters that write it down.
 */
@NullMarked
package org.attentionworkbench.api.result;

import org.jspecify.annotations.NullMarked;
