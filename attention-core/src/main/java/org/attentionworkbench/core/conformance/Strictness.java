package org.attentionworkbench.core.conformance;

import java.util.Locale;

/** Which of the tolerances of a case to compare with. */
public enum Strictness {
    /** What a careful implementation reaches; the default. */
    TIGHT,
    /** What the case itself asks for. */
    LOOSE;

    /** The word on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
