package org.example.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.ServiceLoader;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.junit.jupiter.api.Test;

final class SignPluginTest {
    private static final Options DEFAULTS = new Options() {
        @Override
        public <T> Optional<T> given(Option<T> option) {
            return Optional.empty();
        }

        @Override
        public <T> T get(Option<T> option) {
            return option.read(option.defaultText().orElseThrow());
        }
    };

    @Test
    void theServiceLoaderFindsBothStrategies() {
        AttentionPlugin plugin =
                ServiceLoader.load(AttentionPlugin.class).findFirst().orElseThrow();
        assertEquals("[sign]", plugin.scoreFunctions().toString());
        assertEquals("[consensus]", plugin.variants().toString());
    }

    @Test
    void strategiesAreMadeFromTheirOptions() {
        SignPlugin plugin = new SignPlugin();
        assertInstanceOf(SignScore.class, plugin.scoreFunctions().get(0).create(DEFAULTS));
        assertEquals(2, plugin.variants().get(0).create(DEFAULTS).heads());
    }

    @Test
    void optionsTakeOnlyWhatMakesSense() {
        assertThrows(IllegalArgumentException.class, () -> SignPlugin.HEADS.read("0"));
        assertThrows(IllegalArgumentException.class, () -> SignPlugin.MIX.read("1.1"));
        assertThrows(IllegalArgumentException.class, () -> SignPlugin.MIX.read("-0.1"));
        assertEquals(0, SignPlugin.MIX.read("0"));
        assertEquals(1, SignPlugin.MIX.read("1"));
    }
}
