package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.api.result.Reporter;
import org.junit.jupiter.api.Test;

/** Findings as text and as JSON, by themselves and after results. */
class FindingTextTest {
    private static final Finding ENTROPY = new Finding(
                    "entropy",
                    "nats",
                    List.of("the", "狐"),
                    List.of("head 1", "head 2"),
                    Matrix.ofRows(new double[] {0.5, 1}, new double[] {0.25, 0}))
            .of("queries", "heads")
            .withMean()
            .withNote("of two words");
    private static final Finding PLAIN =
            new Finding("share on self", "share", List.of("fox"), List.of("x"), Matrix.ofRows(new double[] {1}));
    private static final String TEXT = """

            entropy (nats): rows are queries, columns are heads
                  head 1  head 2
            the   0.5000  1.0000
            狐    0.2500  0.0000
            mean  0.3750  0.5000
            (of two words)

            share on self
                      x
            fox  1.0000
            """;

    private static String report(Reporter reporter, AttentionResult result) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.report(result, out);
        return out.toString();
    }

    @Test
    void findingsAreTablesUnderTheirNames() throws IOException {
        StringBuilder out = new StringBuilder();

        FindingText.write(List.of(ENTROPY, PLAIN), out);

        assertThat(out).hasToString(TEXT);
    }

    @Test
    void jsonHoldsEverything() {
        List<Map<String, Object>> json = FindingJson.of(List.of(ENTROPY, PLAIN));

        assertThat(json.get(0).keySet())
                .containsExactly(
                        "name", "unit", "rows", "columns", "row_labels", "column_labels", "numbers", "mean", "note");
        assertThat(json.get(0)).containsEntry("mean", new double[] {0.375, 0.5}).containsEntry("rows", "queries");
        assertThat(json.get(1))
                .doesNotContainKeys("mean", "note")
                .containsEntry("numbers", PLAIN.numbers())
                .containsEntry("row_labels", List.of("fox"));
    }

    @Test
    void reportsEndWithFindings() throws IOException {
        AttentionResult result = Results.fox(Results.head(Results.WEIGHTS));
        AttentionResult analysed = result.withFindings(List.of(ENTROPY, PLAIN));

        assertThat(report(new FullReporter(), analysed)).isEqualTo(report(new FullReporter(), result) + TEXT);
        assertThat(report(new TopKeysReporter(1), analysed)).isEqualTo(report(new TopKeysReporter(1), result) + TEXT);
        assertThat(report(new JsonReporter(List.of()), analysed))
                .contains(",\"analyses\":[{\"name\":\"entropy\",\"unit\":\"nats\",");
        assertThat(report(new JsonReporter(List.of()), result)).doesNotContain("analyses");
        assertThat(report(new CsvReporter(List.of(Stage.WEIGHTS)), analysed))
                .isEqualTo(report(new CsvReporter(List.of(Stage.WEIGHTS)), result));
    }

    @Test
    void tablesCountColumnsOfTheTerminal() throws IOException {
        StringBuilder out = new StringBuilder();

        new Table()
                .row("かな", "1")
                .row("ｶﾅ", "2") // half-width
                .row("ＡＢ", "3") // full-width
                .row("e\u0301e", "4") // a letter and its accent
                .row("한글🦊", "5")
                .writeTo(out);

        assertThat(out.toString().lines())
                .containsExactly("かな    1", "ｶﾅ      2", "ＡＢ    3", "e\u0301e      4", "한글🦊  5");
    }

    @Test
    void labelsGoWithNumbers() {
        assertThatThrownBy(() -> new Finding("a", "", List.of("b"), List.of(), Matrix.zeros(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1×0 labels do not go with a 1×1 matrix");
        assertThatThrownBy(() -> new Finding("a", "", List.of(), List.of("b"), Matrix.zeros(0, 1)).withMean())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no rows have no mean");
        assertThat(new Finding("a", "", List.of(), List.of("b"), Matrix.zeros(0, 1)).means())
                .containsExactly(0);
    }
}
