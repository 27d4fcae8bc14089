package org.attentionworkbench.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrategyTest {
    private static final Option<Double> FACTOR =
            Option.number("factor", "the factor").withDefault("2");

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
    void aStrategyIsMadeFromItsOptions() {
        Strategy<ScoreModifier> times = Strategy.of(
                "times",
                "s · factor",
                options -> {
                    double factor = options.get(FACTOR);
                    return (score, head, query, key) -> score * factor;
                },
                FACTOR);
        assertThat(times.name()).isEqualTo("times");
        assertThat(times.summary()).isEqualTo("s · factor");
        assertThat(times.options()).isUnmodifiable().hasSize(1).first().isSameAs(FACTOR);
        assertThat(times).hasToString("times");
        assertThat(times.create(DEFAULTS).modify(3, 0, 0, 0)).isEqualTo(6);
    }

    @Test
    void aStrategyNeedsNoOptions() {
        Strategy<String> plain = Strategy.of("plain", "nothing", options -> "made");
        assertThat(plain.options()).isEmpty();
        assertThat(plain.create(DEFAULTS)).isEqualTo("made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "softmax", "scaled-dot", "top-k", "bm25", "3-heads", "a-b-c"})
    void namesAreHyphenatedLowerCaseWords(String name) {
        assertThat(Strategy.of(name, "", options -> name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Softmax", "scaled_dot", "scaled dot", "-dot", "dot-", "a--b", "a:b", "größe", "dot\n"})
    void otherNamesAreRejected(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Strategy.of(name, "", options -> name))
                .withMessage("'" + name
                        + "' is no strategy name: use lower-case words joined by hyphens, like 'scaled-dot'");
    }

    @Test
    void formulaSourceAndExampleAreTold() {
        Strategy<String> plain = Strategy.of("plain", "nothing", options -> "made");
        Strategy<String> told =
                plain.withFormula("s = q·k").withSource("Luong et al. 2015").withExample("a=1");

        assertThat(plain.formula()).isEmpty();
        assertThat(plain.source()).isEmpty();
        assertThat(told.formula()).contains("s = q·k");
        assertThat(told.source()).contains("Luong et al. 2015");
        assertThat(told.example()).contains("plain:a=1");
        assertThat(told.withFormula("s").source()).contains("Luong et al. 2015");
        assertThat(told.withSource("x").formula()).contains("s = q·k");
        assertThat(told.withSource("x").withFormula("y").example()).contains("plain:a=1");
        assertThat(told.name()).isEqualTo("plain");
        assertThat(told.summary()).isEqualTo("nothing");
        assertThat(told.create(DEFAULTS)).isEqualTo("made");
    }

    @Test
    void theExampleIsTheNameAloneUnlessOptionsAreRequired() {
        Strategy<String> none = Strategy.of("none", "", options -> "");
        Strategy<String> optional = Strategy.of("optional", "", options -> "", FACTOR);
        Strategy<String> required = Strategy.of("required", "", options -> "", Option.number("t", "a number"));

        assertThat(none.example()).contains("none");
        assertThat(optional.example()).contains("optional");
        assertThat(required.example()).isEmpty();
        assertThat(required.withExample("t=2").example()).contains("required:t=2");
    }

    @Test
    void aPluginHasNothingUnlessItSaysSo() {
        AttentionPlugin plugin = new AttentionPlugin() {};
        assertThat(plugin.tokenizers()).isEmpty();
        assertThat(plugin.embedders()).isEmpty();
        assertThat(plugin.projections()).isEmpty();
        assertThat(plugin.scoreFunctions()).isEmpty();
        assertThat(plugin.scoreModifiers()).isEmpty();
        assertThat(plugin.masks()).isEmpty();
        assertThat(plugin.normalizers()).isEmpty();
        assertThat(plugin.variants()).isEmpty();
        assertThat(plugin.caches()).isEmpty();
        assertThat(plugin.matrixBackends()).isEmpty();
        assertThat(plugin.analyses()).isEmpty();
        assertThat(plugin.reporters()).isEmpty();
    }
}
