package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.junit.jupiter.api.Test;

class CsvReporterTest {
    private final CsvReporter weights = new CsvReporter(List.of(Stage.WEIGHTS));

    @Test
    void headerNamesTheColumns() throws IOException {
        StringBuilder out = new StringBuilder();

        weights.begin(out);

        assertThat(out).hasToString("phrase,head,query,query_word,key,key_word,weights\n");
    }

    @Test
    void everyPairOfQueryAndKeyIsARow() throws IOException {
        StringBuilder out = new StringBuilder();

        weights.report(Results.fox(Results.head(Results.WEIGHTS)), out);

        assertThat(out)
                .hasToString("1,1,1,the,1,the,0.25\n1,1,1,the,2,fox,0.75\n1,1,2,fox,1,the,0.5\n1,1,2,fox,2,fox,0.5\n");
    }

    @Test
    void phrasesAndHeadsAreCounted() throws IOException {
        StringBuilder out = new StringBuilder();
        AttentionResult one = Results.result(
                "x y",
                Results.tokens("x"),
                Results.tokens("y"),
                Results.head(Matrix.ofRows(new double[] {1})),
                Results.head(Matrix.ofRows(new double[] {0})));

        weights.begin(out);
        weights.report(one, out);
        weights.between(out);
        weights.report(one, out);
        weights.end(out);
        weights.begin(out);
        weights.report(one, out);

        assertThat(out.toString().lines())
                .containsExactly(
                        "phrase,head,query,query_word,key,key_word,weights",
                        "1,1,1,x,1,y,1.0",
                        "1,2,1,x,1,y,0.0",
                        "2,1,1,x,1,y,1.0",
                        "2,2,1,x,1,y,0.0",
                        "phrase,head,query,query_word,key,key_word,weights",
                        "1,1,1,x,1,y,1.0",
                        "1,2,1,x,1,y,0.0");
    }

    @Test
    void stagesAreColumnsInTheirOrder() throws IOException {
        StringBuilder out = new StringBuilder();
        CsvReporter reporter = new CsvReporter(List.of(Stage.WEIGHTS, Stage.MASKED));
        Map<Stage, Matrix> stages = Map.of(
                Stage.MASKED, Matrix.ofRows(new double[] {1.0 / 3, Double.NEGATIVE_INFINITY}),
                Stage.WEIGHTS, Matrix.ofRows(new double[] {1, 0}));

        reporter.begin(out);
        reporter.report(
                Results.result("a b", Results.tokens("a"), Results.tokens("a", "b"), Results.head(stages, null)), out);

        assertThat(out.toString().lines())
                .containsExactly(
                        "phrase,head,query,query_word,key,key_word,masked,weights",
                        "1,1,1,a,1,a,0.3333333333333333,1.0",
                        "1,1,1,a,2,b,-Infinity,0.0");
    }

    @Test
    void wordsAreQuotedWhereTheyMustBe() throws IOException {
        StringBuilder out = new StringBuilder();
        AttentionResult result = Results.result(
                "x", Results.tokens("a,b"), Results.tokens("say \"é\"\n"), Results.head(Matrix.ofRows(new double[] {1
                })));

        weights.report(result, out);

        assertThat(out).hasToString("1,1,1,\"a,b\",1,\"say \"\"é\"\"\n\",1.0\n");
    }

    @Test
    void targetsStayOpen() throws IOException {
        StringWriter out = new StringWriter() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        weights.begin(out);
        weights.report(Results.fox(Results.head(Results.WEIGHTS)), out);

        assertThat(out.toString().lines()).hasSize(5);
    }

    @Test
    void failuresOfTheTargetComeOutAsTheyAre() {
        IOException full = new IOException("no space left");
        Writer target = new Writer() {
            @Override
            public void write(char[] characters, int offset, int length) throws IOException {
                throw full;
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Matrix large = Matrix.zeros(50, 50);
        String[] words = "word ".repeat(50).split(" ");
        AttentionResult result = Results.result("x", Results.tokens(words), Results.tokens(words), Results.head(large));

        assertThatThrownBy(() -> weights.begin(target)).isSameAs(full);
        assertThatThrownBy(() -> weights.report(result, target)).isSameAs(full);
    }

    @Test
    void capturesJustItsStages() {
        assertThat(new CsvReporter(List.of(Stage.RAW, Stage.WEIGHTS)).captures())
                .isEqualTo(Capture.of(Stage.RAW, Stage.WEIGHTS));
    }

    @Test
    void valuesHaveARowPerChannel() throws IOException {
        StringBuilder out = new StringBuilder();
        CsvReporter reporter = new CsvReporter(List.of(Stage.VALUES));
        Map<Stage, Matrix> stages = Map.of(Stage.VALUES, Matrix.ofRows(new double[] {1, -2, 0.5}));

        reporter.begin(out);
        reporter.report(
                Results.result("a b", Results.tokens("a"), Results.tokens("a", "b"), Results.head(stages, null)), out);

        assertThat(out.toString().lines())
                .containsExactly(
                        "phrase,head,query,query_word,channel,values",
                        "1,1,1,a,1,1.0",
                        "1,1,1,a,2,-2.0",
                        "1,1,1,a,3,0.5");
    }

    @Test
    void valuesDoNotGoWithOtherStages() {
        assertThatThrownBy(() -> new CsvReporter(List.of(Stage.WEIGHTS, Stage.VALUES)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "csv: values has a row per channel and the other stages a row per key; write it alone, or write "
                                + "raw, modified, masked and weights");
    }

    @Test
    void stagesThatTheVariantDoesNotGoThroughAreRefused() {
        CsvReporter reporter = new CsvReporter(List.of(Stage.VALUES));
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS));

        assertThatThrownBy(() -> reporter.report(result, new StringBuilder()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "csv: the variant that was run does not go through the stage values; leave it out of the stages");
    }

    @Test
    void aTableNeedsAStage() {
        assertThatThrownBy(() -> new CsvReporter(List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("csv: stages names no stage; there are raw, modified, masked, weights and values");
    }
}
