package org.attentionworkbench.cli.explain;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.core.explanation.Explanation;
import org.attentionworkbench.core.explanation.SoftmaxSteps;
import org.attentionworkbench.core.report.HowComputed;

/** An explanation as a tree of plain values, every number in full. */
final class ExplanationJson {
    private ExplanationJson() {}

    static Map<String, Object> of(Explanation explanation, Set<Stage> stages) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("phrase", explanation.result().text());
        HowComputed.putInto(json, explanation.result().execution());
        json.put("composition", explanation.result().execution().composition());
        json.put("head", explanation.head() + 1);
        json.put("query", explanation.query() + 1);
        json.put(
                "query_word",
                explanation.result().queries().get(explanation.query()).text());
        json.put("key_words", explanation.keyWords());
        if (stages.contains(Stage.RAW)) {
            explanation.dotProduct().ifPresent(dotProduct -> {
                json.put("q", dotProduct.query().row(0));
                json.put("k", dotProduct.keys());
                json.put("scale", dotProduct.scale());
            });
        }
        for (Stage stage : Stage.values()) {
            if (stages.contains(stage) && explanation.goesThrough(stage)) {
                if (stage == Stage.WEIGHTS) {
                    explanation.softmax().ifPresent(steps -> json.put("softmax", of(steps, explanation)));
                }
                json.put(stage == Stage.VALUES ? "value" : stage.word(), explanation.row(stage));
            }
        }
        if (stages.contains(Stage.VALUES) && explanation.goesThrough(Stage.VALUES)) {
            json.put("v", explanation.explainedHead().values());
        }
        return json;
    }

    private static Map<String, Object> of(SoftmaxSteps steps, Explanation explanation) {
        int keys = explanation.keyWords().size();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("axis", steps.axis().name().toLowerCase(Locale.ROOT));
        json.put("maximum", IntStream.range(0, keys).mapToDouble(steps::maximum).toArray());
        json.put(
                "exponential",
                IntStream.range(0, keys).mapToDouble(steps::exponential).toArray());
        json.put("sum", IntStream.range(0, keys).mapToDouble(steps::sum).toArray());
        return json;
    }
}
