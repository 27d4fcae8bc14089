package org.attentionworkbench.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;

/** Expected values are worked out by hand from the definitions. */
class ComparisonTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-15);

    private static AttentionResult result(List<String> words, HeadResult... heads) {
        List<Token> tokens = new ArrayList<>();
        words.forEach(word -> tokens.add(new Token(word, 0, word.length())));
        Matrix none = Matrix.zeros(words.size(), 0);
        return new AttentionResult(
                "text", tokens, tokens, none, List.of(heads), none, new Execution("materialized", Map.of()));
    }

    private static HeadResult weighted(double[]... rows) {
        Matrix none = Matrix.zeros(rows.length, 0);
        return new HeadResult(none, none, none, Map.of(Stage.WEIGHTS, Matrix.ofRows(rows)), null, null);
    }

    private static HeadResult summed(double[] entropies, double[] shares, int[] keys, double[] weights) {
        Matrix none = Matrix.zeros(entropies.length, 0);
        return new HeadResult(
                none, none, none, Map.of(), new TopKeys(1, keys, weights), new RowStatistics(entropies, shares));
    }

    @Test
    void aSummaryRunsOverAllRowsOfAllHeads() {
        Summary summary = Summary.of(result(
                List.of("lazy dog", "fox"),
                summed(new double[] {0.5, 0.25}, new double[] {0.1, 0.2}, new int[] {1, 0}, new double[] {0.6, 0.7}),
                summed(new double[] {1, 0.75}, new double[] {0.3, 0.8}, new int[] {1, 1}, new double[] {0.7, 0.9})));
        assertThat(summary.queries()).isEqualTo(2);
        assertThat(summary.keys()).isEqualTo(2);
        assertThat(summary.multiWordTerms()).isEqualTo(1);
        assertThat(summary.meanEntropy()).isCloseTo(0.625, CLOSE);
        assertThat(summary.leastEntropy()).isEqualTo(0.25);
        assertThat(summary.greatestEntropy()).isEqualTo(1);
        assertThat(summary.selfShare()).isCloseTo(0.35, CLOSE);
        assertThat(summary.strongest()).isEqualTo(new Summary.Pair(1, 1, 1, 0.9));
    }

    @Test
    void ofEquallyStrongPairsTheFirstIsNamed() {
        Summary summary = Summary.of(result(
                List.of("a", "b"), summed(new double[2], new double[2], new int[] {1, 0}, new double[] {0.7, 0.7})));
        assertThat(summary.strongest()).isEqualTo(new Summary.Pair(0, 0, 1, 0.7));
    }

    @Test
    void aSummaryNeedsNoWholeMatrix() {
        assertThat(Summary.captures()).isEqualTo(new Capture(Set.of(), 1, true));
        AttentionResult result =
                Workbench.open().runner(Configuration.defaults()).run("a b c", Summary.captures());
        assertThat(Summary.of(result).queries()).isEqualTo(3);
    }

    @Test
    void rowsWithNothingInCommonDivergeByLnTwo() {
        Divergence divergence = Divergence.between(
                result(List.of("a", "b"), weighted(new double[] {1, 0}, new double[] {0.5, 0.5})),
                result(List.of("a", "b"), weighted(new double[] {0, 1}, new double[] {0.5, 0.5})));
        assertThat(divergence.rows()).hasSize(2);
        assertThat(divergence.rows().get(0)).isCloseTo(Math.log(2), CLOSE);
        assertThat(divergence.rows().get(1)).isZero();
        assertThat(divergence.mean()).isCloseTo(Math.log(2) / 2, CLOSE);
        assertThat(divergence.changedTopWords()).isEqualTo(1);
    }

    @Test
    void aDivergenceIsTheEntropyOfTheMeanLessTheMeanOfTheEntropies() {
        // p = (3/4, 1/4), q = (1/4, 3/4): H of the mean is ln 2, H(p) = H(q) = ln 4 − (3/4) ln 3
        Divergence divergence = Divergence.between(
                result(List.of("a"), weighted(new double[] {0.75, 0.25})),
                result(List.of("a"), weighted(new double[] {0.25, 0.75})));
        assertThat(divergence.mean()).isCloseTo(Math.log(2) - Math.log(4) + 0.75 * Math.log(3), CLOSE);
    }

    @Test
    void rowsAreDividedByTheirSumFirstAndRowsOfZerosAreLeftAlone() {
        Divergence divergence = Divergence.between(
                result(List.of("a", "b"), weighted(new double[] {3, 1}, new double[] {0, 0})),
                result(List.of("a", "b"), weighted(new double[] {0.75, 0.25}, new double[] {0, 0})));
        assertThat(divergence.rows()).containsExactly(0.0, 0.0);
        assertThat(divergence.changedTopWords()).isZero();
    }

    @Test
    void ofSeveralHeadsTheMeanIsCompared() {
        Divergence divergence = Divergence.between(
                result(List.of("a"), weighted(new double[] {1, 0}), weighted(new double[] {0, 1})),
                result(List.of("a"), weighted(new double[] {0.5, 0.5})));
        assertThat(divergence.rows()).containsExactly(0.0);
    }

    @Test
    void resultsOfDifferentSizeDoNotCompare() {
        AttentionResult one = result(List.of("a"), weighted(new double[] {1}));
        AttentionResult two = result(List.of("a"), weighted(new double[] {0.5, 0.5}));
        AttentionResult three = result(List.of("a", "b"), weighted(new double[] {1}, new double[] {1}));
        assertThatThrownBy(() -> Divergence.between(one, two)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Divergence.between(one, three)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StageDifference.between(one, two, Stage.WEIGHTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StageDifference.between(one, three, Stage.WEIGHTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStageDiffersByItsLargestDifferences() {
        double infinity = Double.NEGATIVE_INFINITY;
        StageDifference difference = StageDifference.between(
                result(List.of("a"), weighted(new double[] {1, infinity, 0}), weighted(new double[] {100, 2, 0})),
                result(List.of("a"), weighted(new double[] {1, infinity, 0}), weighted(new double[] {101, -2, 0})),
                Stage.WEIGHTS);
        assertThat(difference).isEqualTo(new StageDifference(Stage.WEIGHTS, 4, 2));
    }

    @Test
    void equalStagesDoNotDiffer() {
        AttentionResult one = result(List.of("a"), weighted(new double[] {0.5, 0.5}));
        assertThat(StageDifference.between(one, one, Stage.WEIGHTS))
                .isEqualTo(new StageDifference(Stage.WEIGHTS, 0, 0));
    }
}
