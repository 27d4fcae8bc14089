package org.attentionworkbench.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.cli.shell.CompositionOptions;
import org.attentionworkbench.cli.shell.Phrase;
import org.attentionworkbench.cli.shell.PhraseInput;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.StageChoice;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Spelling;
import org.attentionworkbench.core.composition.Composition;
import org.attentionworkbench.core.explanation.Explanation;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Works one row of attention through, number by number. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Works the attention of one word through: query and keys, products, scale, mask, exponentials, "
                + "their sum, the weights, the mixed value.")
public final class ExplainCommand implements Callable<Integer> {
    private static final int MOST_WORDS_NAMED = 30;

    @Mixin
    private PhraseInput input;

    @Option(names = "--word", paramLabel = "WORD", description = "the word to explain (the first)")
    private @Nullable String word;

    @Option(
            names = "--occurrence",
            paramLabel = "N",
            defaultValue = "1",
            description = "which occurrence of the word, if it stands several times (${DEFAULT-VALUE})")
    private int occurrence;

    @Option(
            names = "--head",
            paramLabel = "N",
            defaultValue = "1",
            description = "which head, if there are several (${DEFAULT-VALUE})")
    private int head;

    @Option(
            names = "--digits",
            paramLabel = "N",
            defaultValue = "4",
            description = "to how many decimals each result is printed, 1 to 10 (${DEFAULT-VALUE})")
    private int digits;

    @Mixin
    private CompositionOptions composition;

    @Mixin
    private StageChoice stages;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        if (digits < 1 || digits > 10) {
            throw new InvalidInputException("--digits takes an integer from 1 to 10, not " + digits);
        }
        if (word == null && occurrence != 1) {
            throw new InvalidInputException("--occurrence counts the occurrences of --word; give that, too");
        }
        Set<Stage> shown = stages.stages();
        Workbench workbench = composition.workbench(input.suited(composition.configuration()));
        AttentionRunner runner = workbench.runner();
        List<Explanation> explanations = new ArrayList<>();
        for (Phrase phrase : input.phrases()) {
            AttentionResult result = phrase.run(runner, Explanation.captures());
            if (head < 1 || head > result.heads().size()) {
                throw new InvalidInputException(
                        "--head takes an integer from 1 to " + result.heads().size() + ", not " + head);
            }
            explanations.add(Explanation.of(runner.composition(), result, head - 1, query(result)));
        }
        output.write(out -> write(explanations, shown, workbench, runner.composition(), out));
        return composition.exitCode();
    }

    private void write(
            List<Explanation> explanations, Set<Stage> shown, Workbench workbench, Composition composed, Appendable out)
            throws IOException {
        Formulas formulas = new Formulas(workbench.catalogs(), composed.configuration());
        String between = "";
        for (Explanation explanation : explanations) {
            if (output.json()) {
                JsonDocument.write(ExplanationJson.of(explanation, shown), out);
            } else {
                out.append(between);
                new ExplanationText(explanation, shown, composed, formulas, digits, out).write();
                between = "\n";
            }
        }
    }

    /** The position of the word to explain. */
    private int query(AttentionResult result) {
        if (word == null) {
            return 0;
        }
        Set<String> words = new LinkedHashSet<>();
        int found = 0;
        for (int query = 0; query < result.queries().size(); query++) {
            String text = result.queries().get(query).text();
            words.add(text);
            if (text.equals(word) && ++found == occurrence) {
                return query;
            }
        }
        throw new InvalidInputException(
                found == 0
                        ? "--word '" + word + "' is not in the phrase" + advice(word, words)
                        : "--occurrence takes an integer from 1 to " + found + " for '" + word + "', not "
                                + occurrence);
    }

    /** Names all words of a short phrase; of a long one, the word that was probably meant. */
    private static String advice(String word, Set<String> words) {
        return words.size() <= MOST_WORDS_NAMED
                ? "; " + Spelling.advice(word, words)
                : Spelling.nearest(word, words)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("");
    }
}
