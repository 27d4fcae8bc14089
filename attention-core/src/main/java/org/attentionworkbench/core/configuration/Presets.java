package org.attentionworkbench.core.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Spelling;

/** Whole configurations with a name. */
public final class Presets {
    private static final Map<String, Configuration> PRESETS = new LinkedHashMap<>();

    static {
        PRESETS.put("default", Configuration.defaults());
        PRESETS.put(
                "notebook",
                Configuration.defaults()
                        .with(Kind.TOKENIZER, "whitespace")
                        .with(Kind.EMBEDDER, "random:dimension=4,distribution=uniform,per=occurrence")
                        .with(Kind.SCORE, "dot")
                        .with(Kind.NORMALIZER, "softmax:axis=queries"));
    }

    private Presets() {}

    /**
     * The preset with a name.
     *
     * @param name {@code default}, or {@code notebook}: white-space tokens, a uniform random vector for every occurrence of a
     *     word, plain dot products, softmax over the queries
     * @param origin where it was chosen
     * @return the configuration
     * @throws InvalidInputException if there is no such preset
     */
    public static Configuration named(String name, Origin origin) {
        Configuration preset = PRESETS.get(name);
        if (preset == null) {
            throw new InvalidInputException(
                    origin + ": unknown preset '" + name + "'; " + Spelling.advice(name, PRESETS.keySet()));
        }
        return preset;
    }

    /**
     * The names of all presets.
     *
     * @return the names
     */
    public static Set<String> names() {
        return Collections.unmodifiableSet(PRESETS.keySet());
    }
}
