/**
 * Running a composition: stage by stage in 64-bit floating point, in blocks of queries, keeping what is asked for.
 */
@NullMarked
package org.attentionworkbench.core.run;

import org.jspecify.annotations.NullMarked;
