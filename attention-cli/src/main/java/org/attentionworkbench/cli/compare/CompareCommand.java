package org.attentionworkbench.cli.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.cli.shell.PhraseInput;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Spelling;
import org.attentionworkbench.core.comparison.Summary;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts phrases, variants or backends side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Puts phrases, variants (--with) or backends (--backends) side by side, measured.")
public final class CompareCommand implements Callable<Integer> {
    @Mixin
    private PhraseInput input;

    @Option(
            names = "--with",
            paramLabel = "KIND=CHOICE",
            description =
                    "a variant to compare, such as score=dot; join several changes by ';'; give it once per variant")
    private List<String> variants = new ArrayList<>();

    @Option(
            names = "--backends",
            paramLabel = "NAMES",
            description = "run the same on each backend (all, or names joined by commas) and print the differences")
    private @Nullable String backends;

    @Mixin
    private CompositionOptions composition;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = input.suited(composition.configuration());
        Workbench workbench = composition.workbench(configuration);
        if (backends != null) {
            compareBackends(workbench, configuration, backends);
        } else {
            compareVariants(workbench, configuration);
        }
        return composition.exitCode();
    }

    private void compareVariants(Workbench workbench, Configuration configuration) throws IOException {
        List<String> labels = new ArrayList<>();
        for (String variant : variants) {
            if (labels.contains(variant)) {
                throw new InvalidInputException("--with " + variant + " is given twice; give each variant once");
            }
            labels.add(variant);
        }
        if (labels.size() < 2) {
            labels.add(0, "");
        }
        Capture capture = Summary.captures().and(labels.size() > 1 ? Capture.of(Stage.WEIGHTS) : Capture.NOTHING);
        Map<String, AttentionRunner> runners = new LinkedHashMap<>();
        for (String label : labels) {
            runners.put(label, workbench.runner(label.isEmpty() ? configuration : changed(configuration, label)));
        }
        VariantComparison comparison = new VariantComparison(capture);
        for (Phrase phrase : input.phrases()) {
            comparison.add(phrase, runners);
        }
        output.write(out -> comparison.write(output.json(), out));
    }

    private static Configuration changed(Configuration configuration, String variant) {
        Configuration changed = configuration;
        for (String change : variant.split(";", -1)) {
            int equals = change.indexOf('=');
            if (equals < 0) {
                throw new InvalidInputException("--with takes changes such as score=dot, not '" + change + "'");
            }
            String word = change.substring(0, equals).strip();
            Kind<?> kind = Kind.named(word)
                    .orElseThrow(() -> new InvalidInputException("--with: unknown kind '" + word + "'; "
                            + Spelling.advice(
                                    word, Kind.all().stream().map(Kind::word).toList())));
            changed = changed.with(
                    kind, List.of(Choice.parse(kind, change.substring(equals + 1), new Origin("--with " + word))));
        }
        return changed;
    }

    private void compareBackends(Workbench workbench, Configuration configuration, String names) throws IOException {
        if (!variants.isEmpty()) {
            throw new InvalidInputException("--with and --backends exclude each other; compare one thing at a time");
        }
        List<String> chosen = names.equals("all")
                ? List.copyOf(Backends.all(workbench).keySet())
                : Arrays.stream(names.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (chosen.size() < 2) {
            throw new InvalidInputException("--backends needs two backends to compare, such as reference,ejml");
        }
        Map<String, AttentionRunner> runners = new LinkedHashMap<>();
        for (String name : chosen) {
            Choice backend = Choice.parse(name, new Origin("--backends"));
            runners.put(name, workbench.runner(configuration.with(Kind.BACKEND, List.of(backend))));
        }
        BackendComparison comparison = new BackendComparison();
        for (Phrase phrase : input.phrases()) {
            comparison.add(phrase, runners);
        }
        output.write(out -> comparison.write(output.json(), out));
    }
}
