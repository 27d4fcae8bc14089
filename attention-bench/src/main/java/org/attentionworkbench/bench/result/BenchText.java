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

/** What was measured, as tables to read. */
public final class BenchText {
    private final BenchResult result;
    private final boolean markdown;

    /**
     * The tables of a result.
     *
     * @param result what was measured
     * @param markdown whether to write Markdown; plain text else
     */
    public BenchText(BenchResult result, boolean markdown) {
        this.result = result;
        this.markdown = markdown;
    }

    /**
     * Writes them.
     *
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public void writeTo(Appendable out) throws IOException {
        Page page = new Page(out, markdown);
        Machine machine = result.machine();
        page.paragraph(machine.processor() + ", " + machine.processors() + " processors, " + machine.system() + "; "
                + machine.java() + "; " + result.date());
        page.paragraph(
                "A shape is batch x heads x heads of keys x queries x keys x head size; times are medians of turns, in"
                        + " milliseconds of one call.");
        for (Comparison comparison : result.comparisons()) {
            write(comparison, page);
        }
        if (result.libraries().isPresent()) {
            new LibrariesText(result.libraries().get()).writeTo(page);
        }
        if (result.kernel().isPresent()) {
            new KernelText(result.kernel().get()).writeTo(page);
        }
    }

    private static void write(Comparison comparison, Page page) throws IOException {
        page.heading((comparison.threads() == 1 ? "1 thread" : comparison.threads() + " threads")
                + "; fused multiply-adds alone reach " + Numbers.gigaflops(comparison.peakGigaflops()) + " GFLOP/s");
        page.list(participants(comparison));
        writeKernelBesideFastestPeer(comparison, Entrant.SIMD, page);
        writeKernelBesideFastestPeer(comparison, Entrant.PLAIN, page);
        writeAllTimes(comparison, page);
        writeLeftOut(comparison, page);
    }

    private static boolean tookPart(Comparison comparison, Entrant entrant) {
        return comparison.participants().stream()
                .anyMatch(participant -> participant.entrant() == entrant && participant.present());
    }

    /** Who took part, with the largest difference of its outputs, and who could not. */
    static List<String> participants(Comparison comparison) {
        List<String> participants = new ArrayList<>();
        for (Participant participant : comparison.participants()) {
            double difference = largestDifference(comparison, participant.entrant());
            participants.add(participant.entrant()
                    + (participant.present() ? ": " : " is not here: ")
                    + participant.description()
                    + (Double.isNaN(difference) ? "" : "; differs from 64-bit by " + Numbers.difference(difference)));
        }
        return participants;
    }

    private static double largestDifference(Comparison comparison, Entrant entrant) {
        double largest = Double.NaN;
        for (Row row : comparison.rows()) {
            double difference = row.of(entrant).map(Timing::difference).orElse(Double.NaN);
            largest = largest >= difference || Double.isNaN(difference) ? largest : difference;
        }
        return largest;
    }

    private static void writeKernelBesideFastestPeer(Comparison comparison, Entrant ours, Page page)
            throws IOException {
        if (!tookPart(comparison, ours)) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "shape", "", "fastest", ours.toString(), "GFLOP/s", "of peak", "fastest peer", "its time", "ratio"));
        for (Row row : comparison.rows()) {
            Optional<Timing> own = row.of(ours);
            Optional<Timing> peer = row.fastest(entrant -> !entrant.ours());
            double gigaflops = own.map(Timing::gigaflops).orElse(Double.NaN);
            rows.add(List.of(
                    row.problem().shape().toString(),
                    row.problem().variation().toString(),
                    name(row.fastest(entrant -> entrant == ours || !entrant.ours())),
                    time(own),
                    Numbers.gigaflops(gigaflops),
                    Numbers.percent(gigaflops / comparison.peakGigaflops()),
                    name(peer),
                    time(peer),
                    Numbers.ratio(row.ratio(ours, entrant -> !entrant.ours()))));
        }
        page.table(rows);
        double full = comparison.meanRatio(ours, Variation.FULL);
        double causal = comparison.meanRatio(ours, Variation.CAUSAL);
        if (!Double.isNaN(full) || !Double.isNaN(causal)) {
            page.paragraph("Geometric mean of the ratios of the first five shapes: full " + Numbers.ratio(full)
                    + ", causal " + Numbers.ratio(causal));
        }
    }

    private static String name(Optional<Timing> timing) {
        return timing.map(each -> each.entrant().toString()).orElse("-");
    }

    /** Its median, or a dash. */
    static String time(Optional<Timing> timing) {
        return Numbers.milliseconds(timing.map(Timing::median).orElse(Double.NaN));
    }

    private static void writeAllTimes(Comparison comparison, Page page) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("all times", ""));
        for (Participant participant : comparison.participants()) {
            head.add(participant.entrant().toString());
        }
        rows.add(head);
        for (Row row : comparison.rows()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.problem().shape().toString());
            cells.add(row.problem().variation().toString());
            for (Participant participant : comparison.participants()) {
                cells.add(time(row.of(participant.entrant())));
            }
            rows.add(cells);
        }
        page.table(rows);
    }

    /** Nobody is silently absent: each reason, with the problems that it holds for. */
    static void writeLeftOut(Comparison comparison, Page page) throws IOException {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        for (Row row : comparison.rows()) {
            for (Timing timing : row.timings()) {
                if (!timing.timed()) {
                    problems.computeIfAbsent(timing.entrant() + ": " + timing.reason(), reason -> new ArrayList<>())
                            .add(row.problem().toString());
                }
            }
        }
        if (problems.isEmpty()) {
            return;
        }
        page.paragraph("Left out:");
        List<String> reasons = new ArrayList<>();
        problems.forEach((reason, of) -> reasons.add(reason + " (" + String.join(", ", of) + ")"));
        page.list(reasons);
    }
}
