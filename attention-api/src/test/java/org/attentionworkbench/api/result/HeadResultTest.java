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
}
