package org.attentionworkbench.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionTest {
    private enum Alignment {
        UPPER_LEFT,
        LOWER_RIGHT
    }

    @Test
    void anOptionSaysWhatItIs() {
        Option<Integer> heads = Option.integer("heads", "how many heads");
        assertThat(heads.name()).isEqualTo("heads");
        assertThat(heads.type()).isEqualTo("an integer");
        assertThat(heads.meaning()).isEqualTo("how many heads");
        assertThat(heads.strategyKind()).isEmpty();
        assertThat(heads).hasToString("heads");
    }

    @Test
    void anOptionWithoutADefaultIsRequired() {
        Option<Integer> heads = Option.integer("heads", "how many heads");
        assertThat(heads.required()).isTrue();
        assertThat(heads.defaultText()).isEmpty();
        assertThat(heads.defaultDescription()).isEqualTo("required");
    }

    @Test
    void aDefaultIsKeptAsItIsWritten() {
        Option<Double> base = Option.number("base", "the base").withDefault("1e4");
        assertThat(base.required()).isFalse();
        assertThat(base.defaultText()).contains("1e4");
        assertThat(base.defaultDescription()).isEqualTo("1e4");
        assertThat(base.name()).isEqualTo("base");
        assertThat(base.meaning()).isEqualTo("the base");
        assertThat(base.type()).isEqualTo("a number");
        assertThat(base.read("2.5")).isEqualTo(2.5);
    }

    @Test
    void aDefaultMustBeAValueThatTheOptionTakes() {
        Option<Integer> heads = Option.integer("heads", "how many heads").which(count -> count >= 1, "at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> heads.withDefault("0"));
        assertThatIllegalArgumentException().isThrownBy(() -> heads.withDefault("two"));
    }

    @Test
    void anOptionThatMayBeLeftOutHasADescriptionAndNoDefault() {
        Option<Double> scale = Option.number("scale", "the factor").orElse("1/√d");
        assertThat(scale.required()).isFalse();
        assertThat(scale.defaultText()).isEmpty();
        assertThat(scale.defaultDescription()).isEqualTo("1/√d");
        assertThat(scale.withDefault("1").defaultText()).contains("1");
    }

    @Test
    void integersAreRead() {
        Option<Integer> option = Option.integer("count", "how many");
        assertThat(option.read("-7")).isEqualTo(-7);
        assertThat(option.read("2147483647")).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two", "1.5", "2147483648", " 1", "\u0663", "1e3"})
    void whatIsNoIntegerIsRejected(String text) {
        Option<Integer> option = Option.integer("count", "how many");
        assertThatIllegalArgumentException().isThrownBy(() -> option.read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "half", "NaN", "Infinity", "-Infinity", "1e999", "1f", "1d", "0x1p3", "1_000", "\u0663"})
    void whatIsNoFiniteNumberIsRejected(String text) {
        Option<Double> option = Option.number("scale", "the factor");
        assertThatIllegalArgumentException().isThrownBy(() -> option.read(text));
    }

    @Test
    void seedsAreUnsignedAndMayBeLeftOut() {
        Option<Long> seed = Option.seed("the vectors");
        assertThat(seed.name()).isEqualTo("seed");
        assertThat(seed.meaning()).isEqualTo("the vectors");
        assertThat(seed.type()).isEqualTo("an integer from 0 to 4294967295");
        assertThat(seed.required()).isFalse();
        assertThat(seed.defaultText()).isEmpty();
        assertThat(seed.defaultDescription()).isEqualTo("the seed of the run");
        assertThat(seed.read("0")).isZero();
        assertThat(seed.read("4294967295")).isEqualTo(4294967295L);
        assertThatIllegalArgumentException().isThrownBy(() -> seed.read("-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> seed.read("4294967296"));
    }

    @Test
    void choicesAreTheWordsOfAnEnum() {
        Option<Axis> axis = Option.choice("axis", Axis.class, "the axis");
        assertThat(axis.type()).isEqualTo("keys or queries");
        assertThat(axis.read("keys")).isEqualTo(Axis.KEYS);
        assertThat(axis.read("queries")).isEqualTo(Axis.QUERIES);
        assertThatIllegalArgumentException().isThrownBy(() -> axis.read("KEYS"));
        assertThatIllegalArgumentException().isThrownBy(() -> axis.read("rows"));
    }

    @Test
    void choicesOfSeveralWordsAreHyphenated() {
        Option<Alignment> alignment = Option.choice("alignment", Alignment.class, "where the diagonal is");
        assertThat(alignment.type()).isEqualTo("upper-left or lower-right");
        assertThat(alignment.read("lower-right")).isEqualTo(Alignment.LOWER_RIGHT);
    }

    @Test
    void aTextIsTakenAsItIsAndIsNeverEmpty() {
        Option<String> tensor = Option.text("tensor", "the name of a tensor");
        assertThat(tensor.type()).isEqualTo("a text");
        assertThat(tensor.read("h.0|attn, q")).isEqualTo("h.0|attn, q");
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.read(""));
    }

    @Test
    void textsAreDividedStrippedAndNeverEmpty() {
        Option<List<String>> terms = Option.texts("terms", "the terms");
        assertThat(terms.type()).isEqualTo("texts with | between them");
        assertThat(terms.read("New York| los angeles ||")).containsExactly("New York", "los angeles");
        assertThat(terms.read("")).isEmpty();
        assertThat(terms.read(" | ")).isEmpty();
    }

    @Test
    void filesAreReadAsPaths() {
        Option<Path> file = Option.file("file", "the file");
        assertThat(file.type()).isEqualTo("a file");
        assertThat(file.read("folder/vectors.txt")).isEqualTo(Path.of("folder", "vectors.txt"));
        assertThatIllegalArgumentException().isThrownBy(() -> file.read("")).withMessage("an empty path");
        assertThatIllegalArgumentException().isThrownBy(() -> file.read("\0")).withMessageContaining("Nul character");
    }

    @Test
    void strategiesAreLeftToTheCatalog() {
        Option<Mask> mask = Option.strategy("of", Mask.class, "the mask");
        assertThat(mask.type()).isEqualTo("a strategy");
        assertThat(mask.strategyKind()).contains(Mask.class);
        assertThat(mask.required()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> mask.read("causal"))
                .withMessage("a strategy is made by the catalog, not read from a text");
    }

    @Test
    void aDefaultStrategyIsNotRead() {
        Option<Mask> mask = Option.strategy("of", Mask.class, "the mask").withDefault("causal");
        assertThat(mask.defaultText()).contains("causal");
        assertThat(mask.strategyKind()).contains(Mask.class);
        assertThat(mask.orElse("none").strategyKind()).contains(Mask.class);
        assertThat(mask.which(any -> true, "a mask").strategyKind()).contains(Mask.class);
    }

    @Test
    void conditionsAddUpAndKeepTheDefault() {
        Option<Integer> even = Option.integer("width", "the width")
                .withDefault("4")
                .which(width -> width > 0, "a positive integer")
                .which(width -> width % 2 == 0, "an even number greater than 0");
        assertThat(even.type()).isEqualTo("an even number greater than 0");
        assertThat(even.defaultText()).contains("4");
        assertThat(even.name()).isEqualTo("width");
        assertThat(even.read("6")).isEqualTo(6);
        assertThatIllegalArgumentException().isThrownBy(() -> even.read("5")).withMessage("5");
        assertThatIllegalArgumentException().isThrownBy(() -> even.read("-2")).withMessage("-2");
    }

    @Test
    void aConditionKeepsAnOptionOptional() {
        Option<Double> scale =
                Option.number("scale", "the factor").orElse("1/√d").which(value -> value > 0, "positive");
        assertThat(scale.required()).isFalse();
        assertThat(scale.defaultText()).isEmpty();
        assertThat(scale.defaultDescription()).isEqualTo("1/√d");
    }

    @Test
    void aTruthIsTrueOrFalse() {
        Option<Boolean> option = Option.truth("on", "whether it is on");
        assertThat(option.read("true")).isTrue();
        assertThat(option.read("false")).isFalse();
        assertThat(option.type()).isEqualTo("true or false");
        for (String text : new String[] {"", "yes", "TRUE", "1"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> option.read(text));
        }
    }

    @Test
    void integersStandBetweenPlusSigns() {
        Option<List<Integer>> option = Option.integers("lengths", "how long each is");
        assertThat(option.read("3+4+2")).containsExactly(3, 4, 2);
        assertThat(option.read(" 7 ")).containsExactly(7);
        assertThat(option.read("-1 + 5")).containsExactly(-1, 5);
        assertThat(option.read("3|4")).as("the list of a file").containsExactly(3, 4);
        for (String text : new String[] {"", "3+", "+3", "3++4", "a", "1.5", "3,4", "3+\u0663"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> option.read(text));
        }
    }

    @Test
    void numbersStandBetweenPlusSignsToo() {
        Option<List<Double>> option = Option.numbers("gains", "what each is multiplied by");
        assertThat(option.read("0.5+-1+2")).containsExactly(0.5, -1.0, 2.0);
        assertThat(option.read("1e+3+2E-1")).containsExactly(1000.0, 0.2);
        assertThat(option.read("1|2.5")).containsExactly(1.0, 2.5);
        for (String text : new String[] {"", "1+", "NaN", "1+Infinity", "x", "1+2f"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> option.read(text));
        }
    }
}
