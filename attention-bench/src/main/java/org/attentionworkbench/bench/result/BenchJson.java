package org.attentionworkbench.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Variation;
import org.attentionworkbench.bench.result.Comparison.Participant;
import org.attentionworkbench.bench.result.Comparison.Row;
import org.attentionworkbench.bench.result.KernelFigures.Growth;
import org.attentionworkbench.bench.result.KernelFigures.MemoryUse;
import org.attentionworkbench.bench.result.KernelFigures.VariationCost;
import org.attentionworkbench.bench.turn.Timing;
import org.jspecify.annotations.Nullable;

/** What was measured, as a tree of plain values; null stands for what is not known. */
public final class BenchJson {
    private BenchJson() {}

    /**
     * The tree of a result.
     *
     * @param result what was measured
     * @return maps, lists, texts and numbers
     */
    public static Map<String, @Nullable Object> of(BenchResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Machine machine = result.machine();
        json.put("processor", machine.processor());
        json.put("processors", machine.processors());
        json.put("system", machine.system());
        json.put("java", machine.java());
        json.put("date", result.date().toString());
        json.put("rounds", result.pace().rounds());
        json.put("round_milliseconds", result.pace().roundMilliseconds());
        List<Object> comparisons = new ArrayList<>();
        result.comparisons().forEach(comparison -> comparisons.add(of(comparison)));
        json.put("comparisons", comparisons);
        json.put("libraries", result.libraries().map(BenchJson::of).orElse(null));
        json.put("kernel", result.kernel().map(BenchJson::of).orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> of(Comparison comparison) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("threads", comparison.threads());
        json.put("peak_gigaflops", known(comparison.peakGigaflops()));
        List<Object> participants = new ArrayList<>();
        for (Participant participant : comparison.participants()) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("name", participant.entrant().toString());
            each.put(participant.present() ? "description" : "absent", participant.description());
            each.put("ours", participant.entrant().ours());
            each.put("mean_ratio_full", known(comparison.meanRatio(participant.entrant(), Variation.FULL)));
            each.put("mean_ratio_causal", known(comparison.meanRatio(participant.entrant(), Variation.CAUSAL)));
            participants.add(each);
        }
        json.put("contenders", participants);
        List<Object> rows = new ArrayList<>();
        comparison.rows().forEach(row -> rows.add(of(row)));
        json.put("problems", rows);
        return json;
    }

    private static Map<String, @Nullable Object> of(Row row) {
        Map<String, @Nullable Object> json = of(row.problem());
        json.put(
                "fastest_peer",
                row.fastest(entrant -> !entrant.ours())
                        .map(timing -> timing.entrant().toString())
                        .orElse(null));
        List<Object> timings = new ArrayList<>();
        for (Timing timing : row.timings()) {
            Map<String, @Nullable Object> each = of(timing);
            each.put("ratio", known(row.ratio(timing.entrant(), entrant -> !entrant.ours())));
            timings.add(each);
        }
        json.put("timings", timings);
        return json;
    }

    private static Map<String, @Nullable Object> of(Problem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("shape", problem.shape().toString());
        json.put("variation", problem.variation().toString());
        json.put("operations", problem.operations());
        return json;
    }

    private static Map<String, @Nullable Object> of(Timing timing) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", timing.entrant().toString());
        json.put("difference", known(timing.difference()));
        if (timing.timed()) {
            json.put("milliseconds", timing.median());
            json.put("spread", timing.spread());
            json.put("gigaflops", timing.gigaflops());
            json.put("turns", timing.milliseconds());
        } else {
            json.put("left_out", timing.reason());
        }
        return json;
    }

    private static Map<String, @Nullable Object> of(KernelFigures figures) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", figures.entrant().toString());
        json.put("variations", of(figures.variations()));
        json.put("captures", of(figures.captures()));
        List<Object> memories = new ArrayList<>();
        figures.memories().forEach(use -> memories.add(of(use)));
        json.put("memories", memories);
        List<Object> growth = new ArrayList<>();
        for (Growth each : figures.growth()) {
            Map<String, @Nullable Object> length = of(each.memory());
            length.putAll(of(each.timing()));
            growth.add(length);
        }
        json.put("growth", growth);
        return json;
    }

    private static List<Object> of(List<VariationCost> costs) {
        List<Object> json = new ArrayList<>();
        for (VariationCost cost : costs) {
            Map<String, @Nullable Object> each = of(cost.timing().problem());
            each.putAll(of(cost.timing()));
            each.put("beside", cost.base().problem().variation().toString());
            each.put("ratio", known(cost.ratio()));
            json.add(each);
        }
        return json;
    }

    private static Map<String, @Nullable Object> of(MemoryUse use) {
        Map<String, @Nullable Object> json = of(use.problem());
        json.put("heap_bytes", known(use.heap().peak()));
        json.put("kept_bytes", known(use.heap().kept()));
        json.put("bytes_of_weights", use.bytesOfWeights());
        return json;
    }

    private static @Nullable Object known(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
