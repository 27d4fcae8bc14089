package org.attentionworkbench.core.score;

import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;

/**
 * Options as a user would write them.
 *
 * @param texts from the name of an option to its value as a text
 */
public record GivenOptions(Map<String, String> texts) implements Options {

    /** What a user gives who gives nothing. */
    public static final GivenOptions NONE = new GivenOptions(Map.of());

    /**
     * One option.
     *
     * @param name its name
     * @param text its value
     * @return just this option
     */
    public static GivenOptions of(String name, String text) {
        return new GivenOptions(Map.of(name, text));
    }

    @Override
    public <T> Optional<T> given(Option<T> option) {
        return Optional.ofNullable(texts.get(option.name())).map(option::read);
    }

    @Override
    public <T> T get(Option<T> option) {
        return given(option).orElseGet(() -> option.read(option.defaultText().orElseThrow()));
    }
}
