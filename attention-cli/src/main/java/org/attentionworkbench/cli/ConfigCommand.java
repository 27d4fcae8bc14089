package org.attentionworkbench.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.ConfigurationWriter;
import org.attentionworkbench.core.json.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the effective configuration. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Prints the effective configuration, every default filled in, as YAML that --config reads.")
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private CompositionOptions composition;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Configuration complete = composition
                .workbench(composition.configuration())
                .runner()
                .composition()
                .configuration();
        if (output.json()) {
            output.write(out -> JsonDocument.write(asJson(complete), out));
        } else {
            output.write(out -> ConfigurationWriter.write(complete, out));
        }
        return composition.exitCode();
    }

    private static Map<String, Object> asJson(Configuration configuration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", configuration.seed());
        for (Kind<?> kind : Kind.all()) {
            List<Object> choices = new ArrayList<>();
            configuration.choices(kind).forEach(choice -> choices.add(asJson(kind, choice)));
            json.put(kind.word(), kind.repeatable() ? choices : choices.get(0));
        }
        return json;
    }

    private static Object asJson(Kind<?> kind, Choice choice) {
        if (choice.combines(kind)) {
            return choice.text(kind);
        }
        Map<String, Object> options = new LinkedHashMap<>();
        choice.settings().forEach(setting -> options.put(setting.name(), setting.value()));
        return options.isEmpty() ? choice.name() : Map.of(choice.name(), options);
    }
}
