package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardModifiersTest {
    private final List<Strategy<ScoreModifier>> strategies = new StandardModifiers().scoreModifiers();

    private static double modify(ScoreModifier modifier, double score) {
        return modifier.modify(score, 1, 2, 3);
    }

    @Test
    void scaleMultiplies() {
        assertThat(modify(new ScaleModifier(0.5), 3)).isEqualTo(1.5);
        assertThat(modify(new ScaleModifier(-2), 3)).isEqualTo(-6);
        assertThat(modify(new ScaleModifier(0), 3)).isZero();
    }

    @Test
    void temperatureDivides() {
        assertThat(modify(new TemperatureModifier(4), 3)).isEqualTo(0.75);
        assertThat(modify(new TemperatureModifier(0.5), -3)).isEqualTo(-6);
    }

    /** Expected values with 60 digits from Python's {@code decimal}, rounded once. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 0.9242343145200195",
        "-3.5, 2, -1.8827510769945748",
        "60, 50, 41.68273035060776",
        "1000, 30, 30",
        "0, 5, 0"
    })
    void softcapIsAScaledHyperbolicTangent(double score, double cap, double expected) {
        assertThat(modify(new SoftcapModifier(cap), score)).isCloseTo(expected, within(1e-14));
    }

    @Test
    void softcapBringsOverflowedScoresToTheCap() {
        assertThat(modify(new SoftcapModifier(30), Double.POSITIVE_INFINITY)).isEqualTo(30);
        assertThat(modify(new SoftcapModifier(30), Double.NEGATIVE_INFINITY)).isEqualTo(-30);
    }

    @Test
    void wholeMatrixIsModifiedElementByElement() {
        Matrix scores = Matrix.ofRows(new double[] {1, 2, 3}, new double[] {-4, 5, 0});
        HeadContext context = new HeadContext(new ReferenceBackend(), 0, 1, 7);

        Matrix modified = new TemperatureModifier(2).modify(scores, context);

        assertThat(modified).isEqualTo(Matrix.ofRows(new double[] {0.5, 1, 1.5}, new double[] {-2, 2.5, 0}));
        assertThat(scores.get(0, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numbersMustBeFinite(double number) {
        assertThatThrownBy(() -> new ScaleModifier(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot scale by " + number);
        assertThatThrownBy(() -> new TemperatureModifier(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a temperature is a number greater than 0, not " + number);
        assertThatThrownBy(() -> new SoftcapModifier(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cap is a number greater than 0, not " + number);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1})
    void temperatureAndCapMustBePositive(double number) {
        assertThatThrownBy(() -> new TemperatureModifier(number)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SoftcapModifier(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesAreInOrder() {
        assertThat(strategies)
                .extracting(Strategy::name)
                .containsExactly(
                        "scale", "temperature", "softcap", "bias", "alibi", "t5-bias", "relative-bias", "head-gain");
    }

    @ParameterizedTest
    @CsvSource({"0, factor, 12", "1, t, 3", "2, cap, 0.5"})
    void eachIsMadeFromItsOneOption(int index, String option, double expected) {
        Strategy<ScoreModifier> strategy = strategies.get(index);

        assertThat(strategy.options()).extracting(Option::name).containsExactly(option);
        assertThat(strategy.options().get(0).required()).isTrue();
        assertThat(modify(strategy.create(GivenOptions.of(option, index == 2 ? "0.5" : "2")), 6))
                .isCloseTo(expected, within(1e-9));
    }

    private ScoreModifier create(String name, Map<String, String> options) {
        return strategies.stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow()
                .create(new GivenOptions(options));
    }

    @Test
    void alibiIsSymmetricUnlessSaidOtherwise() {
        assertThat(create("alibi", Map.of()).modify(0, 0, 1, 2)).isEqualTo(-1 / 256.0);
        assertThat(create("alibi", Map.of("symmetric", "false")).modify(0, 0, 1, 2))
                .isEqualTo(1 / 256.0);
    }

    @Test
    void learnedBiasesAreDrawnFromTheSeed() {
        SeededParameters parameters = new SeededParameters(4, SeededParameters.Distribution.NORMAL);

        assertThat(create("t5-bias", Map.of("seed", "4")).over(2).modify(0, 1, 3, 3))
                .isEqualTo(parameters.matrix("b", 32, 2).get(0, 1));
        assertThat(create("relative-bias", Map.of("seed", "4", "distance", "2"))
                        .over(2)
                        .modify(0, 1, 3, 3))
                .isEqualTo(parameters.matrix("b", 2, 5).get(1, 2));
    }

    @Test
    void bucketsThatDoNotFitTheDistanceAreRefusedInALine() {
        assertThatThrownBy(() -> create("t5-bias", Map.of("seed", "4", "buckets", "7")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("t5-bias: two directions share an even number of buckets, at least 4, not 7");
    }

    @Test
    void gainsAreReadInOrder() {
        assertThat(create("head-gain", Map.of("gains", "1+0.5")).over(2).modify(6, 1, 0, 0))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void optionsThatMustBePositiveSaySo(int index) {
        Option<?> option = strategies.get(index).options().get(0);

        assertThat(option.type()).isEqualTo("a number greater than 0");
        assertThat(option.read("1e-300")).isEqualTo(1e-300);
        assertThatThrownBy(() -> option.read("0")).isInstanceOf(IllegalArgumentException.class);
    }
}
