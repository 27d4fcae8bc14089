package org.attentionworkbench.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.rotary.ChannelPairs;
import org.attentionworkbench.core.rotary.Llama3Scaling;
import org.attentionworkbench.core.rotary.RotaryScaling;
import org.attentionworkbench.core.rotary.YarnScaling;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotaryOptionsTest {
    private static final Matrix QUERIES = Matrices.random(6, 8, 1);
    private static final Matrix KEYS = Matrices.random(9, 8, 2);
    private static final HeadContext CONTEXT = new HeadContext(new ReferenceBackend(), 0, 1, 20, 10);

    /** Options with a score that is made already. */
    private record WithScore(ScoreFunction score, GivenOptions others) implements Options {
        @Override
        @SuppressWarnings("unchecked") // the only option that takes a strategy takes a score
        public <T> Optional<T> given(Option<T> option) {
            return option.strategyKind().isPresent() ? Optional.of((T) score) : others.given(option);
        }

        @Override
        public <T> T get(Option<T> option) {
            return given(option).orElseGet(() -> others.get(option));
        }
    }

    private static ScoreFunction rotary(ScoreFunction of, Map<String, String> options) {
        return RotaryOptions.strategy().create(new WithScore(of, new GivenOptions(options)));
    }

    private static void assertAlike(Map<String, String> options, RotaryScore expected) {
        assertThat(rotary(new DotScore(), options).score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(expected.score(QUERIES, KEYS, CONTEXT));
    }

    private static RotaryScore scaled(RotaryScaling scaling) {
        return new RotaryScore(new DotScore(), 10000, scaling, ChannelPairs.HALF_SPLIT);
    }

    @Test
    void itIsMadeWithoutOptions() {
        assertAlike(Map.of(), scaled(RotaryScaling.none()));
    }

    @Test
    void baseAndPairsAndDimensionAreThoseGiven() {
        assertAlike(
                Map.of("base", "500", "pairs", "interleaved", "dimension", "4"),
                new RotaryScore(new DotScore(), 500, RotaryScaling.none(), ChannelPairs.INTERLEAVED, 4));
    }

    @Test
    void scalingsAreMadeFromTheirNumbers() {
        assertAlike(Map.of("scaling", "linear", "factor", "3"), scaled(RotaryScaling.linear(3)));
        assertAlike(Map.of("scaling", "ntk", "factor", "3"), scaled(RotaryScaling.ntk(3)));
        assertAlike(
                Map.of("scaling", "llama3", "factor", "8", "original-length", "64", "high-frequency-factor", "3"),
                scaled(new Llama3Scaling(8, 64, 1, 3)));
        assertAlike(
                Map.of("scaling", "yarn", "factor", "8", "original-length", "64", "beta-fast", "16"),
                scaled(new YarnScaling(8, 64, 16, 1)));
        assertAlike(
                Map.of(
                        "scaling",
                        "yarn",
                        "factor",
                        "8",
                        "original-length",
                        "64",
                        "truncate",
                        "false",
                        "attention-factor",
                        "1.2"),
                scaled(new YarnScaling(8, 64, 32, 1, false, 1.2)));
    }

    @Test
    void scoresThatAreNoDotProductAreRefused() {
        assertThatThrownBy(() -> rotary(new DistanceScore(1), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "rotary turns the queries and keys of a dot product, and the score that its option 'of' gives "
                                + "is none; take one such as scaled-dot, cosine or bilinear");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "ntk", "llama3", "yarn"})
    void scalingsNeedTheirFactor(String scaling) {
        assertThatThrownBy(() -> rotary(new DotScore(), Map.of("scaling", scaling)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("rotary: its scaling needs the option 'factor': how many times longer texts get (all "
                        + "scalings), a number of at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "yarn"})
    void someNeedTheOriginalLength(String scaling) {
        assertThatThrownBy(() -> rotary(new DotScore(), Map.of("scaling", scaling, "factor", "2")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("rotary: its scaling needs the option 'original-length'");
    }

    @Test
    void boundsThatAreNotInOrderAreRefused() {
        Map<String, String> llama3 =
                Map.of("scaling", "llama3", "factor", "2", "original-length", "9", "low-frequency-factor", "4");
        assertThatThrownBy(() -> rotary(new DotScore(), llama3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("rotary: low-frequency-factor=4.0 is not less than high-frequency-factor=4.0");
        Map<String, String> yarn = Map.of("scaling", "yarn", "factor", "2", "original-length", "9", "beta-slow", "40");
        assertThatThrownBy(() -> rotary(new DotScore(), yarn))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("rotary: beta-slow=40.0 is not less than beta-fast=32.0");
    }
}
