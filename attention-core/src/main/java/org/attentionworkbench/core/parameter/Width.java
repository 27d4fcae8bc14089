package org.attentionworkbench.core.parameter;

import org.attentionworkbench.api.plugin.Option;

/** How many channels, units or heads there are, where the user chooses it: no more than a vector can have numbers. */
public final class Width {
    private static final int LARGEST = 65_536;

    private Width() {}

    /**
     * An option that takes a width.
     *
     * @param name its name
     * @param meaning one line on what it does
     * @return the option, an integer from 1 to 65536, without a default
     */
    public static Option<Integer> option(String name, String meaning) {
        return Option.integer(name, meaning)
                .which(width -> width >= 1 && width <= LARGEST, "an integer from 1 to " + LARGEST);
    }
}
