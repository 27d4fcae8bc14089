package org.attentionworkbench.cli.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.core.comparison.StageDifference;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.report.HowComputed;
import org.attentionworkbench.core.report.Table;
import org.attentionworkbench.core.run.AttentionRunner;

/** The same composition on several backends: how far each is from the first, at every stage. */
final class BackendComparison {
    private static final Capture EVERY_STAGE = new Capture(EnumSet.allOf(Stage.class), 0, false);

    private final List<Difference> differences = new ArrayList<>();

    /** How a backend computed a phrase. */
    private record Run(String backend, Execution execution) {

        Map<String, Object> asJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("backend", backend);
            HowComputed.putInto(json, execution);
            return json;
        }
    }

    /** How far a backend, the second, is from the first on one phrase. */
    private record Difference(String phrase, Run first, Run second, List<StageDifference> stages) {}

    /** Runs a phrase on each backend; the first is what the others are compared with. */
    void add(Phrase phrase, Map<String, AttentionRunner> backends) {
        String firstName = "";
        Optional<AttentionResult> first = Optional.empty();
        for (Map.Entry<String, AttentionRunner> backend : backends.entrySet()) {
            AttentionResult result = phrase.run(backend.getValue(), EVERY_STAGE);
            if (first.isPresent()) {
                List<StageDifference> stages = new ArrayList<>();
                for (Stage stage : Stage.values()) {
                    if (result.head(0).stage(stage).isPresent()) { // a variant may stop at the weights
                        stages.add(StageDifference.between(first.get(), result, stage));
                    }
                }
                differences.add(new Difference(
                        phrase.text(),
                        new Run(firstName, first.get().execution()),
                        new Run(backend.getKey(), result.execution()),
                        stages));
            } else {
                firstName = backend.getKey();
                first = Optional.of(result);
            }
        }
    }

    void write(boolean json, Appendable out) throws IOException {
        if (json) {
            JsonDocument.write(
                    differences.stream().map(BackendComparison::asJson).toList(), out);
        } else {
            writeText(out);
        }
    }

    private void writeText(Appendable out) throws IOException {
        String between = "";
        for (Difference difference : differences) {
            out.append(between)
                    .append(difference.second().backend())
                    .append(" against ")
                    .append(difference.first().backend())
                    .append(": ")
                    .append(difference.phrase())
                    .append('\n');
            between = "\n";
            Table table = new Table().row("stage", "largest absolute difference", "largest relative difference");
            for (StageDifference stage : difference.stages()) {
                table.row(stage.stage().word(), number(stage.absolute()), number(stage.relative()));
            }
            table.writeTo(out);
            HowComputed.write(
                    List.of(difference.first().execution(), difference.second().execution()), out);
        }
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.2e", value);
    }

    private static Map<String, Object> asJson(Difference difference) {
        List<Object> stages = new ArrayList<>();
        for (StageDifference stage : difference.stages()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("stage", stage.stage().word());
            json.put("absolute", stage.absolute());
            json.put("relative", stage.relative());
            stages.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("phrase", difference.phrase());
        json.putAll(difference.second().asJson());
        json.put("compared_with", difference.first().backend());
        json.put(
                "runs", List.of(difference.first().asJson(), difference.second().asJson()));
        json.put("stages", stages);
        return json;
    }
}
