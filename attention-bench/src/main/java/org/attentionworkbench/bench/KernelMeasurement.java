package org.attentionworkbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.result.KernelFigures;
import org.attentionworkbench.bench.result.KernelFigures.Growth;
import org.attentionworkbench.bench.result.KernelFigures.MemoryUse;
import org.attentionworkbench.bench.result.KernelFigures.VariationCost;
import org.attentionworkbench.bench.turn.ChildProcess;
import org.attentionworkbench.bench.turn.HeapUse;
import org.attentionworkbench.bench.turn.Pace;
import org.attentionworkbench.bench.turn.Timing;
import org.attentionworkbench.bench.turn.Turns;
import org.attentionworkbench.bench.turn.Turns.Lane;

/** Measures the fused kernel against itself, on one thread. */
final class KernelMeasurement {
    private static final Shape MEDIUM = new Shape(1, 12, 12, 2048, 2048, 64);
    private static final Shape LONG = new Shape(1, 8, 8, 4096, 4096, 64);
    private static final Shape VERY_LONG = new Shape(1, 8, 8, 16_384, 16_384, 64);
    private static final int[] CAPTURED_LENGTHS = {512, 1024, 2048, 4096};
    private static final int[] GROWING_LENGTHS = {256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536};
    private static final double LONGEST_CALL_MILLISECONDS = 40_000;
    /** A heap measured to the byte, not to the region, where little garbage gathers: code not yet compiled makes much of it. */
    private static final String[] SMALL_NURSERY = {"-XX:+UseSerialGC", "-Xmn4m"};

    private final Entrant entrant;
    private final Pace pace;
    private final PrintWriter progress;

    KernelMeasurement(Entrant entrant, Pace pace, PrintWriter progress) {
        this.entrant = entrant;
        this.pace = pace.patient();
        this.progress = progress;
    }

    /** The figures of some parts, or nothing if the kernel is not here. */
    Optional<KernelFigures> measure(Set<Part> parts) throws IOException {
        try (ChildProcess child = ChildProcess.start(entrant, 1)) {
            if (child.absence().isPresent()) {
                return Optional.empty();
            }
            Turns turns = new Turns(pace, progress);
            List<VariationCost> variations = parts.contains(Part.VARIATIONS) ? variations(child, turns) : List.of();
            List<VariationCost> captures = parts.contains(Part.CAPTURES) ? captures(child, turns) : List.of();
            boolean growth = parts.contains(Part.GROWTH);
            return Optional.of(new KernelFigures(
                    entrant, variations, captures, growth ? memories() : List.of(), growth ? growth() : List.of()));
        }
    }

    private static List<VariationCost> variations(ChildProcess child, Turns turns) {
        List<VariationCost> costs = new ArrayList<>();
        costs.addAll(costs(
                child,
                turns,
                MEDIUM,
                Variation.FULL,
                Variation.SOFTCAP,
                Variation.SOFTCAP_POINTWISE,
                Variation.ALIBI,
                Variation.ALIBI_POINTWISE,
                Variation.LAMBDA,
                Variation.CAUSAL,
                Variation.CAUSAL_LAMBDA));
        costs.addAll(
                costs(child, turns, LONG, Variation.FULL, Variation.CAUSAL, Variation.WINDOW, Variation.WINDOW_LAMBDA));
        return costs;
    }

    private static List<VariationCost> captures(ChildProcess child, Turns turns) {
        List<VariationCost> costs = new ArrayList<>();
        for (int length : CAPTURED_LENGTHS) {
            Shape shape = new Shape(1, 8, 8, length, length, 64);
            costs.addAll(costs(
                    child,
                    turns,
                    shape,
                    Variation.FULL,
                    Variation.STATISTICS,
                    Variation.TOP_KEYS_ALONE,
                    Variation.TOP_KEYS,
                    Variation.RECEIVED,
                    Variation.ONE_ROW));
            costs.addAll(costs(child, turns, shape, Variation.CAUSAL, Variation.CAUSAL_TOP_KEYS));
        }
        return costs;
    }

    /** Variations beside another one, in turns. */
    private static List<VariationCost> costs(
            ChildProcess child, Turns turns, Shape shape, Variation base, Variation... variations) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(new Lane(child, new Problem(shape, base)));
        for (Variation variation : variations) {
            lanes.add(new Lane(child, new Problem(shape, variation)));
        }
        List<Timing> timings = turns.measure(lanes);
        List<VariationCost> costs = new ArrayList<>();
        for (Timing timing : timings.subList(1, timings.size())) {
            costs.add(new VariationCost(timing, timings.get(0)));
        }
        return costs;
    }

    private List<MemoryUse> memories() throws IOException {
        return List.of(
                memory(new Problem(VERY_LONG, Variation.FULL)), memory(new Problem(VERY_LONG, Variation.TOP_KEYS)));
    }

    private MemoryUse memory(Problem problem) throws IOException {
        progress.println("bench: heap of " + problem + ": " + entrant);
        try (ChildProcess child = ChildProcess.start(entrant, 1, SMALL_NURSERY)) {
            return new MemoryUse(problem, Turns.memory(new Lane(child, problem)));
        }
    }

    /** Each length in new processes, one that captures nothing and one that keeps top keys and statistics. */
    private List<Growth> growth() throws IOException {
        List<Growth> growth = new ArrayList<>();
        double expected = 0;
        for (int length : GROWING_LENGTHS) {
            Shape shape = new Shape(1, 1, 1, length, length, 64);
            if (expected > LONGEST_CALL_MILLISECONDS) {
                growth.add(leftOut(shape));
                continue;
            }
            List<Growth> both = growth(shape);
            growth.addAll(both);
            double last = both.get(0).timing().median();
            expected = Double.isNaN(last) ? expected : 4 * last; // twice the length is four times the work
        }
        return growth;
    }

    private Growth leftOut(Shape shape) {
        Problem problem = new Problem(shape, Variation.FULL);
        String reason =
                String.format(Locale.ROOT, "a call would take more than %.0f s", LONGEST_CALL_MILLISECONDS / 1000);
        return new Growth(Timing.none(entrant, problem, reason), new MemoryUse(problem, HeapUse.UNKNOWN));
    }

    private List<Growth> growth(Shape shape) throws IOException {
        try (ChildProcess bare = ChildProcess.start(entrant, 1, SMALL_NURSERY);
                ChildProcess capturing = ChildProcess.start(entrant, 1, SMALL_NURSERY)) {
            List<Lane> lanes = List.of(
                    new Lane(bare, new Problem(shape, Variation.FULL)),
                    new Lane(capturing, new Problem(shape, Variation.TOP_KEYS)));
            List<MemoryUse> memories = new ArrayList<>();
            for (Lane lane : lanes) {
                progress.println("bench: heap of " + lane.problem() + ": " + entrant);
                memories.add(new MemoryUse(lane.problem(), Turns.memory(lane)));
            }
            List<Timing> timings = new Turns(pace.brief(), progress).measure(lanes);
            return List.of(new Growth(timings.get(0), memories.get(0)), new Growth(timings.get(1), memories.get(1)));
        }
    }
}
