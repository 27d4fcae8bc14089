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

    @Test
    void rowsKeySetsAndWhatKeysReceiveAreAskedForByThemselves() {
        assertThat(Capture.ofRows(4, 1))
                .isEqualTo(new Capture(Set.of(), Set.of(), Set.of(1, 4), 0, false, Set.of(), false));
        assertThat(Capture.ofStatistics(2, 0))
                .isEqualTo(new Capture(Set.of(), Set.of(), Set.of(), 0, true, Set.of(0, 2), false));
        assertThat(Capture.ofReceived()).isEqualTo(new Capture(Set.of(), Set.of(), Set.of(), 0, false, Set.of(), true));
        assertThat(Capture.ofRows(4, 1).and(Capture.ofStatistics(2)).and(Capture.ofReceived()))
                .isEqualTo(new Capture(Set.of(), Set.of(), Set.of(1, 4), 0, true, Set.of(2), true));
        assertThat(Capture.ofStatistics(1).and(Capture.ofStatistics(3)).keySet())
                .containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void wholeStagesAreKeptOfAllHeadsOrOfSome() {
        Capture all = Capture.of(Stage.WEIGHTS);
        assertThat(all.keeps(Stage.WEIGHTS, 7)).isTrue();
        assertThat(all.keeps(Stage.RAW, 7)).isFalse();
        Capture some = all.inHeads(2, 5);
        assertThat(some.keeps(Stage.WEIGHTS, 2)).isTrue();
        assertThat(some.keeps(Stage.WEIGHTS, 5)).isTrue();
        assertThat(some.keeps(Stage.WEIGHTS, 3)).isFalse();
        assertThat(some.keeps(Stage.RAW, 2)).isFalse();
    }

    @Test
    void headsOfTwoCapturesAreJoinedWhereBothAskForStages() {
        Capture first = Capture.of(Stage.WEIGHTS).inHeads(1);
        Capture second = Capture.of(Stage.RAW).inHeads(4);
        assertThat(first.and(second).heads()).containsExactlyInAnyOrder(1, 4);
        assertThat(first.and(Capture.of(Stage.RAW)).heads()).isEmpty();
        assertThat(Capture.of(Stage.RAW).and(first).heads()).isEmpty();
        assertThat(first.and(Capture.ofStatistics()).heads()).containsExactly(1);
        assertThat(Capture.ofTopKeys(2).and(first).heads()).containsExactly(1);
    }

    @Test
    void aNegativePositionIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Capture.ofRows(-1))
                .withMessage("positions count from 0, and one of [-1] is negative");
        assertThatIllegalArgumentException().isThrownBy(() -> Capture.ofStatistics(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Capture.NOTHING.inHeads(-1));
    }
}
