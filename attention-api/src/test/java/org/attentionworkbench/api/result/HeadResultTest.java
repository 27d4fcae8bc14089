package org.attentionworkbench.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.EnumMap;
import java.util.Map;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

final class HeadResultTest {
    private static final Matrix QUERIES = Matrix.zeros(2, 3);
    private static final Matrix KEYS = Matrix.zeros(4, 3);
    private static final Matrix VALUES = Matrix.zeros(4, 5);
    private static final Matrix WEIGHTS = Matrix.zeros(2, 4);

    @Test
    void whatWasCapturedIsThere() {
        TopKeys topKeys = new TopKeys(1, new int[2], new double[2]);
        RowStatistics statistics = new RowStatistics(new double[2], new double[2]);
        Map<Stage, Matrix> stages = new EnumMap<>(Map.of(Stage.WEIGHTS, WEIGHTS));
        HeadResult head = new HeadResult(QUERIES, KEYS, VALUES, stages, topKeys, statistics);
        stages.clear();
        assertThat(head.queries()).isSameAs(QUERIES);
        assertThat(head.keys()).isSameAs(KEYS);
        assertThat(head.values()).isSameAs(VALUES);
        assertThat(head.weights()).isSameAs(WEIGHTS);
        assertThat(head.stage(Stage.WEIGHTS)).containsSame(WEIGHTS);
        assertThat(head.stage(Stage.RAW)).isEmpty();
        assertThat(head.topKeys()).isSameAs(topKeys);
        assertThat(head.statistics()).isSameAs(statistics);
    }

    @Test
    void whatWasNotCapturedSaysHowToAskForIt() {
        HeadResult head = new HeadResult(QUERIES, KEYS, VALUES, Map.of(), null, null);
        assertThatIllegalStateException()
                .isThrownBy(head::weights)
                .withMessage("the weights were not captured; ask for them with Capture when you run");
        assertThatIllegalStateException()
                .isThrownBy(head::topKeys)
                .withMessage("the top keys were not captured; ask for them with Capture when you run");
        assertThatIllegalStateException()
                .isThrownBy(head::statistics)
                .withMessage("the statistics were not captured; ask for them with Capture when you run");
    }

    @Test
    void aRowIsReadFromWholeWeightsOrFromRowsThatWereKept() {
        Matrix weights = Matrix.ofRows(new double[] {0.25, 0.75}, new double[] {1, 0});
        HeadResult whole = new HeadResult(QUERIES, KEYS, VALUES, Map.of(Stage.WEIGHTS, weights), null, null);
        assertThat(whole.row(1)).isEqualTo(Matrix.ofRows(new double[] {1, 0}));

        Matrix row = Matrix.ofRows(new double[] {0.5, 0.5});
        HeadCapture captured = new HeadCapture(Map.of(), Map.of(1, row), null, null, null);
        HeadResult rows = new HeadResult(QUERIES, KEYS, VALUES, captured);
        assertThat(rows.row(1)).isSameAs(row);
        assertThatIllegalStateException()
                .isThrownBy(() -> rows.row(0))
                .withMessage("the weights of query 0 were not captured; ask for them with Capture when you run");
    }

    @Test
    void whatKeysReceivedIsThereIfItWasCaptured() {
        Matrix received = Matrix.ofRows(new double[] {1.5, 0.5});
        HeadCapture captured = new HeadCapture(Map.of(), Map.of(), null, null, received);
        assertThat(new HeadResult(QUERIES, KEYS, VALUES, captured).received()).isSameAs(received);
        assertThatIllegalStateException()
                .isThrownBy(() -> new HeadResult(QUERIES, KEYS, VALUES, HeadCapture.NOTHING).received())
                .withMessage("the sums of the weights that keys received were not captured; "
                        + "ask for them with Capture when you run");
    }

    @Test
    void aStageIsAddedWithoutChangingWhatWasKept() {
        HeadCapture before = new HeadCapture(Map.of(Stage.WEIGHTS, WEIGHTS), Map.of(), null, null, null);
        HeadCapture after = before.with(Stage.VALUES, VALUES);
        assertThat(after.stage(Stage.WEIGHTS)).isSameAs(WEIGHTS);
        assertThat(after.stage(Stage.VALUES)).isSameAs(VALUES);
        assertThat(before.stage(Stage.VALUES)).isNull();
    }
}
