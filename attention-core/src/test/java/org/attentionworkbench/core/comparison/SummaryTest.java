package org.attentionworkbench.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.comparison.Summary.Pair;
import org.attentionworkbench.core.comparison.Summary.Shares;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static HeadResult head(double[] entropies, double[] shares, int[] keys, double[] weights) {
        return Measured.head(Map.of(), new TopKeys(1, keys, weights), new RowStatistics(entropies, shares));
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    private static final HeadResult FIRST = head(row(0.5, 0.25), row(0.25, 1), new int[] {0, 1}, row(0.75, 0.5));
    private static final HeadResult SECOND = head(row(1, 0.75), row(0.25, 0), new int[] {2, 0}, row(0.5, 0.875));

    private static AttentionResult result(HeadResult... heads) {
        return Measured.result(List.of(heads), Measured.tokens("new york", "is"), Measured.tokens("a", "b", "c"));
    }

    @Test
    void numbersRunOverAllRowsOfAllHeads() {
        Summary summary = Summary.of(result(FIRST, SECOND));

        assertThat(summary)
                .isEqualTo(new Summary(
                        2, 3, 1, new Pair(1, 1, 0, 0.875), Optional.of(new Shares(2.5 / 4, 0.25, 1, 1.5 / 4))));
    }

    @Test
    void ofEquallyStrongPairsTheFirstIsTaken() {
        assertThat(Summary.of(result(FIRST, FIRST)).strongest()).isEqualTo(new Pair(0, 0, 0, 0.75));
        assertThat(Summary.of(result(SECOND, FIRST)).strongest()).isEqualTo(new Pair(0, 1, 0, 0.875));
    }

    @Test
    void weightsMayAllBeZero() {
        HeadResult nothing = head(row(0, 0), row(0, 0), new int[] {0, 0}, row(0, 0));

        assertThat(Summary.of(result(nothing)))
                .isEqualTo(new Summary(2, 3, 1, new Pair(0, 0, 0, 0), Optional.of(new Shares(0, 0, 0, 0))));
    }

    @Test
    void weightsBelowZeroAreNoShares() {
        HeadResult difference =
                head(row(0.5, RowStatistics.NONE), row(0.25, RowStatistics.NONE), new int[] {0, 1}, row(0.75, 0.5));

        Summary summary = Summary.of(result(FIRST, difference));

        assertThat(summary.shares()).isEmpty();
        assertThat(summary.strongest()).isEqualTo(new Pair(0, 0, 0, 0.75));
    }

    @Test
    void termsOfSeveralWordsAreCounted() {
        List<Token> words = Measured.tokens("new york", "a\tb", "york", " york ", "new-york", "x y z");

        assertThat(Summary.of(Measured.result(List.of(FIRST), words, words)).multiWordTerms())
                .isEqualTo(3);
    }

    @Test
    void capturesGrowWithTheLengthOfTheTextOnly() {
        assertThat(Summary.captures()).isEqualTo(new Capture(Set.of(), 1, true));
    }

    /** Four words with the same vector share every weight equally. */
    @Test
    void runCanBeMeasured() {
        AttentionResult result =
                Workbench.open().runner(Configuration.defaults()).run("so so so so", Summary.captures());

        Summary summary = Summary.of(result);

        assertThat(summary.queries()).isEqualTo(4);
        assertThat(summary.keys()).isEqualTo(4);
        Shares shares = summary.shares().orElseThrow();
        assertThat(shares.meanEntropy()).isCloseTo(Math.log(4), within(1e-15));
        assertThat(summary.strongest()).isEqualTo(new Pair(0, 0, 0, 0.25));
        assertThat(shares.self()).isEqualTo(0.25);
    }
}
