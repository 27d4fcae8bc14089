package org.attentionworkbench.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.result.KernelFigures;
import org.attentionworkbench.bench.result.KernelFigures.Growth;
import org.attentionworkbench.bench.result.KernelFigures.MemoryUse;
import org.attentionworkbench.bench.result.KernelFigures.VariationCost;
import org.attentionworkbench.bench.turn.ChildProcess;
import org.attentionworkbench.bench.turn.Pace;
import org.attentionworkbench.bench.turn.Timing;
import org.attentionworkbench.bench.turn.Turns;
import org.attentionworkbench.bench.turn.Turns.Lane;

/** Measures the fused kernel against itself, on one thread. */
final class KernelMeasurement {
    private static final Shape SHORT = new Shape(1, 12, 12, 512, 512, 64);
    private static final Shape MEDIUM = new Shape(1, 12, 12, 2048, 2048, 64);
    private static final Shape LONG = new Shape(1, 8, 8, 4096, 4096, 64);
    private static final Shape VERY_LONG = new Shape(1, 8, 8, 16_384, 16_384, 64);
    private static final int[] LENGTHS = {256, 1024, 4096, 16_384, 65_536};
    /** A heap measured to the byte, not to the region, where little garbage gathers: code not yet compiled makes much of it. */
    private static final String[] SMALL_NURSERY = {"-XX:+UseSerialGC", "-Xmn4m"};

    private final Entrant entrant;
    private final Turns turns;

    KernelMeasurement(Entrant entrant, Pace pace, PrintWriter progress) {
        this.entrant = entrant;
        this.turns = new Turns(pace.patient(), progress);
    }

    /** The figures, or nothing if the kernel is not here. */
    Optional<KernelFigures> measure() throws IOException {
        try (ChildProcess child = ChildProcess.start(entrant, 1)) {
            if (child.absence().isPresent()) {
                return Optional.empty();
            }
            List<VariationCost> costs = new ArrayList<>();
            costs.addAll(costs(child, SHORT, Variation.TOP_KEYS, Variation.CAUSAL_TOP_KEYS));
            costs.addAll(costs(
                    child,
                    MEDIUM,
                    Variation.TOP_KEYS,
                    Variation.CAUSAL_TOP_KEYS,
                    Variation.SOFTCAP,
                    Variation.ALIBI,
                    Variation.LAMBDA,
                    Variation.CAUSAL_LAMBDA));
            costs.addAll(costs(child, LONG, Variation.TOP_KEYS, Variation.CAUSAL_TOP_KEYS, Variation.WINDOW));
            List<MemoryUse> memories = List.of(
                    memory(new Problem(VERY_LONG, Variation.FULL)), memory(new Problem(VERY_LONG, Variation.TOP_KEYS)));
            return Optional.of(new KernelFigures(entrant, costs, memories, growth(child)));
        }
    }

    /** Full and causal attention, and each variation beside the one of them that it is a variation of. */
    private List<VariationCost> costs(ChildProcess child, Shape shape, Variation... variations) {
        List<Lane> lanes = new ArrayList<>();
        lanes.add(new Lane(child, new Problem(shape, Variation.FULL)));
        lanes.add(new Lane(child, new Problem(shape, Variation.CAUSAL)));
        for (Variation variation : variations) {
            lanes.add(new Lane(child, new Problem(shape, variation)));
        }
        List<Timing> timings = turns.measure(lanes);
        Timing full = timings.get(0);
        Timing causal = timings.get(1);
        List<VariationCost> costs = new ArrayList<>();
        costs.add(new VariationCost(causal, full));
        for (Timing timing : timings.subList(2, timings.size())) {
            boolean ofCausal = timing.problem().variation() == Variation.CAUSAL_TOP_KEYS
                    || timing.problem().variation() == Variation.CAUSAL_LAMBDA;
            costs.add(new VariationCost(timing, ofCausal ? causal : full));
        }
        return costs;
    }

    private MemoryUse memory(Problem problem) throws IOException {
        try (ChildProcess child = ChildProcess.start(entrant, 1, SMALL_NURSERY)) {
            return new MemoryUse(problem, Turns.memory(new Lane(child, problem)));
        }
    }

    private List<Growth> growth(ChildProcess child) throws IOException {
        List<Growth> growth = new ArrayList<>();
        for (int length : LENGTHS) {
            Problem problem = new Problem(new Shape(1, 1, 1, length, length, 64), Variation.FULL);
            Timing timing = turns.measure(List.of(new Lane(child, problem))).get(0);
            growth.add(new Growth(timing, memory(problem)));
        }
        return growth;
    }
}
