package org.attentionworkbench.api.plugin;

import java.util.Optional;

/** The values that a user gave to the options of a strategy, already read and checked. */
public interface Options {

    /**
     * What the user gave.
     *
     * @param <T> the type of the value
     * @param option one of the options that the strategy declared
     * @return the value, or nothing where the user gave none (whether or not the option has a default)
     */
    <T> Optional<T> given(Option<T> option);

    /**
     * What the user gave, else the default.
     *
     * @param <T> the type of the value
     * @param option one of the options that the strategy declared, with a default or a value
     * @return the value
     */
    <T> T get(Option<T> option);
}
