package org.attentionworkbench.core.conformance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one case on one backend.
 *
 * @param testCase the name of the case
 * @param backend the name of the backend
 * @param outcome passed, failed or skipped
 * @param reason why it failed or was skipped, in one line; empty if it passed
 * @param difference where an output first differs, if that is why it failed
 * @param fused whether the backend computed it in one fused pass
 */
public record Verdict(
        String testCase,
        String backend,
        Outcome outcome,
        String reason,
        @Nullable Difference difference,
        boolean fused) {

    Verdict inOneFusedPass() {
        return new Verdict(testCase, backend, outcome, reason, difference, true);
    }

    /** How a case can end. */
    public enum Outcome {
        /** All outputs agree. */
        PASSED,
        /** An output differs, or the case cannot be computed. */
        FAILED,
        /** The workbench does not know what the case is about. */
        SKIPPED;

        /** The word in documents. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
