package org.attentionworkbench.core.parameter;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;

/**
 * The options by which users say where the parameters of a strategy come from: {@code seed=7}, or {@code file=weights.npz} with
 * its {@code layout}. A strategy declares all three, and an {@link Option#text} for each role whose tensor may have another name.
 */
public final class ParameterOptions {

    /** What the parameters are drawn from. */
    public static final Option<Long> SEED = Option.seed("what the parameters are drawn from where no file gives them");

    /** The file that gives them. */
    public static final Option<Path> FILE = Option.file(
                    "file", "a file that gives the parameters: safetensors, .npz or .npy")
            .orElse("drawn from the seed");

    /** Which way round the file holds matrices. */
    public static final Option<Layout> LAYOUT = Option.choice(
                    "layout",
                    Layout.class,
                    "how the file holds matrices: a row for each channel that comes in (NumPy) or goes out (PyTorch)")
            .withDefault("in-out");

    private ParameterOptions() {}

    /**
     * The parameters that a user chose.
     *
     * @param options the values of {@link #SEED}, {@link #FILE}, {@link #LAYOUT} and of the options in {@code names}
     * @param names from roles to the options that name their tensors
     * @return the parameters of the file if one was given, else seeded ones
     * @throws org.attentionworkbench.api.InvalidInputException if the file cannot be read or a named tensor is not in it
     */
    public static Parameters chosen(Options options, Map<String, Option<String>> names) {
        return chosen(options, names, options.get(LAYOUT));
    }

    /**
     * The parameters that a user chose, for a strategy whose parameters lie one way only.
     *
     * @param options the values of {@link #SEED}, {@link #FILE} and of the options in {@code names}
     * @param names from roles to the options that name their tensors
     * @param layout how the file holds matrices
     * @return the parameters of the file if one was given, else seeded ones
     * @throws org.attentionworkbench.api.InvalidInputException if the file cannot be read or a named tensor is not in it
     */
    public static Parameters chosen(Options options, Map<String, Option<String>> names, Layout layout) {
        if (options.given(FILE).isEmpty()) {
            return new SeededParameters(options.get(SEED));
        }
        Map<String, String> given = new LinkedHashMap<>();
        names.forEach((role, option) -> options.given(option).ifPresent(name -> given.put(role, name)));
        return new FileParameters(options.get(FILE), given, layout);
    }
}
