package org.attentionworkbench.cli.analyze;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Finding;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.report.FindingJson;
import org.attentionworkbench.core.report.FindingText;
import org.attentionworkbench.core.report.HowComputed;
import org.attentionworkbench.core.run.AttentionRunner;

/**
 * What analyses found in one result.
 *
 * @param result the result
 * @param words the words that attend and those that are attended to
 * @param findings what was found
 * @param leftOut the analyses that have no meaning for the result, each with the reason
 */
record Analysed(AttentionResult result, AttentionMaps words, List<Finding> findings, Map<String, String> leftOut) {

    /**
     * Analyses a result.
     *
     * @param chosen the analyses
     * @param runner what computed the result
     * @param result the result, its weights captured
     * @param askedFor whether the user named the analyses: then none may be left out
     * @throws InvalidInputException if an analysis that was asked for has no meaning for the result
     */
    static Analysed of(Composition chosen, AttentionRunner runner, AttentionResult result, boolean askedFor) {
        AttentionMaps maps = runner.maps(result);
        List<Finding> findings = new ArrayList<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        for (int index = 0; index < chosen.analyses().size(); index++) {
            try {
                findings.addAll(chosen.analyses().get(index).analyse(maps));
            } catch (InvalidInputException meaningless) {
                if (askedFor) {
                    throw meaningless;
                }
                String name =
                        chosen.configuration().choices(Kind.ANALYSIS).get(index).name();
                leftOut.put(name, withoutName(name, meaningless.getMessage()));
            }
        }
        return new Analysed(result, maps, findings, leftOut);
    }

    private static String withoutName(String name, String reason) {
        return reason.startsWith(name + ": ") ? reason.substring(name.length() + 2) : reason;
    }

    void writeText(Appendable out) throws IOException {
        out.append("Original phrase:  ").append(result.text()).append('\n');
        if (!result.keyText().equals(result.text())) {
            out.append("Attends to:       ").append(result.keyText()).append('\n');
        }
        FindingText.write(findings, out);
        if (!leftOut.isEmpty()) {
            out.append("\nLeft out, having no meaning here:\n");
            for (Map.Entry<String, String> analysis : leftOut.entrySet()) {
                out.append(analysis.getKey())
                        .append(": ")
                        .append(analysis.getValue())
                        .append('\n');
            }
        }
        HowComputed.write(result.execution(), out);
    }

    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("phrase", result.text());
        json.put("words", words.queries());
        if (!words.withinText()) {
            json.put("keys", words.keys());
        }
        HowComputed.putInto(json, result.execution());
        json.put("composition", result.execution().composition());
        json.put("analyses", FindingJson.of(findings));
        List<Map<String, Object>> reasons = new ArrayList<>();
        leftOut.forEach((analysis, reason) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("analysis", analysis);
            line.put("reason", reason);
            reasons.add(line);
        });
        json.put("left_out", reasons);
        return json;
    }
}
