package org.attentionworkbench.bench.turn;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.turn.ChildProcess.Answer;

/**
 * Measures by turns: A, B, C, A, B, C, …, so that whatever slows the machine down for a while slows all of them. Before that
 * each is compared with the truth, and warmed up until three of its times in a row are alike.
 */
public final class Turns {
    /** An output farther from the truth is wrong, and not timed. */
    static final double TOLERANCE = 1e-4;

    private static final double ALIKE = 0.03;
    private static final int ALIKE_IN_A_ROW = 3;
    private static final double MILLION = 1e6;

    private final Pace pace;
    private final PrintWriter progress;
    private final Map<Entrant, Double> operationsPerMillisecond = new EnumMap<>(Entrant.class);

    /**
     * Turns at a pace.
     *
     * @param pace how long to measure
     * @param progress where to say what is being measured
     */
    public Turns(Pace pace, PrintWriter progress) {
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * A contender and what it is to compute.
     *
     * @param child its process
     * @param problem the problem
     */
    public record Lane(ChildProcess child, Problem problem) {}

    /** A lane on which turns are taken. */
    private static final class Running {
        private final Lane lane;
        private final double difference;
        private final int rounds;
        private final List<Double> milliseconds = new ArrayList<>();
        private String failure = "";

        Running(Lane lane, double difference, int rounds) {
            this.lane = lane;
            this.difference = difference;
            this.rounds = rounds;
        }
    }

    /**
     * Measures some lanes against each other.
     *
     * @param lanes the lanes, in the order of their turns
     * @return what came of each, in the same order
     */
    public List<Timing> measure(List<Lane> lanes) {
        List<Timing> timings = new ArrayList<>();
        List<Running> running = new ArrayList<>();
        for (Lane lane : lanes) {
            progress.println("bench: " + lane.problem() + ": " + lane.child().entrant());
            prepare(lane, timings, running);
        }
        takeTurns(running);
        for (Running each : running) {
            Lane lane = each.lane;
            lane.child().ask(request("release", lane));
            Entrant entrant = lane.child().entrant();
            boolean failed = !each.failure.isEmpty();
            timings.add(new Timing(
                    entrant, lane.problem(), each.difference, failed ? List.of() : each.milliseconds, each.failure));
        }
        return inOrder(lanes, timings);
    }

    private static List<Timing> inOrder(List<Lane> lanes, List<Timing> timings) {
        List<Timing> ordered = new ArrayList<>();
        for (Lane lane : lanes) {
            for (Timing timing : timings) {
                if (timing.entrant() == lane.child().entrant()
                        && timing.problem().equals(lane.problem())) {
                    ordered.add(timing);
                }
            }
        }
        return ordered;
    }

    private void prepare(Lane lane, List<Timing> timings, List<Running> running) {
        Entrant entrant = lane.child().entrant();
        Answer knows = lane.child().ask(request("knows", lane));
        if (!knows.word().equals("known")) {
            timings.add(Timing.none(entrant, lane.problem(), knows.text()));
            return;
        }
        double expected =
                lane.problem().operations() / operationsPerMillisecond.getOrDefault(entrant, Double.MAX_VALUE);
        if (expected > pace.longestCallMilliseconds()) {
            String reason = String.format(
                    Locale.ROOT, "a call would take more than %.1f s", pace.longestCallMilliseconds() / 1000.0);
            timings.add(Timing.none(entrant, lane.problem(), reason));
            return;
        }
        Answer answer = lane.child().ask(request("check", lane));
        if (!answer.word().equals("checked")) {
            timings.add(Timing.none(entrant, lane.problem(), answer.text()));
            return;
        }
        double difference = answer.number(0);
        if (!(difference <= TOLERANCE)) {
            lane.child().ask(request("release", lane));
            String reason = "its output differs by " + difference;
            timings.add(new Timing(entrant, lane.problem(), difference, List.of(), reason));
            return;
        }
        double milliseconds = warmUp(lane);
        if (pace.isLong(milliseconds)) {
            timings.add(new Timing(entrant, lane.problem(), difference, List.of(milliseconds), ""));
            lane.child().ask(request("release", lane));
        } else {
            running.add(new Running(lane, difference, pace.roundsFor(milliseconds)));
        }
    }

    private static String request(String word, Lane lane) {
        return word + " " + lane.problem().shape() + " " + lane.problem().variation();
    }

    /**
     * The milliseconds of a call, once three in a row are alike; at first a compiler needs some time to begin. Zero if a call fails: it
     * will fail in its turn, which says why.
     */
    private double warmUp(Lane lane) {
        Entrant entrant = lane.child().entrant();
        boolean first = !operationsPerMillisecond.containsKey(entrant);
        double last = Double.MAX_VALUE;
        double passed = 0;
        int alike = 1;
        while (true) {
            Answer answer = time(lane);
            if (!answer.word().equals("timed")) {
                return 0;
            }
            double milliseconds = perCall(answer);
            passed += answer.number(1) / MILLION;
            alike = Math.abs(milliseconds - last) <= ALIKE * last ? alike + 1 : 1;
            boolean steady = alike == ALIKE_IN_A_ROW && !(first && passed < pace.warmUpMilliseconds());
            if (steady || passed >= (first ? 2 : 1) * pace.warmUpMilliseconds()) {
                operationsPerMillisecond.merge(entrant, lane.problem().operations() / milliseconds, Math::max);
                return milliseconds;
            }
            alike = Math.min(alike, ALIKE_IN_A_ROW - 1);
            last = milliseconds;
        }
    }

    private Answer time(Lane lane) {
        return lane.child().ask(request("time", lane) + " " + pace.roundMilliseconds());
    }

    private static double perCall(Answer timed) {
        return timed.number(1) / timed.number(0) / MILLION;
    }

    private void takeTurns(List<Running> running) {
        int most = 0;
        for (Running each : running) {
            most = Math.max(most, each.rounds);
        }
        for (int round = 0; round < most; round++) {
            for (Running each : running) {
                if (round < each.rounds && each.failure.isEmpty()) {
                    Answer answer = time(each.lane);
                    if (answer.word().equals("timed")) {
                        each.milliseconds.add(perCall(answer));
                    } else {
                        each.failure = answer.text();
                    }
                }
            }
        }
    }

    /**
     * What one call takes of the heap besides its inputs and its output. The process must be new: what a contender keeps from
     * call to call counts, too.
     *
     * @param lane the contender and what it is to compute
     * @return the use; its numbers are NaN if they are not known
     */
    public static HeapUse memory(Lane lane) {
        Answer answer = lane.child().ask(request("memory", lane));
        return answer.word().equals("memory") ? new HeapUse(answer.number(0), answer.number(1)) : HeapUse.UNKNOWN;
    }

    /**
     * The machine's peak of fused multiply-adds.
     *
     * @param child a process with the vector module
     * @param milliseconds how long to try
     * @return operations in a second by 10⁹; NaN if that is not known
     */
    public static double peakGigaflops(ChildProcess child, int milliseconds) {
        Answer answer = child.ask("peak " + milliseconds);
        return answer.word().equals("peak") ? answer.number(0) / 1e9 : Double.NaN;
    }
}
