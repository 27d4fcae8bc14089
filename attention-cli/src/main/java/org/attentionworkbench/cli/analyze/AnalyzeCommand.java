package org.attentionworkbench.cli.analyze;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.cli.shell.PhraseInput;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what can be said of the weights in numbers. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Analyses the weights of each phrase: how widely, how far and at what they look. Every analysis that has a "
                        + "meaning for the phrase, or those that --analysis names.")
public final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private PhraseInput input;

    @Mixin
    private CompositionOptions composition;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = input.suited(composition.configuration());
        Workbench workbench = composition.workbench(configuration);
        boolean askedFor = !configuration.choices(Kind.ANALYSIS).isEmpty();
        if (!askedFor) {
            configuration =
                    configuration.with(Kind.ANALYSIS, all(workbench.catalogs().of(Kind.ANALYSIS)));
        }
        Composition chosen = workbench.runner(configuration).composition();
        AttentionRunner runner = new AttentionRunner(chosen.withAnalyses(List.of()));
        List<Analysed> analysed = new ArrayList<>();
        for (Phrase phrase : input.phrases()) {
            analysed.add(Analysed.of(chosen, runner, phrase.run(runner, Capture.of(Stage.WEIGHTS)), askedFor));
        }
        output.write(out -> write(analysed, out));
        return composition.exitCode();
    }

    /** Every analysis that needs no option. */
    private static List<Choice> all(Catalog<?> analyses) {
        List<Choice> choices = new ArrayList<>();
        for (CatalogEntry<?> entry : analyses.entries()) {
            if (entry.strategy().options().stream().noneMatch(Option::required)) {
                choices.add(Choice.parse(entry.strategy().name(), Origin.DEFAULT));
            }
        }
        return choices;
    }

    private void write(List<Analysed> phrases, Appendable out) throws IOException {
        if (output.json()) {
            for (Analysed phrase : phrases) {
                JsonDocument.write(phrase.asJson(), out);
            }
            return;
        }
        for (Analysed phrase : phrases) {
            phrase.writeText(out);
            out.append('\n');
        }
        out.append("Attention weights say where a model looks, not why it answers as it does.\n");
    }
}
