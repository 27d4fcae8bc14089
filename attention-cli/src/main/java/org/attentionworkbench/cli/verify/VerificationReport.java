package org.attentionworkbench.cli.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.core.conformance.ConformanceCase;
import org.attentionworkbench.core.conformance.ConformanceFolder;
import org.attentionworkbench.core.conformance.Strictness;
import org.attentionworkbench.core.conformance.Verdict;
import org.attentionworkbench.core.conformance.Verdict.Outcome;
import org.attentionworkbench.core.conformance.Verification;
import org.attentionworkbench.core.json.JsonDocument;

/** Runs the cases of folders and writes down what became of each; every case counts once for each backend. */
final class VerificationReport {
    private final Verification verification;
    private final Collection<String> backends;
    private final Map<Outcome, Integer> all = new EnumMap<>(Outcome.class);

    VerificationReport(Verification verification, Collection<String> backends) {
        this.verification = verification;
        this.backends = List.copyOf(backends);
    }

    /** How many have failed so far. */
    int failed() {
        return all.getOrDefault(Outcome.FAILED, 0);
    }

    /** A line for each that failed or was skipped, one for each folder, and as the last one the sums. */
    void writeText(List<ConformanceFolder> folders, Appendable out) throws IOException {
        for (ConformanceFolder folder : folders) {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            for (ConformanceCase testCase : folder.cases()) {
                List<Verdict> verdicts = verification.verify(testCase);
                count(verdicts, counts);
                writeLines(verdicts, out);
            }
            out.append(folder.path().toString())
                    .append(": ")
                    .append(String.valueOf(folder.cases().size()))
                    .append(folder.cases().size() == 1 ? " case on " : " cases on ")
                    .append(String.join(", ", backends))
                    .append(": ")
                    .append(sums(counts))
                    .append('\n');
        }
        out.append(sums(all)).append('\n');
    }

    /** What is the same for every backend is told once. */
    private static void writeLines(List<Verdict> verdicts, Appendable out) throws IOException {
        boolean same = verdicts.stream().map(Verdict::reason).distinct().count() == 1;
        for (Verdict verdict : same && !verdicts.isEmpty() ? verdicts.subList(0, 1) : verdicts) {
            if (verdict.outcome() != Outcome.PASSED) {
                out.append(verdict.outcome() == Outcome.FAILED ? "failed " : "skipped ")
                        .append(verdict.testCase())
                        .append(same && verdicts.size() > 1 ? " on every backend" : " on " + verdict.backend())
                        .append(": ")
                        .append(verdict.reason())
                        .append('\n');
            }
        }
    }

    private void count(List<Verdict> verdicts, Map<Outcome, Integer> counts) {
        for (Verdict verdict : verdicts) {
            counts.merge(verdict.outcome(), 1, Integer::sum);
            all.merge(verdict.outcome(), 1, Integer::sum);
        }
    }

    private static String sums(Map<Outcome, Integer> counts) {
        return counts.getOrDefault(Outcome.PASSED, 0) + " passed, " + counts.getOrDefault(Outcome.FAILED, 0)
                + " failed, " + counts.getOrDefault(Outcome.SKIPPED, 0) + " skipped";
    }

    void writeJson(List<ConformanceFolder> folders, Strictness tolerance, Appendable out) throws IOException {
        List<Object> list = new ArrayList<>();
        for (ConformanceFolder folder : folders) {
            Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
            List<Object> results = new ArrayList<>();
            for (ConformanceCase testCase : folder.cases()) {
                List<Verdict> verdicts = verification.verify(testCase);
                count(verdicts, counts);
                verdicts.forEach(verdict -> results.add(asJson(verdict)));
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("path", folder.path().toString());
            json.put("title", folder.title());
            putSums(json, counts);
            json.put("results", results);
            list.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tolerance", tolerance.toString());
        json.put("backends", List.copyOf(backends));
        putSums(json, all);
        json.put("folders", list);
        JsonDocument.write(json, out);
    }

    private static void putSums(Map<String, Object> json, Map<Outcome, Integer> counts) {
        json.put("passed", counts.getOrDefault(Outcome.PASSED, 0));
        json.put("failed", counts.getOrDefault(Outcome.FAILED, 0));
        json.put("skipped", counts.getOrDefault(Outcome.SKIPPED, 0));
    }

    private static Map<String, Object> asJson(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", verdict.testCase());
        json.put("backend", verdict.backend());
        json.put("outcome", verdict.outcome().toString());
        if (!verdict.reason().isEmpty()) {
            json.put("reason", verdict.reason());
        }
        if (verdict.difference() != null) {
            json.put("difference", verdict.difference().json());
        }
        return json;
    }
}
