package org.attentionworkbench.bench.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.result.KernelFigures.Growth;
import org.attentionworkbench.bench.result.KernelFigures.MemoryUse;
import org.attentionworkbench.bench.result.KernelFigures.VariationCost;
import org.attentionworkbench.bench.turn.Timing;

/** The kernel against itself, as tables to read. */
final class KernelText {
    private static final String SHAPE = "shape";
    private static final String VARIATION = "variation";
    private static final String TIME = "time";
    private static final String WHAT_COUNTS =
            "MiB of the heap besides inputs and output, of the first call in a new process whose young generation has 4 MiB: at most"
                    + " during the call, garbage among it; and kept, after a collection.";

    private final KernelFigures figures;

    KernelText(KernelFigures figures) {
        this.figures = figures;
    }

    void writeTo(Page page) throws IOException {
        String entrant = figures.entrant().toString();
        writeCosts(
                "What modifiers and masks cost " + entrant + ", in turns, on one thread", figures.variations(), page);
        writeCosts("What captures cost " + entrant + ", in turns, on one thread", figures.captures(), page);
        if (!figures.memories().isEmpty()) {
            writeMemories(page);
        }
        if (!figures.growth().isEmpty()) {
            writeGrowth(page);
        }
    }

    private static void writeCosts(String heading, List<VariationCost> costs, Page page) throws IOException {
        if (costs.isEmpty()) {
            return;
        }
        page.heading(heading);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(SHAPE, VARIATION, TIME, "beside", "its time", "time by time", "faster"));
        List<String> leftOut = new ArrayList<>();
        for (VariationCost cost : costs) {
            Problem problem = cost.timing().problem();
            rows.add(List.of(
                    problem.shape().toString(),
                    problem.variation().toString(),
                    time(cost.timing()),
                    cost.base().problem().variation().toString(),
                    time(cost.base()),
                    Numbers.ratio(cost.ratio()),
                    Numbers.ratio(1 / cost.ratio())));
            note(cost.timing(), leftOut);
        }
        page.table(rows);
        page.list(leftOut);
    }

    private static void note(Timing timing, List<String> leftOut) {
        if (!timing.timed()) {
            leftOut.add(timing.problem() + ": " + timing.reason());
        }
    }

    private static String time(Timing timing) {
        return Numbers.milliseconds(timing.median());
    }

    private void writeMemories(Page page) throws IOException {
        page.heading("What a first call of " + figures.entrant() + " takes of the heap");
        page.paragraph(WHAT_COUNTS);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(SHAPE, VARIATION, "at most", "kept", "all weights would take"));
        for (MemoryUse use : figures.memories()) {
            rows.add(List.of(
                    use.problem().shape().toString(),
                    use.problem().variation().toString(),
                    Numbers.mebibytes(use.heap().peak()),
                    Numbers.mebibytes(use.heap().kept()),
                    Numbers.mebibytes(use.bytesOfWeights())));
        }
        page.table(rows);
    }

    private void writeGrowth(Page page) throws IOException {
        page.heading("How time and memory of " + figures.entrant() + " grow, one head, one thread");
        page.paragraph(WHAT_COUNTS);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(SHAPE, VARIATION, TIME, "GFLOP/s", "at most", "kept", "all weights would take"));
        List<String> leftOut = new ArrayList<>();
        for (Growth growth : figures.growth()) {
            rows.add(List.of(
                    growth.timing().problem().shape().toString(),
                    growth.timing().problem().variation().toString(),
                    time(growth.timing()),
                    Numbers.gigaflops(growth.timing().gigaflops()),
                    Numbers.mebibytes(growth.memory().heap().peak()),
                    Numbers.mebibytes(growth.memory().heap().kept()),
                    Numbers.mebibytes(growth.memory().bytesOfWeights())));
            note(growth.timing(), leftOut);
        }
        page.table(rows);
        page.list(leftOut);
    }
}
