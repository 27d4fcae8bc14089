package org.attentionworkbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.result.Comparison;
import org.attentionworkbench.bench.result.Comparison.Participant;
import org.attentionworkbench.bench.result.Comparison.Row;
import org.attentionworkbench.bench.turn.ChildProcess;
import org.attentionworkbench.bench.turn.Pace;
import org.attentionworkbench.bench.turn.Turns;
import org.attentionworkbench.bench.turn.Turns.Lane;

/** Measures the contenders side by side: a process each, all of them waiting but one. */
final class Measurement {
    private static final int PEAK_MILLISECONDS = 250;

    private final List<Entrant> entrants;
    private final List<Problem> problems;
    private final Pace pace;
    private final PrintWriter progress;

    Measurement(List<Entrant> entrants, List<Problem> problems, Pace pace, PrintWriter progress) {
        this.entrants = entrants;
        this.problems = problems;
        this.pace = pace;
        this.progress = progress;
    }

    /** With one number of threads for each. */
    Comparison compare(int threads) throws IOException {
        List<ChildProcess> children = new ArrayList<>();
        try {
            for (Entrant entrant : entrants) {
                children.add(ChildProcess.start(entrant, threads));
            }
            return compare(threads, children);
        } finally {
            for (ChildProcess child : children) {
                child.close();
            }
        }
    }

    private Comparison compare(int threads, List<ChildProcess> children) {
        List<Participant> participants = new ArrayList<>();
        List<ChildProcess> present = new ArrayList<>();
        for (ChildProcess child : children) {
            boolean here = child.absence().isEmpty();
            participants.add(new Participant(child.entrant(), child.description(), here));
            if (here) {
                present.add(child);
            } else {
                progress.println("bench: " + child.entrant() + " is not here: " + child.description());
            }
        }
        double peak = peak(present);
        Turns turns = new Turns(pace, progress);
        List<Row> rows = new ArrayList<>();
        for (Problem problem : problems) {
            List<Lane> lanes = new ArrayList<>();
            present.forEach(child -> lanes.add(new Lane(child, problem)));
            rows.add(new Row(problem, turns.measure(lanes)));
            peak = Math.max(peak, peak(present));
        }
        return new Comparison(threads, peak, participants, rows);
    }

    /** That of the process with the vector module, if it is here. It is asked for again and again: the largest is the peak. */
    private static double peak(List<ChildProcess> present) {
        for (ChildProcess child : present) {
            if (child.entrant() == Entrant.SIMD) {
                return Turns.peakGigaflops(child, PEAK_MILLISECONDS);
            }
        }
        return Double.NaN;
    }

    /** Every shape full and causal; of a single query at the first key, causal attention would have one key. */
    static List<Problem> fullAndCausal(List<Shape> shapes) {
        List<Problem> problems = new ArrayList<>();
        for (Shape shape : shapes) {
            problems.add(new Problem(shape, Variation.FULL));
            if (shape.queries() > 1) {
                problems.add(new Problem(shape, Variation.CAUSAL));
            }
        }
        return problems;
    }
}
