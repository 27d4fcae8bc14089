/**
 * The matrix products on EJML, as the strategy {@code ejml}. No EJML type leaves this package.
 */
@NullMarked
package org.attentionworkbench.ejml;

import org.jspecify.annotations.NullMarked;
