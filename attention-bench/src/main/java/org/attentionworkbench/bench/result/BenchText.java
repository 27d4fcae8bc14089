package org.attentionworkbench.bench.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.bench.contender.Entrant;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.result.Comparison.Participant;
import org.attentionworkbench.bench.result.Comparison.Row;
import org.attentionworkbench.bench.turn.Timing;
import org.attentionworkbench.core.report.Table;

/** What was measured, as tables to read. */
public final class BenchText {
    private final BenchResult result;

    /**
     * The tables of a result.
     *
     * @param result what was measured
     */
    public BenchText(BenchResult result) {
        this.result = result;
    }

    /**
     * Writes them.
     *
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public void writeTo(Appendable out) throws IOException {
        Machine machine = result.machine();
        out.append(machine.processor()).append(", ").append(Integer.toString(machine.processors()));
        out.append(" processors, ")
                .append(machine.system())
                .append("; ")
                .append(machine.java())
                .append("; ");
        out.append(result.date().toString()).append('\n');
        out.append(
                        "A shape is batch x heads x heads of keys x queries x keys x head size; times are medians of turns, in ")
                .append("milliseconds of one call.\n");
        for (Comparison comparison : result.comparisons()) {
            write(comparison, out);
        }
        if (result.kernel().isPresent()) {
            new KernelText(result.kernel().get()).writeTo(out);
        }
    }

    private static void write(Comparison comparison, Appendable out) throws IOException {
        out.append(comparison.threads() == 1 ? "\n1 thread" : "\n" + comparison.threads() + " threads");
        out.append("; fused multiply-adds alone reach ").append(Numbers.gigaflops(comparison.peakGigaflops()));
        out.append(" GFLOP/s\n\n");
        writeParticipants(comparison, out);
        writeKernelBesideFastestPeer(comparison, Entrant.SIMD, out);
        writeKernelBesideFastestPeer(comparison, Entrant.PLAIN, out);
        writeAllTimes(comparison, out);
        writeLeftOut(comparison, out);
    }

    private static boolean tookPart(Comparison comparison, Entrant entrant) {
        return comparison.participants().stream()
                .anyMatch(participant -> participant.entrant() == entrant && participant.present());
    }

    private static void writeParticipants(Comparison comparison, Appendable out) throws IOException {
        for (Participant participant : comparison.participants()) {
            out.append(participant.entrant().toString());
            out.append(participant.present() ? ": " : " is not here: ").append(participant.description());
            double difference = largestDifference(comparison, participant.entrant());
            if (!Double.isNaN(difference)) {
                out.append("; differs from 64-bit by ").append(Numbers.difference(difference));
            }
            out.append('\n');
        }
    }

    private static double largestDifference(Comparison comparison, Entrant entrant) {
        double largest = Double.NaN;
        for (Row row : comparison.rows()) {
            double difference = row.of(entrant).map(Timing::difference).orElse(Double.NaN);
            largest = largest >= difference || Double.isNaN(difference) ? largest : difference;
        }
        return largest;
    }

    private static void writeKernelBesideFastestPeer(Comparison comparison, Entrant ours, Appendable out)
            throws IOException {
        if (!tookPart(comparison, ours)) {
            return;
        }
        Table table = new Table();
        table.row("shape", "", "fastest", ours.toString(), "GFLOP/s", "of peak", "fastest peer", "its time", "ratio");
        for (Row row : comparison.rows()) {
            Optional<Timing> own = row.of(ours);
            Optional<Timing> peer = row.fastest(entrant -> !entrant.ours());
            double gigaflops = own.map(Timing::gigaflops).orElse(Double.NaN);
            table.row(
                    row.problem().shape().toString(),
                    row.problem().variation().toString(),
                    name(row.fastest(entrant -> entrant == ours || !entrant.ours())),
                    Numbers.milliseconds(own.map(Timing::median).orElse(Double.NaN)),
                    Numbers.gigaflops(gigaflops),
                    Numbers.percent(gigaflops / comparison.peakGigaflops()),
                    name(peer),
                    Numbers.milliseconds(peer.map(Timing::median).orElse(Double.NaN)),
                    Numbers.ratio(row.ratio(ours, entrant -> !entrant.ours())));
        }
        out.append('\n');
        table.writeTo(out);
        double full = comparison.meanRatio(ours, Variation.FULL);
        double causal = comparison.meanRatio(ours, Variation.CAUSAL);
        if (!Double.isNaN(full) || !Double.isNaN(causal)) {
            out.append("Geometric mean of the ratios of the first five shapes: full ");
            out.append(Numbers.ratio(full))
                    .append(", causal ")
                    .append(Numbers.ratio(causal))
                    .append('\n');
        }
    }

    private static String name(Optional<Timing> timing) {
        return timing.map(each -> each.entrant().toString()).orElse("-");
    }

    private static void writeAllTimes(Comparison comparison, Appendable out) throws IOException {
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of(""));
        for (Participant participant : comparison.participants()) {
            head.add(participant.entrant().toString());
        }
        table.row("all times", head);
        for (Row row : comparison.rows()) {
            List<String> cells =
                    new ArrayList<>(List.of(row.problem().variation().toString()));
            for (Participant participant : comparison.participants()) {
                cells.add(Numbers.milliseconds(
                        row.of(participant.entrant()).map(Timing::median).orElse(Double.NaN)));
            }
            table.row(row.problem().shape().toString(), cells);
        }
        out.append('\n');
        table.writeTo(out);
    }

    /** Nobody is silently absent: each reason, with the problems that it holds for. */
    private static void writeLeftOut(Comparison comparison, Appendable out) throws IOException {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (Row row : comparison.rows()) {
            for (Timing timing : row.timings()) {
                if (!timing.timed()) {
                    problems.computeIfAbsent(timing.entrant() + ": " + timing.reason(), reason -> new ArrayList<>())
                            .add(row.problem().toString());
                }
            }
        }
        if (!problems.isEmpty()) {
            out.append("Left out:\n");
        }
        for (Map.Entry<String, List<String>> each : problems.entrySet()) {
            out.append("  ").append(each.getKey()).append(" (").append(String.join(", ", each.getValue()));
            out.append(")\n");
        }
    }
}
