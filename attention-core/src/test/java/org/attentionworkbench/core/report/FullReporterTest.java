package org.attentionworkbench.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.result.Reporter;
import org.junit.jupiter.api.Test;

/** The rows of some queries; what is written of all of them is tested with the other texts. */
class FullReporterTest {
    private static final Matrix ROW = Matrix.ofRows(new double[] {0.125, 0.875});
    private static final FullReporter SECOND = new FullReporter(List.of(1, 1));

    /** A head of which only the row of the second query was captured. */
    private static HeadResult head(Matrix row) {
        HeadCapture captured = new HeadCapture(Map.of(), Map.of(1, row), null, null, null);
        return new HeadResult(Results.EMBEDDINGS, Results.EMBEDDINGS, Results.EMBEDDINGS, captured);
    }

    private static String report(Reporter reporter, HeadResult... heads) throws IOException {
        StringBuilder out = new StringBuilder();
        reporter.report(Results.fox(heads), out);
        return out.toString();
    }

    @Test
    void onlyTheRowsThatWereChosenAreWritten() throws IOException {
        assertThat(report(SECOND, head(ROW))).isEqualTo("""
                        Original phrase:  the fox

                        Weighted of Attention:

                        For the word: 'fox':
                        Attention for 'the': 0.1250
                        Attention for 'fox': 0.8750

                        Explanation:
                        fox has the highest attention weight with fox
                        """);
    }

    @Test
    void rowsOfWholeWeightsAreWrittenJustSo() throws IOException {
        assertThat(report(SECOND, Results.head(Matrix.ofRows(new double[] {1, 0}, ROW.row(0)))))
                .isEqualTo(report(SECOND, head(ROW)));
    }

    @Test
    void aRowWithoutAnyWeightAttendsToNoWord() throws IOException {
        assertThat(report(SECOND, head(Matrix.zeros(1, 2)))).endsWith("\nfox attends to no word\n");
    }

    @Test
    void rowsAreAllThatIsAskedFor() {
        assertThat(new FullReporter(List.of(4, 2)).captures()).isEqualTo(Capture.ofRows(2, 4));
        assertThat(new FullReporter().captures()).isEqualTo(Capture.of(Stage.WEIGHTS));
    }

    @Test
    void theJsonOfRowsHoldsThemInFull() throws IOException {
        Reporter json = SECOND.inJson().orElseThrow();

        assertThat(json.captures()).isEqualTo(SECOND.captures());
        assertThat(json.inJson()).containsSame(json);
        assertThat(report(json, head(ROW), head(Matrix.ofRows(new double[] {1.0 / 3, 2.0 / 3}))))
                .contains(
                        ",\"heads\":[{\"head\":1,\"weights_of\":[{\"row\":1,\"word\":\"fox\",\"weights\":[0.125,0.875]}]},"
                                + "{\"head\":2,\"weights_of\":[{\"row\":1,\"word\":\"fox\","
                                + "\"weights\":[0.3333333333333333,0.6666666666666666]}]}]}\n");
    }

    @Test
    void allRowsAreTheJsonOfTheWholeResult() {
        assertThat(new FullReporter().inJson()).isEmpty();
    }

    @Test
    void positionsAreNotNegative() {
        assertThatThrownBy(() -> new FullReporter(List.of(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("positions count from 0, and one of [-1] is negative");
    }
}
