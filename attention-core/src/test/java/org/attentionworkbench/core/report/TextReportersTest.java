package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.text.Token;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportersTest {

    private static String report(Reporter reporter, AttentionResult result) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.begin(out);
        reporter.report(result, out);
        reporter.end(out);
        return out.toString();
    }

    static Stream<String> fullRuns() {
        return Notebook.runs("full");
    }

    static Stream<String> topRuns() {
        return Notebook.runs("top3");
    }

    @ParameterizedTest
    @MethodSource("fullRuns")
    void fullPrintsWhatTheNotebookPrinted(String run) throws IOException {
        assertThat(report(new FullReporter(), Notebook.result(run))).isEqualTo(Notebook.printed(run));
    }

    @ParameterizedTest
    @MethodSource("topRuns")
    void topKeysPrintWhatTheNotebookPrinted(String run) throws IOException {
        assertThat(report(new TopKeysReporter(3), Notebook.result(run))).isEqualTo(Notebook.printed(run));
    }

    @Test
    void fullListsEveryKeyInTheOrderOfTheText() throws IOException {
        assertThat(report(new FullReporter(), Results.fox(Results.head(Results.WEIGHTS))))
                .isEqualTo("""
                        Original phrase:  the fox

                        Weighted of Attention:

                        For the word: 'the':
                        Attention for 'the': 0.2500
                        Attention for 'fox': 0.7500

                        For the word: 'fox':
                        Attention for 'the': 0.5000
                        Attention for 'fox': 0.5000

                        Explanation:
                        the has the highest attention weight with fox
                        fox has the highest attention weight with the
                        """);
    }

    @Test
    void topKeysListTheLargestFirst() throws IOException {
        assertThat(report(new TopKeysReporter(1), Results.fox(Results.head(Results.WEIGHTS))))
                .isEqualTo("""
                        Original phrase:  the fox

                        Weighted of Attention:

                        For the word: 'the':
                        Attention for 'fox': 0.7500

                        For the word: 'fox':
                        Attention for 'the': 0.5000

                        Explanation:
                        the has the highest attention weight with fox
                        fox has the highest attention weight with the
                        """);
    }

    @Test
    void headsFollowEachOtherUnderTheirNumbers() throws IOException {
        Matrix other = Matrix.ofRows(new double[] {1, 0}, new double[] {0, 1});
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS), Results.head(other));

        assertThat(report(new TopKeysReporter(1), result)).isEqualTo("""
                        Original phrase:  the fox

                        Head 1 of 2:

                        Weighted of Attention:

                        For the word: 'the':
                        Attention for 'fox': 0.7500

                        For the word: 'fox':
                        Attention for 'the': 0.5000

                        Explanation:
                        the has the highest attention weight with fox
                        fox has the highest attention weight with the

                        Head 2 of 2:

                        Weighted of Attention:

                        For the word: 'the':
                        Attention for 'the': 1.0000

                        For the word: 'fox':
                        Attention for 'fox': 1.0000

                        Explanation:
                        the has the highest attention weight with the
                        fox has the highest attention weight with fox
                        """);
    }

    @Test
    void rowsWithoutAttentionSaySo() throws IOException {
        Matrix weights = Matrix.ofRows(new double[] {0, 0}, new double[] {0, 1});
        String explanation = "\nExplanation:\nthe attends to no word\nfox has the highest attention weight with fox\n";

        assertThat(report(new FullReporter(), Results.fox(Results.head(weights))))
                .endsWith(explanation)
                .contains("For the word: 'the':\nAttention for 'the': 0.0000\nAttention for 'fox': 0.0000\n");
        assertThat(report(new TopKeysReporter(2), Results.fox(Results.head(weights))))
                .endsWith(explanation);
    }

    @Test
    void topKeysListAllWhereThereAreFewer() throws IOException {
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS));

        assertThat(report(new TopKeysReporter(9), result)).isEqualTo(report(new TopKeysReporter(2), result));
        assertThat(report(new TopKeysReporter(9), result)).contains("'fox': 0.7500\nAttention for 'the': 0.2500\n");
    }

    @Test
    void queriesAndKeysMayBeDifferentWords() throws IOException {
        Matrix weights = Matrix.ofRows(new double[] {0.25, 0.75});
        AttentionResult result =
                Results.result("x", Results.tokens("now"), Results.tokens("a", "b"), Results.head(weights));

        assertThat(report(new FullReporter(), result)).endsWith("""
                        For the word: 'now':
                        Attention for 'a': 0.2500
                        Attention for 'b': 0.7500

                        Explanation:
                        now has the highest attention weight with b
                        """);
    }

    @Test
    void textsWithoutWordsHaveNothingToTell() throws IOException {
        AttentionResult result = Results.result("", List.of(), List.of(), Results.head(Matrix.zeros(0, 0)));

        assertThat(report(new FullReporter(), result))
                .isEqualTo("Original phrase:  \n\nWeighted of Attention:\n\nExplanation:\n")
                .isEqualTo(report(new TopKeysReporter(3), result));
    }

    @Test
    void queriesWithoutKeysAttendToNoWord() throws IOException {
        AttentionResult result =
                Results.result("now", Results.tokens("now"), List.of(), Results.head(Matrix.zeros(1, 0)));
        String expected = "\nFor the word: 'now':\n\nExplanation:\nnow attends to no word\n";

        assertThat(report(new FullReporter(), result)).endsWith(expected);
    }

    @Test
    void anEmptyLineStandsBetweenResults() throws IOException {
        StringBuilder out = new StringBuilder();

        new FullReporter().between(out);
        new TopKeysReporter(3).between(out);

        assertThat(out).hasToString("\n\n");
    }

    @Test
    void fullReadsTheWeightsAndTopKeysOnlyTheTop() throws IOException {
        AttentionResult weightsOnly = Results.fox(Results.head(Map.of(Stage.WEIGHTS, Results.WEIGHTS), null));
        AttentionResult topOnly = Results.fox(Results.head(Map.of(), Results.ranking(Results.WEIGHTS, 2)));

        assertThat(new FullReporter().captures()).isEqualTo(Capture.of(Stage.WEIGHTS));
        assertThat(new TopKeysReporter(5).captures()).isEqualTo(Capture.ofTopKeys(5));
        assertThat(report(new FullReporter(), weightsOnly)).contains("0.7500");
        assertThat(report(new TopKeysReporter(2), topOnly)).contains("0.7500");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void topKeysListAtLeastOne(int count) {
        assertThatThrownBy(() -> new TopKeysReporter(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot list the top " + count + " keys");
    }

    @Test
    void aThousandWordsArePrintedQuickly() {
        int words = 1000;
        List<Token> tokens = Results.tokens(Collections.nCopies(words, "word").toArray(String[]::new));
        double[] weights = new Random(1).doubles((long) words * words).toArray();
        AttentionResult result = Results.result(
                "long", tokens, tokens, Results.head(Map.of(Stage.WEIGHTS, Matrix.wrap(words, words, weights)), null));

        String text = Assertions.assertTimeout(Duration.ofSeconds(10), () -> report(new FullReporter(), result));

        assertThat(text.lines().count()).isEqualTo(3 + words * (words + 2L) + 2 + words);
    }
}
