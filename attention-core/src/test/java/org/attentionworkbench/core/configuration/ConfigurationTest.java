package org.attentionworkbench.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

    private static List<Choice> choices(String... texts) {
        return List.of(texts).stream()
                .map(text -> Choice.parse(text, Origin.DEFAULT))
                .toList();
    }

    @Test
    void defaultsAreTheSoundComposition() {
        Configuration defaults = Configuration.defaults();

        assertThat(defaults.seed()).isEqualTo(42);
        assertThat(defaults.choices(Kind.MODIFIER)).isEmpty();
        assertThat(defaults.choice(Kind.REPORT)).hasToString("full");
        assertThat(defaults.composition())
                .containsExactly(
                        Map.entry("seed", "42"),
                        Map.entry("tokenizer", "words"),
                        Map.entry("embedder", "random"),
                        Map.entry("projection", "identity"),
                        Map.entry("score", "scaled-dot"),
                        Map.entry("mask", "none"),
                        Map.entry("normalizer", "softmax"),
                        Map.entry("variant", "single-head"),
                        Map.entry("cache", "none"),
                        Map.entry("backend", "reference"));
    }

    @Test
    void changedChoiceLeavesTheConfigurationItCameFrom() {
        Configuration before = Configuration.defaults();

        Configuration after = before.with(Kind.NORMALIZER, "softmax:axis=queries");

        assertThat(before).isEqualTo(Configuration.defaults());
        assertThat(before.choice(Kind.NORMALIZER)).hasToString("softmax");
        assertThat(after.choice(Kind.NORMALIZER)).hasToString("softmax:axis=queries");
        assertThat(after.choice(Kind.NORMALIZER).origin()).isEqualTo(new Origin("normalizer"));
        assertThat(after.choice(Kind.SCORE)).isEqualTo(before.choice(Kind.SCORE));
        assertThat(after.seed()).isEqualTo(42);
    }

    @Test
    void malformedChoiceIsRefused() {
        assertThatThrownBy(() -> Configuration.defaults().with(Kind.REPORT, "top-k:3"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("report: cannot read 'top-k:3'");
    }

    @Test
    void modifiersCanBeSeveralOrNone() {
        Configuration two = Configuration.defaults().with(Kind.MODIFIER, choices("softcap:cap=30", "temperature:t=2"));

        assertThat(two.composition()).containsEntry("modifier", "softcap:cap=30 + temperature:t=2");
        assertThat(two.with(Kind.MODIFIER, List.of())).isEqualTo(Configuration.defaults());
    }

    @Test
    void otherKindsAreExactlyOne() {
        Configuration defaults = Configuration.defaults();

        assertThatThrownBy(() -> defaults.with(Kind.SCORE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one score can be chosen, not 0");
        assertThatThrownBy(() -> defaults.with(Kind.SCORE, choices("dot", "scaled-dot")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one score can be chosen, not 2");
    }

    @Test
    void constructorAsksForEveryKind() {
        Map<Kind<?>, List<Choice>> incomplete =
                new HashMap<>(Configuration.defaults().choices());
        incomplete.remove(Kind.MASK);

        assertThatThrownBy(() -> new Configuration(incomplete, 42))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("one mask can be chosen, not 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, 4294967295L})
    void seedIsUnsignedWith32Bits(long seed) {
        Configuration seeded = Configuration.defaults().withSeed(seed);

        assertThat(seeded.seed()).isEqualTo(seed);
        assertThat(seeded.choices()).isEqualTo(Configuration.defaults().choices());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4294967296L, Long.MIN_VALUE, Long.MAX_VALUE})
    void otherSeedsAreRefused(long seed) {
        assertThatThrownBy(() -> Configuration.defaults().withSeed(seed))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a seed is an integer from 0 to 4294967295, not " + seed);
    }

    @Test
    void choicesAreCopiedInTheOrderOfThePipeline() {
        Map<Kind<?>, List<Choice>> reversed = new LinkedHashMap<>();
        for (int index = Kind.all().size() - 1; index >= 0; index--) {
            Kind<?> kind = Kind.all().get(index);
            reversed.put(kind, Configuration.defaults().choices(kind));
        }
        Configuration configuration = new Configuration(reversed, 42);
        reversed.clear();

        assertThat(configuration).isEqualTo(Configuration.defaults());
        assertThat(configuration.choices().keySet()).containsExactlyElementsOf(Kind.all());
        assertThatThrownBy(() -> configuration.choices().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> configuration.choices(Kind.SCORE).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void presetsAreTheDefaultAndTheNotebook() {
        Origin origin = new Origin("--preset");

        assertThat(Presets.names()).containsExactly("default", "notebook");
        assertThat(Presets.named("default", origin)).isEqualTo(Configuration.defaults());
        Configuration notebook = Presets.named("notebook", origin);
        assertThat(notebook.seed()).isEqualTo(42);
        assertThat(notebook.composition())
                .containsExactly(
                        Map.entry("seed", "42"),
                        Map.entry("tokenizer", "whitespace"),
                        Map.entry("embedder", "random:dimension=4,distribution=uniform,per=occurrence"),
                        Map.entry("projection", "identity"),
                        Map.entry("score", "dot"),
                        Map.entry("mask", "none"),
                        Map.entry("normalizer", "softmax:axis=queries"),
                        Map.entry("variant", "single-head"),
                        Map.entry("cache", "none"),
                        Map.entry("backend", "reference"));
    }

    @Test
    void unknownPresetIsToldWithASuggestion() {
        assertThatThrownBy(() -> Presets.named("notbook", new Origin("--preset")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--preset: unknown preset 'notbook'; did you mean 'notebook'? There are default, notebook");
        assertThatThrownBy(() -> Presets.names().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
