package org.attentionworkbench.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.result.Reporter;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.cli.shell.PhraseInput;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.StageChoice;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private StageChoice stages;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = input.suited(composition.configuration());
        if (output.json() && stages.chosen() && !writesJson(configuration)) {
            configuration = configuration.with(Kind.REPORT, "json");
        }
        Workbench workbench = composition.workbench(configuration);
        AttentionRunner runner = workbench.runner(stages.reported(configuration, workbench));
        Reporter reporter = reporter(runner, workbench);
        List<Phrase> phrases = input.phrases();
        phrases.forEach(phrase -> phrase.check(runner.composition()));
        output.write(out -> report(runner, reporter, phrases, out));
        return composition.exitCode();
    }

    private static boolean writesJson(Configuration configuration) {
        return configuration.choice(Kind.REPORT).name().equals("json");
    }

    /** The chosen report; where JSON is asked for, that report in JSON, or the whole result if it has no JSON of its own. */
    private Reporter reporter(AttentionRunner runner, Workbench workbench) {
        Reporter chosen = runner.composition().reporter();
        if (!output.json()) {
            return chosen;
        }
        Configuration whole = Configuration.defaults().with(Kind.REPORT, "json");
        return chosen.inJson()
                .orElseGet(() -> workbench.runner(whole).composition().reporter());
    }

    private static void report(AttentionRunner runner, Reporter reporter, List<Phrase> phrases, Appendable out)
            throws IOException {
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
