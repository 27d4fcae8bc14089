package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.api.result.RowStatistics;
import org.attentionworkbench.api.text.Token;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatisticsReporterTest {
    private static final double NONE = RowStatistics.NONE;
    private static final double NOWHERE = Double.NEGATIVE_INFINITY;

    /** Of the rows (1/4, 3/4), from the scores 0 and ln 3, and of a row whose keys are all forbidden. */
    private static final RowStatistics FOX = statistics(
            new double[] {Math.log(4) - 0.75 * Math.log(3), 0},
            new double[] {0.25, 0},
            new double[] {0.25, 0},
            new double[] {0.75, 0},
            new double[] {Math.log(3), NOWHERE},
            new double[] {Math.log(4), NOWHERE});

    private static final String TABLE = """

            Statistics: rows are queries, positions count from 0
                   largest score  log-sum-exp  entropy (nats)  share on self  share on first
            0 the         1.0986       1.3863          0.5623         0.2500          0.2500
            1 fox           -inf         -inf          0.0000         0.0000          0.0000
            """;

    private static RowStatistics statistics(double[]... numbers) {
        return new RowStatistics(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    private static HeadResult head(RowStatistics statistics) {
        Matrix received = Matrix.ofRows(new double[] {0.25, 0.75});
        HeadCapture captured = new HeadCapture(Map.of(), Map.of(), null, statistics, received);
        return new HeadResult(Results.EMBEDDINGS, Results.EMBEDDINGS, Results.EMBEDDINGS, captured);
    }

    private static String report(Reporter reporter, AttentionResult result) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.begin(out);
        reporter.report(result, out);
        reporter.end(out);
        return out.toString();
    }

    private static StatisticsReporter plain() {
        return new StatisticsReporter(List.of(), false);
    }

    private static JsonNode json(StatisticsReporter reporter, AttentionResult result) throws IOException {
        Reporter json = reporter.inJson().orElseThrow();
        assertThat(json.captures()).isEqualTo(reporter.captures());
        assertThat(json.inJson()).containsSame(json);
        return JsonMapper.shared().readTree(report(json, result));
    }

    @Test
    void everyQueryHasALine() throws IOException {
        assertThat(report(plain(), Results.fox(head(FOX)))).isEqualTo("Original phrase:  the fox\n" + TABLE);
    }

    @Test
    void keysAndWhatTheyReceivedAreToldWhereAskedFor() throws IOException {
        assertThat(report(new StatisticsReporter(List.of(1, 1), true), Results.fox(head(FOX))))
                .isEqualTo("""
                        Original phrase:  the fox

                        Statistics: rows are queries, positions count from 0
                               largest score  log-sum-exp  entropy (nats)  share on self  share on first  share on keys
                        0 the         1.0986       1.3863          0.5623         0.2500          0.2500         0.7500
                        1 fox           -inf         -inf          0.0000         0.0000          0.0000         0.0000
                        (keys: 'fox' (key 1))

                        Attention received: rows are keys, positions count from 0
                               received
                        0 the    0.2500
                        1 fox    0.7500
                        """);
    }

    @Test
    void headsFollowEachOtherUnderTheirNumbers() throws IOException {
        assertThat(report(plain(), Results.fox(head(FOX), head(FOX))))
                .isEqualTo("Original phrase:  the fox\n\nHead 1 of 2:\n" + TABLE + "\nHead 2 of 2:\n" + TABLE);
    }

    @Test
    void positionsStandUnderEachOther() throws IOException {
        String[] words = "a b c d e f g h i j k".split(" ", -1);
        double[] zeros = new double[words.length];
        AttentionResult result = Results.result(
                "a b",
                Results.tokens(words),
                Results.tokens(words),
                head(statistics(zeros, zeros, zeros, zeros, zeros, zeros)));

        assertThat(report(plain(), result)).contains("\n 0 a  ", "\n 9 j  ", "\n10 k  ");
    }

    @Test
    void whatThereIsNoNumberOfIsADashWithTheReason() throws IOException {
        RowStatistics statistics = statistics(
                new double[] {NONE, 0.5},
                new double[] {NONE, 1},
                new double[] {NONE, 1},
                new double[] {NONE, 1},
                new double[] {NONE, 2},
                new double[] {NONE, 3});

        assertThat(report(plain(), Results.fox(head(statistics)))).isEqualTo("""
                        Original phrase:  the fox

                        Statistics: rows are queries, positions count from 0
                               largest score  log-sum-exp  entropy (nats)  share on self  share on first
                        0 the              –            –               –              –               –
                        1 fox         2.0000       3.0000          0.5000         1.0000          1.0000
                        (– the variant that was run has no scores of queries and keys)
                        (– weights below 0 are no shares, and have no entropy)
                        """);
        assertThat(json(plain(), Results.fox(head(statistics)))
                        .at("/heads/0/entropy_nats")
                        .toString())
                .isEqualTo("[null,0.5]");
    }

    @Test
    void aWordHasNoShareOnItselfInAnotherText() throws IOException {
        AttentionResult same = Results.fox(head(FOX));
        List<Token> keys = Results.tokens("le", "renard");
        AttentionResult across = new AttentionResult(
                same.text(),
                same.queries(),
                keys,
                same.embeddings(),
                same.heads(),
                same.output(),
                same.execution(),
                "le renard",
                same.embeddings(),
                List.of());

        assertThat(report(new StatisticsReporter(List.of(), true), across))
                .contains("Attends to:       le renard\n", "1 renard    0.7500\n")
                .doesNotContain("self");
        assertThat(json(plain(), across).at("/heads/0").propertyNames())
                .contains("share_on_first")
                .doesNotContain("share_on_self");
    }

    @Test
    void manyKeysAreNotAllNamed() throws IOException {
        String[] words = "a b c d e f g h i j k l m n".split(" ", -1);
        double[] zeros = new double[words.length];
        AttentionResult result = Results.result(
                "a b",
                Results.tokens(words),
                Results.tokens(words),
                head(statistics(zeros, zeros, zeros, zeros, zeros, zeros)));
        StatisticsReporter reporter = new StatisticsReporter(List.of(13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1), false);

        assertThat(report(reporter, result)).endsWith("'k' (key 10), 'l' (key 11), 'm' (key 12), … (13 in all))\n");
    }

    @Test
    void jsonHoldsEveryNumberInFull() throws IOException {
        JsonNode json = json(new StatisticsReporter(List.of(1), true), Results.fox(head(FOX)));

        assertThat(json.propertyNames())
                .containsExactly("phrase", "words", "rows", "columns", "way", "composition", "key_positions", "heads");
        assertThat(json.get("key_positions").toString()).isEqualTo("[1]");
        assertThat(json.get("heads")).singleElement().hasToString("""
                        {"head":1,"largest_score":[%s,"-Infinity"],"log_sum_exp":[%s,"-Infinity"],"entropy_nats":[%s,0.0],\
                        "share_on_self":[0.25,0.0],"share_on_first":[0.25,0.0],"share_on_keys":[0.75,0.0],\
                        "received":[0.25,0.75]}""".formatted(
                        Math.log(3), Math.log(4), Math.log(4) - 0.75 * Math.log(3)));
    }

    @Test
    void jsonLeavesOutWhatWasNotAskedFor() throws IOException {
        JsonNode json = json(plain(), Results.fox(head(FOX)));

        assertThat(json.propertyNames()).doesNotContain("key_positions");
        assertThat(json.at("/heads/0").propertyNames()).doesNotContain("share_on_keys", "received");
    }

    @Test
    void noWholeStageIsAskedFor() {
        assertThat(new StatisticsReporter(List.of(2, 0), true).captures())
                .isEqualTo(Capture.ofStatistics(0, 2).and(Capture.ofReceived()));
        assertThat(plain().captures()).isEqualTo(Capture.ofStatistics());
    }

    @Test
    void positionsAreNotNegative() {
        assertThatThrownBy(() -> new StatisticsReporter(List.of(0, -1), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions count from 0, and one of [0, -1] is negative");
    }
}
