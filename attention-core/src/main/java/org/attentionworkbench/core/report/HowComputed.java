package org.attentionworkbench.core.report;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.result.Execution;

/** Which way a result was computed, as a sentence that ends its text and as fields of its JSON. */
public final class HowComputed {
    private HowComputed() {}

    /**
     * Which way it was, with the backend, and by which kernel it was fused or why it was not.
     *
     * @param execution how a result was computed
     * @return a sentence; nothing where the backend leaves no choice, and so gives no reason
     */
    public static Optional<String> sentence(Execution execution) {
        boolean fused = execution.way().equals(Execution.FUSED);
        String backend = backend(execution);
        return execution
                .reason()
                .map(reason -> fused
                        ? "Computed in one fused pass in 32-bit floating point (" + backend + ": " + reason + ")."
                        : "Computed stage by stage in 64-bit floating point (" + backend + "): " + reason + ".");
    }

    /** The name of the backend, without its options. */
    private static String backend(Execution execution) {
        String choice = execution.composition().getOrDefault("backend", "backend");
        int options = choice.indexOf(':');
        return options < 0 ? choice : choice.substring(0, options);
    }

    /**
     * Writes the sentence, if there is one, after an empty line.
     *
     * @param execution how a result was computed
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public static void write(Execution execution, Appendable out) throws IOException {
        write(List.of(execution), out);
    }

    /**
     * Writes the sentences of several results after one empty line, each sentence once; nothing where there is none.
     *
     * @param executions how the results were computed
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public static void write(Collection<Execution> executions, Appendable out) throws IOException {
        Set<String> sentences = new LinkedHashSet<>();
        executions.forEach(execution -> sentence(execution).ifPresent(sentences::add));
        String before = "\n";
        for (String sentence : sentences) {
            out.append(before).append(sentence).append('\n');
            before = "";
        }
    }

    /**
     * Puts {@code way}, and {@code reason} where there is one, into an object of JSON.
     *
     * @param json the object
     * @param execution how a result was computed
     */
    public static void putInto(Map<String, ? super String> json, Execution execution) {
        json.put("way", execution.way());
        execution.reason().ifPresent(reason -> json.put("reason", reason));
    }
}
