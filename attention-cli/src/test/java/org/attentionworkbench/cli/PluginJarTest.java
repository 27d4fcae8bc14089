package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A plugin jar that is dropped in works in every command, with nothing else changed. */
class PluginJarTest {
    private static final String PHRASE = "The quick brown fox";

    @TempDir
    private Path directory;

    private String plugins = "";

    @BeforeEach
    void dropTheExampleIn() throws IOException {
        plugins = ExamplePlugin.droppedInto(directory).toString();
    }

    @Test
    void withoutTheJarItsScoreIsUnknown() {
        assertThat(CommandRun.in(directory, "--score", "sign", PHRASE).refusal())
                .contains("unknown score 'sign'", "dot, scaled-dot");
    }

    @Test
    void itsScoreAgreesWithItselfInEveryChannel() {
        JsonNode raw = CommandRun.in(
                        directory,
                        "run",
                        "--plugins",
                        plugins,
                        "--score",
                        "sign",
                        "--embedder",
                        "random:dimension=8,distribution=normal",
                        "--report",
                        "json",
                        PHRASE)
                .json()
                .get("heads")
                .get(0)
                .get("raw");
        for (int word = 0; word < 4; word++) {
            assertThat(raw.get(word).get(word).asDouble()).isEqualTo(8);
        }
        assertThat(raw.get(0).get(1).asDouble()).isBetween(-8.0, 7.0);
    }

    @Test
    void itsVariantWithoutMixingIsMultiHead() {
        String agreeing = CommandRun.in(
                        directory, "run", "--plugins", plugins, "--variant", "consensus:heads=2,mix=0", PHRASE)
                .success();
        String multiHead = CommandRun.in(directory, "run", "--variant", "multi-head:heads=2", PHRASE)
                .success();
        assertThat(agreeing).isEqualTo(multiHead).contains("Head 2 of 2:");
    }

    @Test
    void itsVariantMakesHeadsAgree() {
        String mixed = CommandRun.in(
                        directory, "run", "--plugins", plugins, "--variant", "consensus:heads=2,mix=1", PHRASE)
                .success();
        String[] heads = mixed.split("Head \\d of 2:", -1);
        assertThat(heads).hasSize(3);
        assertThat(heads[1].strip()).isEqualTo(heads[2].strip()); // both are the mean of both
    }

    @Test
    void itStandsInTheListWithItsJar() {
        assertThat(CommandRun.in(directory, "list", "--plugins", plugins).success())
                .containsPattern("(?m)^  sign .*\\[" + ExamplePlugin.JAR + "]$")
                .containsPattern("(?m)^  consensus .*\\[" + ExamplePlugin.JAR + "]$");
    }

    @Test
    void itIsComparedAndExplainedLikeAnyOther() {
        assertThat(CommandRun.in(
                                directory,
                                "compare",
                                "--plugins",
                                plugins,
                                "--with",
                                "score=dot",
                                "--with",
                                "score=sign",
                                PHRASE)
                        .success())
                .contains("score=sign", "Jensen–Shannon");
        assertThat(CommandRun.in(directory, "explain", "--plugins", plugins, "--score", "sign", "--word", "fox", PHRASE)
                        .success())
                .contains("fox — query 4 of 4", "score sign");
        assertThat(CommandRun.in(directory, "config", "--plugins", plugins, "--variant", "consensus")
                        .success())
                .contains("consensus:\n    heads: 2\n    mix: 1");
    }

    @Test
    void itsOptionsAreCheckedLikeAnyOther() {
        assertThat(CommandRun.in(directory, "--plugins", plugins, "--variant", "consensus:mix=2", PHRASE)
                        .refusal())
                .contains("mix", "not '2'");
    }

    @Test
    void theSameJarTwiceIsAnErrorThatNamesBoth() throws IOException {
        Files.copy(Path.of(plugins, ExamplePlugin.JAR), Path.of(plugins, "second.jar"));
        assertThat(CommandRun.in(directory, "--plugins", plugins, PHRASE).refusals())
                .anySatisfy(line -> assertThat(line).contains("'sign'", ExamplePlugin.JAR, "second.jar"));
    }

    @Test
    void aBrokenJarIsNamedAndTheOthersWork() throws IOException {
        Files.writeString(Path.of(plugins, "broken.jar"), "no jar");
        CommandRun run =
                CommandRun.in(directory, "--plugins", plugins, "--score", "sign", "--embedder", "one-hot", PHRASE);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.complaints()).singleElement().asString().contains("broken.jar");
        assertThat(run.out()).contains("fox has the highest attention weight with fox");
    }
}
