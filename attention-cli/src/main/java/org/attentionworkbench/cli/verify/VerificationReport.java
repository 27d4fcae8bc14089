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
    private final Sums all = new Sums();

    VerificationReport(Verification verification, Collection<String> backends) {
        this.verification = verification;
        this.backends = List.copyOf(backends);
    }

    /** How many have failed so far. */
    int failed() {
        return all.of(Outcome.FAILED);
    }

    /** A line for each that failed or was skipped, one for each folder, how many were fused, and as the last one the sums. */
    void writeText(List<ConformanceFolder> folders, Appendable out) throws IOException {
        for (ConformanceFolder folder : folders) {
            Sums sums = new Sums();
            for (ConformanceCase testCase : folder.cases()) {
                List<Verdict> verdicts = verification.verify(testCase);
                count(verdicts, sums);
                writeLines(verdicts, out);
            }
            out.append(folder.path().toString())
                    .append(": ")
                    .append(String.valueOf(folder.cases().size()))
                    .append(folder.cases().size() == 1 ? " case on " : " cases on ")
                    .append(String.join(", ", backends))
                    .append(": ")
                    .append(sums.toString())
                    .append('\n');
        }
        if (all.fused > 0) {
            out.append(String.valueOf(all.fused))
                    .append(all.fused == 1 ? " was" : " were")
                    .append(" computed in one fused pass, the others stage by stage\n");
        }
        out.append(all.toString()).append('\n');
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

    private void count(List<Verdict> verdicts, Sums sums) {
        for (Verdict verdict : verdicts) {
            sums.add(verdict);
            all.add(verdict);
        }
    }

    void writeJson(List<ConformanceFolder> folders, Strictness tolerance, Appendable out) throws IOException {
        List<Object> list = new ArrayList<>();
        for (ConformanceFolder folder : folders) {
            Sums sums = new Sums();
            List<Object> results = new ArrayList<>();
            for (ConformanceCase testCase : folder.cases()) {
                List<Verdict> verdicts = verification.verify(testCase);
                count(verdicts, sums);
                verdicts.forEach(verdict -> results.add(asJson(verdict)));
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("path", folder.path().toString());
            json.put("title", folder.title());
            sums.putInto(json);
            json.put("results", results);
            list.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tolerance", tolerance.toString());
        json.put("backends", List.copyOf(backends));
        all.putInto(json);
        json.put("folders", list);
        JsonDocument.write(json, out);
    }

    private static Map<String, Object> asJson(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", verdict.testCase());
        json.put("backend", verdict.backend());
        json.put("outcome", verdict.outcome().toString());
        if (verdict.fused()) {
            json.put("way", "fused");
        }
        if (!verdict.reason().isEmpty()) {
            json.put("reason", verdict.reason());
        }
        if (verdict.difference() != null) {
            json.put("difference", verdict.difference().json());
        }
        return json;
    }

    /** How many ended how, and how many of them in one fused pass. */
    private static final class Sums {
        private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        private int fused;

        void add(Verdict verdict) {
            outcomes.merge(verdict.outcome(), 1, Integer::sum);
            fused += verdict.fused() ? 1 : 0;
        }

        int of(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        void putInto(Map<String, Object> json) {
            for (Outcome outcome : Outcome.values()) {
                json.put(outcome.toString(), of(outcome));
            }
            json.put("fused", fused);
        }

        @Override
        public String toString() {
            return of(Outcome.PASSED) + " passed, " + of(Outcome.FAILED) + " failed, " + of(Outcome.SKIPPED)
                    + " skipped";
        }
    }
}
