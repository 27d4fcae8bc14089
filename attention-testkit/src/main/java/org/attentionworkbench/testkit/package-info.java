/**
 * Contract tests for authors of backends and strategies: implement one of the contract interfaces in a test class, say which
 * object is to be tested, and its promises are checked. Beside them stand the oracle, seeded matrices and comparisons within
 * a derived tolerance.
 */
@NullMarked
package org.attentionworkbench.testkit;

import org.jspecify.annotations.NullMarked;
