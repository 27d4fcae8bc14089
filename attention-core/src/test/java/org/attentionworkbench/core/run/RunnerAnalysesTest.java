package org.attentionworkbench.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.core.composition.Composition;
import org.junit.jupiter.api.Test;

/** Analyses that a composition chooses. */
class RunnerAnalysesTest {
    private static final Capture STATISTICS = Capture.ofStatistics();

    /** Stops at the weights, of which it takes the columns of the first keys. */
    private record WeightsOf(int keysTaken) implements AttentionVariant {
        @Override
        public Set<Stage> stages() {
            return EnumSet.complementOf(EnumSet.of(Stage.VALUES));
        }

        @Override
        public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
            Matrix raw = stages.raw(0, queries, keys.rows(0, Math.min(keysTaken, keys.rows())));
            return stages.weights(0, stages.masked(0, stages.modified(0, raw)));
        }
    }

    /** {@code ln softmax(s)}. */
    private static final class LogSoftmax implements Normalizer {
        @Override
        public void normalize(double[] scores) {
            double sum = 0;
            for (double score : scores) {
                sum += Math.exp(score);
            }
            for (int key = 0; key < scores.length; key++) {
                scores[key] -= Math.log(sum);
            }
        }

        @Override
        public boolean logarithmic() {
            return true;
        }
    }

    @Test
    void findingsAreThoseOfTheRunsOwnWeights() {
        Composition composition =
                Compositions.of("analysis", "entropy + share:on=self", "variant", "multi-head:heads=2");

        AttentionResult result = new AttentionRunner(composition).run("a b c", STATISTICS);

        assertThat(result.findings()).extracting(Finding::name).containsExactly("entropy", "share on self");
        for (int query = 0; query < 3; query++) {
            for (int head = 0; head < 2; head++) {
                assertThat(result.findings().get(0).numbers().get(query, head))
                        .isCloseTo(result.head(head).statistics().entropy(query), within(1e-15));
                assertThat(result.findings().get(1).numbers().get(query, head))
                        .isCloseTo(result.head(head).statistics().selfShare(query), within(1e-15));
            }
        }
    }

    @Test
    void withoutAnalysesThereIsNothingToFind() {
        assertThat(new AttentionRunner(Compositions.of()).run("a b").findings()).isEmpty();
    }

    @Test
    void logarithmsOfWeightsAreMadeWeightsAgain() {
        Composition plain = Compositions.of("analysis", "entropy", "mask", "causal");
        Composition logarithmic = plain.withMechanism(
                plain.mechanism().withVariant(new WeightsOf(3)).withNormalizer(new LogSoftmax()));

        Matrix expected =
                new AttentionRunner(plain).run("a b c").findings().get(0).numbers();
        Matrix found =
                new AttentionRunner(logarithmic).run("a b c").findings().get(0).numbers();

        for (int query = 0; query < 3; query++) {
            assertThat(found.get(query, 0)).isCloseTo(expected.get(query, 0), within(1e-14));
        }
    }

    @Test
    void aVariantWithoutWeightsHasNothingToAnalyse() {
        AttentionRunner runner =
                new AttentionRunner(Compositions.arranging(Compositions.of("analysis", "entropy"), new Straight()));

        assertThatThrownBy(() -> runner.run("a b"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the variant has no weights, so there is nothing to analyse; choose another variant");
    }

    @Test
    void weightsOverKeysOfTheVariantsOwnSayNothingOfTheWords() {
        AttentionRunner runner =
                new AttentionRunner(Compositions.arranging(Compositions.of("analysis", "entropy"), new WeightsOf(2)));

        assertThatThrownBy(() -> runner.run("a b c"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the weights of the variant are over 2 keys of its own making and not over the 3 words, so "
                        + "analyses say nothing of them; choose another variant");
    }

    @Test
    void analysesWithoutMeaningAreRefused() {
        AttentionRunner runner = new AttentionRunner(Compositions.of("analysis", "distance"));

        assertThatThrownBy(() -> runner.run("a b", "c d", STATISTICS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "distance: a distance is between positions of one text, and here a text attends to another");
        assertThat(new AttentionRunner(Compositions.of("analysis", "entropy"))
                        .run("a b", "c d e", STATISTICS)
                        .findings())
                .hasSize(1);
    }

    @Test
    void mapsAreTheWeightsUnderTheirWords() {
        AttentionRunner runner = new AttentionRunner(Compositions.of());
        AttentionResult result = runner.run("a b");

        assertThat(runner.maps(result).queries()).containsExactly("a", "b");
        assertThat(runner.maps(result).withinText()).isTrue();
        assertThat(runner.maps(result).layers())
                .isEqualTo(List.of(List.of(result.head(0).weights())));
    }
}
