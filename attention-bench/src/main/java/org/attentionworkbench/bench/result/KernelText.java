package org.attentionworkbench.bench.result;

import java.io.IOException;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.result.KernelFigures.Growth;
import org.attentionworkbench.bench.result.KernelFigures.MemoryUse;
import org.attentionworkbench.bench.result.KernelFigures.VariationCost;
import org.attentionworkbench.bench.turn.Timing;
import org.attentionworkbench.core.report.Table;

/** The kernel against itself, as tables to read. */
final class KernelText {
    private final KernelFigures figures;

    KernelText(KernelFigures figures) {
        this.figures = figures;
    }

    void writeTo(Appendable out) throws IOException {
        out.append("\nWhat variations cost ")
                .append(figures.entrant().toString())
                .append(", in turns\n\n");
        Table costs = new Table().row("shape", "variation", "time", "beside", "its time", "time by time", "faster");
        for (VariationCost cost : figures.variations()) {
            Problem problem = cost.timing().problem();
            costs.row(
                    problem.shape().toString(),
                    problem.variation().toString(),
                    time(cost.timing()),
                    cost.base().problem().variation().toString(),
                    time(cost.base()),
                    Numbers.ratio(cost.ratio()),
                    Numbers.ratio(1 / cost.ratio()));
        }
        costs.writeTo(out);
        for (VariationCost cost : figures.variations()) {
            if (!cost.timing().timed()) {
                out.append("  ").append(cost.timing().problem().toString()).append(": ");
                out.append(cost.timing().reason()).append('\n');
            }
        }
        writeMemories(out);
        writeGrowth(out);
    }

    private static String time(Timing timing) {
        return Numbers.milliseconds(timing.median());
    }

    private void writeMemories(Appendable out) throws IOException {
        out.append("\nWhat a first call takes of the heap besides inputs and output, in MiB\n\n");
        Table table = new Table().row("shape", "variation", "at most", "all weights would take");
        for (MemoryUse use : figures.memories()) {
            table.row(
                    use.problem().shape().toString(),
                    use.problem().variation().toString(),
                    Numbers.mebibytes(use.bytes()),
                    Numbers.mebibytes(use.bytesOfWeights()));
        }
        table.writeTo(out);
    }

    private void writeGrowth(Appendable out) throws IOException {
        out.append("\nHow time and memory grow\n\n");
        Table table = new Table().row("shape", "time", "GFLOP/s", "MiB at most", "MiB of all weights");
        for (Growth growth : figures.growth()) {
            table.row(
                    growth.timing().problem().shape().toString(),
                    time(growth.timing()),
                    Numbers.gigaflops(growth.timing().gigaflops()),
                    Numbers.mebibytes(growth.memory().bytes()),
                    Numbers.mebibytes(growth.memory().bytesOfWeights()));
        }
        table.writeTo(out);
    }
}
