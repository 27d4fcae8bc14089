package org.attentionworkbench.bench.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.turn.Turns.Lane;
import org.junit.jupiter.api.Test;

/** Turns of real processes. */
class TurnsTest {
    private static final Pace SHORT = new Pace(4, 1, 20, 1000, 1000);
    private static final Problem SMALL = new Problem(new Shape(1, 2, 1, 5, 7, 4), Variation.FULL);
    private static final Problem LARGE = new Problem(new Shape(100, 8, 8, 1000, 1000, 64), Variation.FULL);
    private static final Problem UNKNOWN = new Problem(SMALL.shape(), Variation.SOFTCAP);

    private final StringWriter progress = new StringWriter();

    @Test
    void whoIsTimedWhoIsTooSlowAndWhoDoesNotKnowStandsInOrder() throws IOException {
        try (ChildProcess ejml = ChildProcess.start(Entrant.EJML_FLOAT, 1);
                ChildProcess ojalgo = ChildProcess.start(Entrant.OJALGO_FLOAT, 1)) {
            Turns turns = new Turns(SHORT, new PrintWriter(progress, true));
            List<Timing> timings = turns.measure(List.of(
                    new Lane(ejml, UNKNOWN), new Lane(ejml, SMALL), new Lane(ojalgo, SMALL), new Lane(ejml, LARGE)));
            assertThat(timings).extracting(Timing::problem).containsExactly(UNKNOWN, SMALL, SMALL, LARGE);
            assertThat(timings.get(0).reason()).contains("full and causal only");
            assertThat(timings.get(1).entrant()).isEqualTo(Entrant.EJML_FLOAT);
            assertThat(timings.get(2).entrant()).isEqualTo(Entrant.OJALGO_FLOAT);
            for (Timing timed : timings.subList(1, 3)) {
                assertThat(timed.reason()).isEmpty();
                assertThat(timed.milliseconds()).hasSize(4).allMatch(each -> each > 0);
                assertThat(timed.difference()).isBetween(0.0, 1e-5);
            }
            assertThat(timings.get(3).timed()).isFalse();
            assertThat(timings.get(3).reason()).contains("a call would take more than 1.0 s");
            assertThat(progress.toString()).contains("bench: 1x2x1x5x7x4 full: ojalgo-float");
        }
    }

    @Test
    void aCallLongerThanAllTurnsIsTimedOnce() throws IOException {
        Problem slow = new Problem(new Shape(1, 4, 4, 400, 400, 64), Variation.FULL);
        try (ChildProcess ejml = ChildProcess.start(Entrant.EJML_FLOAT, 1)) {
            List<Timing> timings = new Turns(new Pace(4, 1, 1, 1, Integer.MAX_VALUE), new PrintWriter(progress, true))
                    .measure(List.of(new Lane(ejml, slow)));
            assertThat(timings.get(0).milliseconds())
                    .singleElement()
                    .satisfies(each -> assertThat(each).isGreaterThan(1));
        }
    }

    @Test
    void aProcessThatHasEndedIsReportedAndTheRestGoesOn() throws IOException {
        ChildProcess ended = ChildProcess.start(Entrant.EJML_FLOAT, 1);
        assertThat(ended.absence()).isEmpty();
        ended.close();
        try (ChildProcess ojalgo = ChildProcess.start(Entrant.OJALGO_DOUBLE, 1)) {
            List<Timing> timings = new Turns(SHORT, new PrintWriter(progress, true))
                    .measure(List.of(new Lane(ended, SMALL), new Lane(ojalgo, SMALL)));
            assertThat(timings.get(0).reason()).contains("process");
            assertThat(timings.get(1).timed()).isTrue();
        }
    }

    @Test
    void aJvmThatDoesNotStartIsAbsentWithItsLastWord() throws IOException {
        try (ChildProcess child = ChildProcess.start(Entrant.EJML_FLOAT, 1, "-XX:NoSuchOption")) {
            assertThat(child.absence().orElse("")).contains("ended with code 1");
            assertThat(child.ask("peak 1").word()).isEqualTo("failed");
        }
    }
}
