package org.attentionworkbench.core.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.core.json.JsonDocument;

/** Where an output first differs from what was expected. */
public final class Difference {
    private final String text;
    private final Map<String, Object> json;

    private Difference(String text, Map<String, Object> json) {
        this.text = text;
        this.json = json;
    }

    /** Another type or shape. */
    static Difference ofKind(String output, String got, String expected) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output);
        json.put("got", got);
        json.put("expected", expected);
        return new Difference("output " + output + ": got " + got + ", expected " + expected, json);
    }

    /** Another number. */
    static Difference ofElement(
            String output, int[] index, double got, double expected, double tolerance, int count, int elements) {
        List<Object> place = new ArrayList<>();
        for (int each : index) {
            place.add(each);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output);
        json.put("index", place);
        json.put("got", got);
        json.put("expected", expected);
        json.put("tolerance", tolerance);
        json.put("differing", count);
        json.put("elements", elements);
        String text = "output " + output + " at " + place + ": got " + JsonDocument.number(got) + ", expected "
                + JsonDocument.number(expected) + ", tolerance " + JsonDocument.number(tolerance) + " (" + count
                + " of "
                + elements + " elements differ)";
        return new Difference(text, json);
    }

    /**
     * The difference as a value for {@link JsonDocument}.
     *
     * @return {@code output}, {@code got} and {@code expected}; of a number also {@code index}, {@code tolerance}, and how many of
     *     all {@code elements} are {@code differing}
     */
    public Map<String, Object> json() {
        return new LinkedHashMap<>(json);
    }

    /** One line: which output, where, what was got, what was expected, and how far off it may be. */
    @Override
    public String toString() {
        return text;
    }
}
