package org.attentionworkbench.api.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Set;
import org.attentionworkbench.api.attention.Stage;
import org.junit.jupiter.api.Test;

final class CaptureTest {

    @Test
    void nothingIsKeptUnlessAskedFor() {
        assertThat(Capture.NOTHING).isEqualTo(new Capture(Set.of(), 0, false));
    }

    @Test
    void eachKindIsAskedForByItself() {
        assertThat(Capture.of(Stage.RAW, Stage.WEIGHTS))
                .isEqualTo(new Capture(Set.of(Stage.RAW, Stage.WEIGHTS), 0, false));
        assertThat(Capture.of(Stage.VALUES)).isEqualTo(new Capture(Set.of(Stage.VALUES), 0, false));
        assertThat(Capture.ofTopKeys(3)).isEqualTo(new Capture(Set.of(), 3, false));
        assertThat(Capture.ofStatistics()).isEqualTo(new Capture(Set.of(), 0, true));
    }

    @Test
    void twoCapturesAskForWhatEitherAsksFor() {
        Capture first = Capture.of(Stage.RAW, Stage.WEIGHTS).and(Capture.ofTopKeys(3));
        Capture second = Capture.of(Stage.WEIGHTS, Stage.VALUES)
                .and(Capture.ofTopKeys(2))
                .and(Capture.ofStatistics());
        Capture both = new Capture(Set.of(Stage.RAW, Stage.WEIGHTS, Stage.VALUES), 3, true);
        assertThat(first.and(second)).isEqualTo(both);
        assertThat(second.and(first)).isEqualTo(both);
        assertThat(Capture.NOTHING.and(Capture.NOTHING)).isEqualTo(Capture.NOTHING);
    }

    @Test
    void stagesAreCopied() {
        EnumSet<Stage> stages = EnumSet.of(Stage.RAW);
        Capture capture = new Capture(stages, 0, false);
        stages.add(Stage.MASKED);
        assertThat(capture.stages()).containsExactly(Stage.RAW).isUnmodifiable();
    }

    @Test
    void aNegativeNumberOfKeysIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Capture.ofTopKeys(-1))
                .withMessage("cannot keep -1 keys");
    }
}
