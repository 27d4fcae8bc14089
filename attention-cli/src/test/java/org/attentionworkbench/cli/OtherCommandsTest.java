package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.attentionworkbench.core.catalog.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The commands compare, list, config and completion, and the help of all. */
class OtherCommandsTest {
    private static final String PHRASE = "The quick brown fox jumps over the lazy dog";
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    @TempDir
    private Path directory;

    @Test
    void aComparisonMeasuresWhatTheWeightsSay() {
        JsonNode run = CommandRun.in(directory, "compare", "--json", PHRASE, "a b")
                .json()
                .get("runs")
                .get(0);
        JsonNode weights = CommandRun.in(directory, "run", "--json", PHRASE)
                .json()
                .get("heads")
                .get(0)
                .get("weights");
        double self = 0;
        double entropy = 0;
        double strongest = 0;
        for (int row = 0; row < 9; row++) {
            self += weights.get(row).get(row).asDouble() / 9;
            for (JsonNode weight : weights.get(row)) {
                entropy -= weight.asDouble() * Math.log(weight.asDouble()) / 9;
                strongest = Math.max(strongest, weight.asDouble());
            }
        }
        assertThat(run.get("words").asInt()).isEqualTo(9);
        assertThat(run.get("share_on_self").asDouble()).isCloseTo(self, CLOSE);
        assertThat(run.get("entropy").get("mean").asDouble()).isCloseTo(entropy, CLOSE);
        assertThat(run.get("strongest_pair").get("weight").asDouble()).isEqualTo(strongest);
        assertThat(run.get("detail_printed").asString()).isEqualTo("full: 81 of 81 weights");
    }

    @Test
    void phrasesStandSideBySide() {
        assertThat(CommandRun.in(
                                directory,
                                "compare",
                                "--tokenizer",
                                "phrases:terms=lazy dog",
                                "--report",
                                "top-k:k=2",
                                PHRASE,
                                "one two")
                        .success())
                .containsPattern("(?m)^words +8 +2$")
                .containsPattern("(?m)^matrix \\(queries × keys\\) +8 × 8 +2 × 2$")
                .containsPattern("(?m)^multi-word terms +1 +0$")
                .containsPattern("(?m)^detail printed +top-k: 16 of 64 weights +top-k: 4 of 4 weights$");
    }

    @Test
    void variantsOfOnePhraseAreComparedRowByRow() {
        JsonNode json = CommandRun.in(
                        directory,
                        "compare",
                        "--json",
                        "--with",
                        "score=dot",
                        "--with",
                        "score=dot;mask=none",
                        "--with",
                        "score=scaled-dot;normalizer=softmax:axis=queries",
                        PHRASE)
                .json();
        assertThat(json.get("divergences")).hasSize(2);
        JsonNode same = json.get("divergences").get(0);
        JsonNode other = json.get("divergences").get(1);
        assertThat(same.get("mean").asDouble()).isZero();
        assertThat(same.get("changed_top_words").asInt()).isZero();
        assertThat(other.get("rows")).hasSize(9);
        assertThat(other.get("mean").asDouble()).isBetween(1e-6, Math.log(2));
    }

    @Test
    void variantsThatSplitTheTextDifferentlyAreOnlyMeasured() {
        assertThat(CommandRun.in(
                                directory,
                                "compare",
                                "--with",
                                "tokenizer=words",
                                "--with",
                                "tokenizer=whitespace",
                                "Hello, world!")
                        .success())
                .containsPattern("(?m)^words +4 +2$")
                .doesNotContain("divergence");
    }

    @Test
    void allBackendsAreHeldAgainstTheFirst() {
        assertThat(CommandRun.in(directory, "compare", "--backends", "all", PHRASE)
                        .success())
                .contains("ejml against reference", "ojalgo against reference")
                .containsPattern("(?m)^stage +largest absolute difference +largest relative difference$")
                .containsPattern("(?m)^raw ")
                .containsPattern("(?m)^values ");
    }

    @Test
    void theListNamesEveryKindItsStrategiesAndTheirJar() {
        String list = CommandRun.in(directory, "list").success();
        assertThat(Kind.all()).allSatisfy(kind -> assertThat(list).contains(kind.word() + " — " + kind.meaning()));
        assertThat(list)
                .containsPattern("(?m)^  scaled-dot .*\\[attention-core.*]$")
                .containsPattern("(?m)^  ejml .*\\[attention-ejml.*]$")
                .contains("k=3  how many keys");
        assertThat(CommandRun.in(directory, "list", "--json")
                        .json()
                        .get("score")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("dot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--score dot",
                "--preset notebook --seed 7 --report top-k:k=2",
                "--embedder positional:of=(random:dimension=6,distribution=normal) --variant multi-head:heads=3",
                "--modifier softcap:cap=0.5 --modifier temperature:t=2 --mask causal",
                "--tokenizer phrases:terms=lazy_dog|fox --report csv",
                "--variant delta:beta=0.5",
                "--variant differential:heads=1,lambda=0.5",
                "--variant differential:heads=1,layer=3",
                "--analysis share --analysis share:on=first --analysis share:keys=0+1",
                "--analysis sinks --analysis sinks:keys=1 --analysis sinks:threshold=0.1",
                "--mask !document:lengths=3+4|global:tokens=0+5 --cache none",
                "--variant multi-head --normalizer softmax-plus-one:sinks=1+-2 --modifier head-gain:gains=1+0.5",
            })
    void theConfigurationThatIsPrintedCanBeFedBack(String options) throws IOException {
        String[] words = (options + " config-goes-here").split(" ", -1);
        words[words.length - 1] = PHRASE;
        String[] config = words.clone();
        System.arraycopy(words, 0, config, 1, words.length - 1);
        config[0] = "config";
        Path file = Files.writeString(
                directory.resolve("printed.yaml"),
                CommandRun.in(directory, config).success());
        assertThat(CommandRun.in(directory, "--config", file.toString(), PHRASE).success())
                .isEqualTo(CommandRun.in(directory, words).success());
        assertThat(CommandRun.in(directory, "config", "--config", file.toString())
                        .success())
                .isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "explain", "compare", "verify", "list", "config", "bench", "completion"})
    void everyCommandHasHelp(String command) {
        assertThat(CommandRun.in(directory, command, "--help").success()).startsWith("Usage: attention " + command);
        assertThat(CommandRun.in(directory, "--help").success()).containsPattern("(?m)^  " + command + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "explain", "compare", "verify", "list", "config", "bench", "completion"})
    void theHelpOfACommandNamesAllItsOptions(String command) {
        CommandLine commandLine =
                new Program(CommandRun.nowhere()).commandLine().getSubcommands().get(command);
        String help = CommandRun.in(directory, command, "--help").success();
        assertThat(commandLine.getCommandSpec().options()).isNotEmpty().allSatisfy(option -> {
            assertThat(help).contains(option.longestName());
            assertThat(option.description()).isNotEmpty();
        });
    }

    @Test
    void benchSaysThatItNeedsACheckoutWhateverItsOptions() {
        assertThat(CommandRun.in(directory, "bench").refusal()).contains("needs a checkout");
        assertThat(CommandRun.in(directory, "bench", "--quick", "--threads", "2")
                        .refusal())
                .contains("needs a checkout");
    }

    @Test
    void theVersionNamesTheJavaItRunsOn() {
        assertThat(CommandRun.in(directory, "--version").success())
                .startsWith("attention ")
                .contains(Runtime.version().toString());
    }

    @Test
    void theCompletionScriptKnowsCommandsAndOptions() {
        assertThat(CommandRun.in(directory, "completion").success()).contains("explain", "--normalizer", "--backends");
    }
}
