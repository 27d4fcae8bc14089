/**
 * Attention in one fused pass over tiles of queries and keys: on the Vector API of the JDK where its module is there, and in plain
 * Java. No type of the Vector API leaves this package.
 */
@NullMarked
package org.attentionworkbench.simd;

import org.jspecify.annotations.NullMarked;
