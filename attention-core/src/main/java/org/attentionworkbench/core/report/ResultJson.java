package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.HeadResult;
import org.attentionworkbench.api.text.Token;
import org.attentionworkbench.core.json.JsonDocument;

/** What the JSON of every result has: its beginning, its heads and what analyses found. */
final class ResultJson {
    private ResultJson() {}

    /** Phrase, words, which way round it is, how it was computed, and the composition. */
    static Map<String, Object> beginning(AttentionResult result) {
        List<String> words = words(result.queries());
        List<String> keys = words(result.keys());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("phrase", result.text());
        json.put("words", words);
        if (isAcross(result)) {
            json.put("keys_from", result.keyText());
        }
        if (isAcross(result) || !keys.equals(words)) {
            json.put("keys", keys);
        }
        json.put("rows", "queries");
        json.put("columns", "keys");
        HowComputed.putInto(json, result.execution());
        json.put("composition", result.execution().composition());
        return json;
    }

    /** Whether the keys come from another text. */
    static boolean isAcross(AttentionResult result) {
        return !result.keyText().equals(result.text());
    }

    /**
     * Writes a result that is told head by head: its beginning, what else stands before the heads, the heads and what analyses found.
     *
     * @param more what else stands before the heads
     * @param content puts what is told of a head into its object
     */
    static void write(
            AttentionResult result,
            Map<String, ?> more,
            BiConsumer<HeadResult, Map<String, Object>> content,
            Appendable out)
            throws IOException {
        Map<String, Object> json = beginning(result);
        json.putAll(more);
        json.put("heads", heads(result, content));
        putFindings(json, result);
        JsonDocument.write(json, out);
    }

    /** An object for each head, with its number and what is put into it. */
    static List<Map<String, Object>> heads(
            AttentionResult result, BiConsumer<HeadResult, Map<String, Object>> content) {
        List<Map<String, Object>> heads = new ArrayList<>();
        for (HeadResult head : result.heads()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("head", heads.size() + 1);
            content.accept(head, json);
            heads.add(json);
        }
        return heads;
    }

    /** What analyses found, if any were chosen. */
    static void putFindings(Map<String, Object> json, AttentionResult result) {
        if (!result.findings().isEmpty()) {
            json.put("analyses", FindingJson.of(result.findings()));
        }
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }
}
