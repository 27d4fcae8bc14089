package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.core.score.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all analyses have in common, and how they are chosen. */
class StandardAnalysesTest {

    static List<Strategy<Analysis>> strategies() {
        return new StandardAnalyses().analyses();
    }

    static Stream<Strategy<Analysis>> withinOneText() {
        return strategies().stream()
                .filter(strategy -> !List.of("entropy", "effective-keys", "sinks", "head-distance")
                        .contains(strategy.name()));
    }

    private static Strategy<Analysis> named(String name) {
        return strategies().stream()
                .filter(strategy -> strategy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Analysis made(Strategy<Analysis> strategy) {
        return strategy.create(GivenOptions.NONE);
    }

    @Test
    void theyAreListedWithFormulaAndSource() {
        assertThat(strategies())
                .extracting(Strategy::name)
                .containsExactly(
                        "entropy",
                        "effective-keys",
                        "distance",
                        "share",
                        "sinks",
                        "rollout",
                        "flow",
                        "head-distance",
                        "previous-token",
                        "duplicate-token",
                        "induction");
        assertThat(strategies()).allSatisfy(strategy -> {
            assertThat(strategy.formula()).isPresent();
            assertThat(strategy.source()).isPresent();
            assertThat(strategy.options()).noneMatch(Option::required);
        });
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void everyAnalysisFindsFiniteNumbersInARepeatedText(Strategy<Analysis> strategy) {
        Random random = new Random(4);
        AttentionMaps maps = Maps.layers(
                "a b , a b ,",
                List.of(
                        List.of(Maps.random(random, 6, 6), Matrix.zeros(6, 6)),
                        List.of(Maps.random(random, 6, 6), Maps.random(random, 6, 6))));

        List<Finding> findings = made(strategy).analyse(maps);

        assertThat(findings).isNotEmpty();
        for (Finding finding : findings) {
            assertThat(finding.name()).isNotEmpty();
            assertThat(finding.unit()).isNotEmpty();
            assertThat(finding.rows()).isNotEmpty();
            assertThat(finding.columns()).isNotEmpty();
            assertThat(finding.numbers().elements()).isNotEmpty();
            for (double number : finding.numbers().elements()) {
                assertThat(number).isFinite().isNotNegative();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void negativeWeightsAreRefused(Strategy<Analysis> strategy) {
        Matrix sound = Matrix.ofRows(row(1, 0, 0), row(0.5, 0.5, 0), row(0, 0, 1));
        Matrix negative = Matrix.ofRows(row(1, 0, 0), row(1.25, -0.25, 0), row(0, 0, 1));

        assertThatThrownBy(() -> made(strategy).analyse(Maps.heads("a b a", sound, negative)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(strategy.name()
                        + ": in head 2 the word 2 'b' gives the word 2 'b' the weight -0.25; shares can "
                        + "only be taken of finite weights of at least 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void weightsThatAreNotFiniteAreRefused(double weight) {
        Matrix sound = Matrix.ofRows(row(1, 0), row(0.5, 0.5));
        Matrix wrong = Matrix.ofRows(row(1, 0), row(weight, 1));

        assertThatThrownBy(() -> new Entropy().analyse(Maps.layers("a b", List.of(List.of(sound), List.of(wrong)))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "entropy: in layer 2, head 1 the word 2 'b' gives the word 1 'a' the weight " + weight);
    }

    @ParameterizedTest
    @MethodSource("withinOneText")
    void otherTextsAreRefusedWherePositionsAreCompared(Strategy<Analysis> strategy) {
        AttentionMaps across = new AttentionMaps(
                List.of("a", "a"), List.of("a", "b"), List.of(List.of(Matrix.ofRows(row(1, 0), row(0.5, 0.5)))));

        assertThatThrownBy(() -> made(strategy).analyse(across))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(strategy.name() + ": ")
                .hasMessageEndingWith(", and here a text attends to another");
    }

    @Test
    void theOthersWorkAcrossTexts() {
        Matrix weights = Matrix.ofRows(row(0.25, 0.5, 0.25));
        AttentionMaps across =
                new AttentionMaps(List.of("q"), List.of("a", "b", "c"), List.of(List.of(weights, weights)));

        for (String name : List.of("entropy", "effective-keys", "sinks", "head-distance")) {
            assertThat(made(named(name)).analyse(across)).isNotEmpty();
        }
    }

    @Test
    void mapsWithoutWordsAreRefused() {
        AttentionMaps empty = new AttentionMaps(List.of(), List.of(), List.of(List.of(Matrix.zeros(0, 0))));

        assertThatThrownBy(() -> new Entropy().analyse(empty))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("entropy: there is no word to attend or be attended to");
    }

    @Test
    void optionsAreTaken() {
        AttentionMaps maps = Maps.oneHead("a b", row(0.75, 0.25), row(0.5, 0.5));

        assertThat(found(named("share").create(GivenOptions.of("keys", "1")), maps))
                .containsExactly(0.25, 0.5);
        assertThat(found(named("share").create(GivenOptions.of("on", "first")), maps))
                .containsExactly(0.75, 0.5);
        assertThat(found(named("sinks").create(GivenOptions.of("keys", "1")), maps))
                .containsExactly(0.25, 0.5);
        assertThat(found(named("sinks").create(GivenOptions.of("threshold", "0.5")), maps))
                .containsExactly(0.75, 0.5);
        assertThat(found(named("rollout").create(GivenOptions.of("residual", "0")), maps))
                .containsExactly(0.75, 0.25, 0.5, 0.5);
        assertThat(found(named("flow").create(GivenOptions.of("residual", "1")), maps))
                .containsExactly(1, 0, 0, 1);
        AttentionMaps two = Maps.heads("a b", maps.layers().get(0).get(0), Matrix.ofRows(row(0, 1), row(0, 1)));
        assertThat(named("head-distance")
                        .create(GivenOptions.of("base", "bits"))
                        .analyse(two)
                        .get(0)
                        .unit())
                .isEqualTo("bits");
    }

    private static double[] found(Analysis analysis, AttentionMaps maps) {
        return analysis.analyse(maps).get(0).numbers().elements();
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() {
        assertThatThrownBy(() -> named("share").create(new GivenOptions(Map.of("keys", "1", "on", "self"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("share: on and keys exclude each other; give one of them");
        assertThatThrownBy(() -> named("sinks").create(new GivenOptions(Map.of("keys", "1", "threshold", "0.3"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("sinks: keys and threshold exclude each other; give one of them");
        assertThatThrownBy(() -> named("share").create(GivenOptions.of("keys", "-1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> named("rollout").create(GivenOptions.of("residual", "2")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
