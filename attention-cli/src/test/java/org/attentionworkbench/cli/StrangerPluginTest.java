package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A plugin whose strategies have no form that the commands know, and some that fail: its jar is compiled here. */
class StrangerPluginTest {
    private static final String PHRASE = "The quick brown fox";
    private static final String SOURCE = """
            import java.util.List;
            import org.attentionworkbench.api.attention.*;
            import org.attentionworkbench.api.matrix.Matrix;
            import org.attentionworkbench.api.plugin.*;

            public final class Stranger implements AttentionPlugin {
                public List<Strategy<ScoreFunction>> scoreFunctions() {
                    return List.of(
                            Strategy.of("city-block", "minus the city-block distance", options -> Stranger::cityBlock),
                            Strategy.of("steep", "the dot product times infinity", options -> new DotProductScore() {
                                public double scale(int width) {
                                    return Double.POSITIVE_INFINITY;
                                }
                            }),
                            Strategy.of("moody", "fails when it works", options -> (queries, keys, context) -> {
                                throw new IllegalStateException("not today");
                            }),
                            Strategy.of("outdated", "was built against another API", options -> (queries, keys, context) -> {
                                throw new NoSuchMethodError("Matrix.transposed()");
                            }),
                            Strategy.of("stillborn", "cannot be made", options -> {
                                throw new IllegalStateException("no licence");
                            }));
                }

                public List<Strategy<Normalizer>> normalizers() {
                    return List.of(Strategy.of(
                            "equal",
                            "1/m for each key",
                            options -> scores -> java.util.Arrays.fill(scores, 1.0 / scores.length)));
                }

                public List<Strategy<AttentionVariant>> variants() {
                    return List.of(Strategy.of("straight", "the value at its own position", options -> new AttentionVariant() {
                        public java.util.Set<Stage> stages() {
                            return java.util.EnumSet.of(Stage.VALUES);
                        }

                        public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
                            stages.noteInputs(0, queries, keys, values);
                            int first = stages.firstQuery() - stages.firstKey();
                            Matrix own = values.rows(first, first + queries.rows());
                            stages.note(Stage.VALUES, 0, own);
                            return own;
                        }
                    }));
                }

                private static Matrix cityBlock(Matrix queries, Matrix keys, HeadContext context) {
                    Matrix scores = Matrix.zeros(queries.rows(), keys.rows());
                    for (int query = 0; query < queries.rows(); query++) {
                        for (int key = 0; key < keys.rows(); key++) {
                            double sum = 0;
                            for (int channel = 0; channel < keys.columns(); channel++) {
                                sum += Math.abs(queries.get(query, channel) - keys.get(key, channel));
                            }
                            scores.elements()[query * keys.rows() + key] = -sum;
                        }
                    }
                    return scores;
                }
            }
            """;

    @TempDir
    private static Path plugins;

    @TempDir
    private Path directory;

    @BeforeAll
    static void compileThePlugin(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Stranger.java"), SOURCE);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        Files.delete(source);
        Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(folder.resolve("META-INF/services/" + AttentionPlugin.class.getName()), "Stranger\n");
        pack(folder, plugins.resolve("stranger.jar"));
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (Stream<Path> paths = Files.walk(folder);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private CommandRun run(String command, String... arguments) {
        String[] words = Stream.concat(Stream.of(command, "--plugins", plugins.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return CommandRun.in(directory, words);
    }

    @Test
    void aScoreThatIsNoDotProductIsExplainedByItsResult() {
        double[] raw = CommandRun.numbers(run("run", "--score", "city-block", "--json", PHRASE)
                .json()
                .get("heads")
                .get(0)
                .get("raw")
                .get(3));
        String explained =
                run("explain", "--score", "city-block", "--word", "fox", PHRASE).success();
        assertThat(explained)
                .contains("1. Scores: raw = city-block of q and each k", "Softmax over the keys")
                .doesNotContain("channel 1")
                .containsPattern(String.format(Locale.ROOT, "(?m)^The +%.4f$", raw[0]))
                .containsPattern("(?m)^fox +0.0000$");
        JsonNode json = run("explain", "--score", "city-block", "--word", "fox", "--json", PHRASE)
                .json();
        assertThat(CommandRun.numbers(json.get("raw"))).containsExactly(raw);
        assertThat(json.has("q")).isFalse();
    }

    @Test
    void aScaleThatIsInfiniteIsPrintedAllTheSame() {
        assertThat(run("explain", "--score", "steep", "--embedder", "one-hot", "--mask", "causal", "fox")
                        .success())
                .contains("multiply by the scale Infinity");
    }

    @Test
    void aNormalizerThatIsNoSoftmaxIsExplainedByItsResult() {
        assertThat(run("explain", "--normalizer", "equal", PHRASE).success())
                .contains("Weights: equal of the scores")
                .containsPattern("(?m)^fox +-?\\d\\.\\d{4} +0\\.2500$")
                .doesNotContain("exp(");
    }

    @ParameterizedTest
    @CsvSource({"moody, IllegalStateException: not today", "outdated, NoSuchMethodError: Matrix.transposed()"})
    void aStrategyThatFailsAtWorkIsOneLineAndAFailure(String score, String message) {
        CommandRun run = run("run", "--score", score, PHRASE);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("attention: " + message);
    }

    @Test
    void aStrategyThatCannotBeMadeIsNamedWithItsJar() {
        CommandRun run = run("run", "--score", "stillborn", PHRASE);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("score 'stillborn'", "stranger.jar", "no licence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --report full",
                "run --report full:rows=0",
                "run --report top-k",
                "run --report statistics",
                "run --report statistics --cache append",
                "run --report statistics:received=true",
                "run --report statistics --json",
                "run --report full:rows=0 --json",
                "compare",
                "compare --with variant=single-head",
            })
    void whereAVariantHasNoWeightsNoReportMakesThemUp(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
        words.addAll(List.of("--variant", "straight", PHRASE));
        String command = words.remove(0);
        assertThat(run(command, words.toArray(new String[0])).refusal())
                .contains("the variant", " no weights", "choose another variant");
    }

    @Test
    void aVariantWithoutWeightsHasItsValuesInJson() {
        JsonNode head =
                run("run", "--variant", "straight", "--json", PHRASE).json().at("/heads/0");
        assertThat(head.propertyNames()).containsExactly("head", "values");
    }

    @Test
    void itsOtherStrategiesAreListedAllTheSame() {
        assertThat(run("list").success().lines().filter(line -> line.endsWith("[stranger.jar]")))
                .hasSize(7);
    }
}
