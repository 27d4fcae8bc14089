package org.attentionworkbench.core.projection;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.attention.Projection;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.Layout;

/** How users choose a {@link FileProjection}. */
final class FileProjectionOptions {
    private static final String USUAL = "one with a usual name";

    private static final Option<Path> PATH =
            Option.file("path", "the file that holds the matrices: safetensors, .npz or .npy");
    private static final Option<String> QUERY =
            Option.text("query", "the tensor W_q").orElse(USUAL);
    private static final Option<String> KEY =
            Option.text("key", "the tensor W_k").orElse(USUAL);
    private static final Option<String> VALUE =
            Option.text("value", "the tensor W_v").orElse(USUAL);
    private static final Option<String> OUTPUT =
            Option.text("output", "the tensor W_o").orElse(USUAL + ", or none");
    private static final Option<String> FUSED = Option.text("fused", "one tensor of W_q, W_k and W_v side by side")
            .orElse(USUAL + ", where there is none for the queries");
    private static final Option<String> QUERY_BIAS = bias("query-bias", "b_q");
    private static final Option<String> KEY_BIAS = bias("key-bias", "b_k");
    private static final Option<String> VALUE_BIAS = bias("value-bias", "b_v");
    private static final Option<String> OUTPUT_BIAS = bias("output-bias", "b_o");
    private static final Option<String> FUSED_BIAS = bias("fused-bias", "b_q, b_k and b_v side by side");
    private static final Option<String> PREFIX = Option.text(
                    "prefix", "how the names of the tensors begin, in a file of many layers")
            .orElse("anything");
    private static final Option<Layout> LAYOUT = Option.choice(
                    "layout",
                    Layout.class,
                    "how the file holds matrices: a row for each channel that comes in (NumPy) or goes out (PyTorch)")
            .orElse("out-in for names that end in weight, as PyTorch has them, in-out for others");

    private static final List<Option<String>> WEIGHTS = List.of(QUERY, KEY, VALUE, OUTPUT, FUSED);
    private static final List<Option<String>> BIASES =
            List.of(QUERY_BIAS, KEY_BIAS, VALUE_BIAS, OUTPUT_BIAS, FUSED_BIAS);

    private FileProjectionOptions() {}

    private static Option<String> bias(String name, String what) {
        return Option.text(name, "the tensor " + what).orElse("the one named as its matrix, or none");
    }

    static Strategy<Projection> strategy() {
        return Strategy.<Projection>of(
                        "file",
                        "the learned matrices of a file",
                        FileProjectionOptions::projection,
                        PATH,
                        QUERY,
                        KEY,
                        VALUE,
                        OUTPUT,
                        FUSED,
                        QUERY_BIAS,
                        KEY_BIAS,
                        VALUE_BIAS,
                        OUTPUT_BIAS,
                        FUSED_BIAS,
                        PREFIX,
                        LAYOUT)
                .withFormula("Q = X·W_q + b_q, K = X·W_k + b_k, V = X·W_v + b_v, output = joined·W_o + b_o")
                .withSource("Vaswani et al. 2017, section 3.2.2");
    }

    private static FileProjection projection(Options options) {
        return new FileProjection(
                options.get(PATH),
                new FileProjection.Names(
                        given(options, WEIGHTS),
                        given(options, BIASES),
                        options.given(PREFIX).orElse(""),
                        options.given(LAYOUT)));
    }

    /** The tensors that were named, by the word of their role, with which the name of the option begins. */
    private static Map<String, String> given(Options options, List<Option<String>> named) {
        Map<String, String> tensors = new LinkedHashMap<>();
        for (Option<String> option : named) {
            String role = option.name().replace("-bias", "");
            options.given(option).ifPresent(tensor -> tensors.put(role, tensor));
        }
        return tensors;
    }
}
