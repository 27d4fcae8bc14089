package org.attentionworkbench.core.composition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;

/** The options of one strategy, read and checked. */
final class ReadOptions implements Options {
    private final Map<Option<?>, Object> values = new HashMap<>();
    private final Set<Option<?>> given = new HashSet<>();

    /** A value that the user gave. */
    <T> void give(Option<T> option, T value) {
        given.add(option);
        assume(option, value);
    }

    /** A value that is taken where the user gave none. */
    <T> void assume(Option<T> option, T value) {
        values.put(option, value);
    }

    @Override
    public <T> Optional<T> given(Option<T> option) {
        return given.contains(option) ? value(option) : Optional.empty();
    }

    @Override
    public <T> T get(Option<T> option) {
        return value(option)
                .orElseThrow(() -> new IllegalArgumentException("the option '" + option
                        + "' has no value: declare it with its strategy, and give it a default"));
    }

    @SuppressWarnings("unchecked") // assume() files each T under its own Option<T>
    private <T> Optional<T> value(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }
}
