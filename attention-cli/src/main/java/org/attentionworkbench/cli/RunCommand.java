package org.attentionworkbench.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.cli.shell.PhraseInput;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Setting;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Computes attention and reports it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Computes the attention of each phrase to itself and reports it.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private PhraseInput input;

    @Mixin
    private CompositionOptions composition;

    @Option(
            names = "--stages",
            paramLabel = "NAMES",
            description =
                    "which stages the reports json and csv write: raw, modified, masked, weights, values, by commas")
    private @Nullable String stages;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = composition.configuration();
        if (output.json() && !configuration.choice(Kind.REPORT).name().equals("json")) {
            configuration = configuration.with(Kind.REPORT, "json");
        }
        Workbench workbench = composition.workbench(configuration);
        AttentionRunner runner = stages == null
                ? workbench.runner()
                : workbench.runner(configuration.with(
                        Kind.REPORT, List.of(withStages(workbench, configuration.choice(Kind.REPORT), stages))));
        List<Phrase> phrases = input.phrases();
        phrases.forEach(phrase -> phrase.check(runner.composition()));
        output.write(out -> report(runner, phrases, out));
        return composition.exitCode();
    }

    /** The report with its stages set, if it is one that writes stages. */
    private static Choice withStages(Workbench workbench, Choice report, String names) {
        boolean writes = workbench
                .catalogs()
                .of(Kind.REPORT)
                .find(report.name())
                .map(entry -> entry.strategy().options().stream()
                        .anyMatch(option -> option.name().equals("stages")))
                .orElse(true); // an unknown report is told with the other problems
        if (!writes) {
            throw new InvalidInputException("--stages: the report " + report.name()
                    + " writes weights only; choose --report json or csv, or --json");
        }
        return report.with(new Setting("stages", names.replace(',', '|'), new Origin("--stages")));
    }

    private static void report(AttentionRunner runner, List<Phrase> phrases, Appendable out) throws IOException {
        Reporter reporter = runner.composition().reporter();
        reporter.begin(out);
        boolean first = true;
        for (Phrase phrase : phrases) {
            if (!first) {
                reporter.between(out);
            }
            reporter.report(phrase.run(runner, reporter.captures()), out);
            first = false;
        }
        reporter.end(out);
    }
}
