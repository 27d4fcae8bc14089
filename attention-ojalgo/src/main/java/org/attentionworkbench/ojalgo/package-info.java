/**
 * The matrix products on ojAlgo, as the strategy {@code ojalgo}. No ojAlgo type leaves this package.
 */
@NullMarked
package org.attentionworkbench.ojalgo;

import org.jspecify.annotations.NullMarked;
