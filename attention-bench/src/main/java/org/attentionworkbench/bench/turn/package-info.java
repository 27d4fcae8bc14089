/** Contenders in processes of their own, which take turns. */
@NullMarked
package org.attentionworkbench.bench.turn;

import org.jspecify.annotations.NullMarked;
