package org.attentionworkbench.core.analysis;

import java.util.Locale;

/** In which unit information is measured. */
public enum LogarithmBase {
    /** Natural logarithms. */
    NATS,
    /** Logarithms to the base 2: a bit is ln 2 nats. */
    BITS;

    /** The word for the unit. */
    String unit() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A number of nats in this unit. */
    double ofNats(double nats) {
        return this == NATS ? nats : nats / Math.log(2);
    }
}
