package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
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
        assertThat(CommandRun.in(directory, "--score", "cosine", PHRASE).refusal())
                .contains("unknown score 'cosine'", "dot, scaled-dot");
    }

    @Test
    void itsScoreGivesEveryWordACosineOfOneWithItself() {
        JsonNode head = CommandRun.in(
                        directory, "run", "--plugins", plugins, "--score", "cosine", "--report", "json", PHRASE)
                .json()
                .get("heads")
                .get(0);
        for (int word = 0; word < 4; word++) {
            assertThat(head.get("raw").get(word).get(word).asDouble()).isCloseTo(1, within());
        }
        assertThat(head.get("raw").get(0).get(1).asDouble()).isBetween(0.0, 0.999);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-15);
    }

    @Test
    void itsVariantWithoutMixingIsMultiHead() {
        String talking = CommandRun.in(
                        directory, "run", "--plugins", plugins, "--variant", "talking-heads:heads=2,mix=0", PHRASE)
                .success();
        String multiHead = CommandRun.in(directory, "run", "--variant", "multi-head:heads=2", PHRASE)
                .success();
        assertThat(talking).isEqualTo(multiHead).contains("Head 2 of 2:");
    }

    @Test
    void itsVariantMixesHeads() {
        String mixed = CommandRun.in(
                        directory, "run", "--plugins", plugins, "--variant", "talking-heads:heads=2,mix=1", PHRASE)
                .success();
        String[] heads = mixed.split("Head \\d of 2:", -1);
        assertThat(heads).hasSize(3);
        assertThat(heads[1].strip()).isEqualTo(heads[2].strip()); // both are the mean of both
    }

    @Test
    void itStandsInTheListWithItsJar() {
        assertThat(CommandRun.in(directory, "list", "--plugins", plugins).success())
                .containsPattern("(?m)^  cosine .*\\[" + ExamplePlugin.JAR + "]$")
                .containsPattern("(?m)^  talking-heads .*\\[" + ExamplePlugin.JAR + "]$");
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
                                "score=cosine",
                                PHRASE)
                        .success())
                .contains("score=cosine", "Jensen–Shannon");
        assertThat(CommandRun.in(
                                directory,
                                "explain",
                                "--plugins",
                                plugins,
                                "--score",
                                "cosine",
                                "--word",
                                "fox",
                                PHRASE)
                        .success())
                .contains("fox — query 4 of 4", "score cosine:temperature=1");
        assertThat(CommandRun.in(directory, "config", "--plugins", plugins, "--score", "cosine")
                        .success())
                .contains("cosine:\n    temperature: 1");
    }

    @Test
    void itsOptionsAreCheckedLikeAnyOther() {
        assertThat(CommandRun.in(directory, "--plugins", plugins, "--score", "cosine:temperature=0", PHRASE)
                        .refusal())
                .contains("temperature", "not '0'");
    }

    @Test
    void theSameJarTwiceIsAnErrorThatNamesBoth() throws IOException {
        Files.copy(Path.of(plugins, ExamplePlugin.JAR), Path.of(plugins, "second.jar"));
        assertThat(CommandRun.in(directory, "--plugins", plugins, PHRASE).refusals())
                .anySatisfy(line -> assertThat(line).contains("'cosine'", ExamplePlugin.JAR, "second.jar"));
    }

    @Test
    void aBrokenJarIsNamedAndTheOthersWork() throws IOException {
        Files.writeString(Path.of(plugins, "broken.jar"), "no jar");
        CommandRun run = CommandRun.in(directory, "--plugins", plugins, "--score", "cosine", PHRASE);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.complaints()).singleElement().asString().contains("broken.jar");
        assertThat(run.out()).contains("fox has the highest attention weight with fox");
    }
}
