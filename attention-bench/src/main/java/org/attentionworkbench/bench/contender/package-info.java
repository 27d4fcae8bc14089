/** Who is measured: the fused kernel, and its peers. Each library is seen in its own class here and nowhere else. */
@NullMarked
package org.attentionworkbench.bench.contender;

import org.jspecify.annotations.NullMarked;
