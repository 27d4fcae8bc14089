/** What is measured: shapes and variations, their inputs, and what is right. */
@NullMarked
package org.attentionworkbench.bench.problem;

import org.jspecify.annotations.NullMarked;
