package org.attentionworkbench.bench.result;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.result.Comparison.Participant;
import org.attentionworkbench.bench.result.Comparison.Row;
import org.attentionworkbench.bench.result.KernelFigures.Growth;
import org.attentionworkbench.bench.result.KernelFigures.MemoryUse;
import org.attentionworkbench.bench.result.KernelFigures.VariationCost;
import org.attentionworkbench.bench.turn.HeapUse;
import org.attentionworkbench.bench.turn.Pace;
import org.attentionworkbench.bench.turn.Timing;

/** Results with numbers made up for tests. */
final class Measured {
    private Measured() {}

    static Timing timing(Entrant entrant, Problem problem, double... milliseconds) {
        List<Double> turns = new ArrayList<>();
        for (double each : milliseconds) {
            turns.add(each);
        }
        return new Timing(entrant, problem, 5e-7, turns, turns.isEmpty() ? "a call would take about 9.0 s" : "");
    }

    /** The kernel takes 2 ms full; PyTorch takes 3 ms, and is twice as slow as ONNX Runtime on the last shape. EJML is left out. */
    static Comparison comparison() {
        List<Row> rows = new ArrayList<>();
        for (Shape shape : Shape.MEASURED) {
            Problem full = new Problem(shape, Variation.FULL);
            boolean last = shape.queries() == 9;
            rows.add(new Row(
                    full,
                    List.of(
                            timing(Entrant.SIMD, full, 2.5, 2, 1.5),
                            timing(Entrant.ONNX_ATTENTION, full, last ? 1.5 : 6),
                            timing(Entrant.PYTORCH, full, 3),
                            timing(Entrant.EJML_FLOAT, full))));
        }
        return new Comparison(
                1,
                100,
                List.of(
                        new Participant(Entrant.SIMD, "attention simd", true),
                        new Participant(Entrant.PLAIN, "there is no backend 'plain'", false),
                        new Participant(Entrant.ONNX_ATTENTION, "ONNX Runtime 1.29.0", true),
                        new Participant(Entrant.PYTORCH, "PyTorch 2.13.0", true),
                        new Participant(Entrant.EJML_FLOAT, "EJML 0.46.1", true)),
                rows);
    }

    /** Plain Java takes 4 ms, four times as long as the Vector API and half as long as EJML. */
    private static Comparison libraries() {
        Problem problem = new Problem(new Shape(1, 1, 1, 128, 128, 64), Variation.FULL);
        return new Comparison(
                1,
                100,
                List.of(
                        new Participant(Entrant.SIMD, "attention simd", true),
                        new Participant(Entrant.PLAIN, "attention plain", true),
                        new Participant(Entrant.EJML_FLOAT, "EJML 0.46.1", true)),
                List.of(new Row(
                        problem,
                        List.of(
                                timing(Entrant.SIMD, problem, 1),
                                timing(Entrant.PLAIN, problem, 4),
                                timing(Entrant.EJML_FLOAT, problem, 8)))));
    }

    static BenchResult result() {
        Shape shape = new Shape(1, 12, 12, 2048, 2048, 64);
        Problem full = new Problem(shape, Variation.FULL);
        Problem softcap = new Problem(shape, Variation.SOFTCAP);
        Problem topKeys = new Problem(shape, Variation.TOP_KEYS);
        MemoryUse memory = new MemoryUse(full, new HeapUse(3 << 20, 1 << 20));
        KernelFigures kernel = new KernelFigures(
                Entrant.SIMD,
                List.of(new VariationCost(timing(Entrant.SIMD, softcap, 12), timing(Entrant.SIMD, full, 10))),
                List.of(new VariationCost(timing(Entrant.SIMD, topKeys), timing(Entrant.SIMD, full, 10))),
                List.of(memory),
                List.of(new Growth(timing(Entrant.SIMD, full, 10), memory)));
        return new BenchResult(
                new Machine("a processor", 2, "a system", "a Java"),
                LocalDate.of(2026, 1, 2),
                Pace.QUICK,
                List.of(comparison()),
                Optional.of(libraries()),
                Optional.of(kernel));
    }
}
