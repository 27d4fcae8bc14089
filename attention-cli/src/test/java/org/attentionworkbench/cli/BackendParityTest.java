package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.Execution;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.attentionworkbench.testkit.BackendComparison;
import org.attentionworkbench.testkit.ProductShape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every backend that is found agrees with the reference, on products and on whole compositions of every strategy
 * that is found. A new jar is tested without a new line here: put it on the class path, or name its directory with
 * {@code -Dattention.plugins=DIR}.
 */
class BackendParityTest {
    private static final String REFERENCE = "reference";
    private static final int RANDOM_COMPOSITIONS = 60;

    @TempDir
    private static Path directory;

    private static Workbench workbench() throws IOException {
        Plugins plugins = Plugins.onClassPath().and(Plugins.inDirectory(ExamplePlugin.droppedInto(directory)));
        String further = System.getProperty("attention.plugins");
        return Workbench.open(
                further == null ? plugins : plugins.and(Plugins.inDirectory(Path.of(further))),
                Configuration.defaults());
    }

    private static List<String> others(Workbench workbench) {
        List<String> names =
                new ArrayList<>(workbench.catalogs().of(Kind.BACKEND).names());
        assertThat(names).contains("ejml", "ojalgo", "simd", "plain", "auto");
        assertThat(names.remove(REFERENCE)).isTrue();
        return names;
    }

    @TestFactory
    Stream<DynamicTest> productsAgree() throws IOException {
        Workbench workbench = workbench();
        return others(workbench).stream()
                .map(name -> dynamicTest(name, () -> {
                    BackendComparison comparison =
                            new BackendComparison(backend(workbench, name), backend(workbench, REFERENCE));
                    for (ProductShape shape : ProductShape.all()) {
                        for (long seed = 0; seed < 3; seed++) {
                            comparison.compare(shape, seed);
                        }
                    }
                }));
    }

    private static MatrixBackend backend(Workbench workbench, String name) {
        return workbench
                .runner(Configuration.defaults().with(Kind.BACKEND, name))
                .composition()
                .backend();
    }

    @TestFactory
    Stream<DynamicTest> compositionsAgreeAtEveryStage() throws IOException {
        Workbench workbench = workbench();
        List<Configuration> compositions = compositions(workbench);
        assertThat(compositions).hasSizeGreaterThanOrEqualTo(RANDOM_COMPOSITIONS);
        return others(workbench).stream()
                .flatMap(name -> compositions.stream()
                        .map(composition -> dynamicTest(name + ": " + composition.composition(), () -> {
                            AttentionRunner first = workbench.runner(composition.with(Kind.BACKEND, REFERENCE));
                            AttentionRunner second = workbench.runner(composition.with(Kind.BACKEND, name));
                            for (String text : texts()) {
                                compare(first.run(text, everyStage()), second.run(text, everyStage()));
                            }
                        })));
    }

    /** Every strategy once, among the usual others, and seeded random combinations; those that have a meaning. */
    private static List<Configuration> compositions(Workbench workbench) {
        RandomCompositions random = new RandomCompositions(workbench);
        List<Configuration> compositions = new ArrayList<>();
        for (Kind<?> kind :
                List.of(Kind.PROJECTION, Kind.SCORE, Kind.MODIFIER, Kind.MASK, Kind.NORMALIZER, Kind.VARIANT)) {
            for (Choice choice : random.choices(kind)) {
                compositions.add(Configuration.defaults().with(kind, List.of(choice)));
            }
        }
        for (long seed = 0; seed < RANDOM_COMPOSITIONS; seed++) {
            compositions.add(random.draw(new SplittableRandom(seed)));
        }
        return compositions.stream()
                .map(composition -> composition.with(Kind.EMBEDDER, "random:dimension=8,distribution=normal"))
                .filter(composition -> suits(workbench, composition))
                .toList();
    }

    private static boolean suits(Workbench workbench, Configuration configuration) {
        try {
            workbench.runner(configuration).composition().withinText();
            return true;
        } catch (InvalidInputException withoutMeaning) {
            return false;
        }
    }

    private static List<String> texts() {
        Random random = new Random(7);
        List<String> texts = new ArrayList<>();
        for (int length : new int[] {1, 2, 9, 33}) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < length; word++) {
                text.append('w').append(random.nextInt(20)).append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static Capture everyStage() {
        return new Capture(EnumSet.allOf(Stage.class), 0, false);
    }

    /**
     * Sums of d = 8 or fewer products of numbers below 6 differ by at most d·ε·Σ|a||b|, about 300 d ε; a softmax turns a
     * difference of δ in its scores into one of at most 2δ in its weights. A fused pass rounds to 32 bits.
     */
    private static void compare(AttentionResult first, AttentionResult second) {
        boolean fused = second.execution().way().equals(Execution.FUSED);
        double tolerance = 2 * 8 * 300 * (fused ? Math.ulp(1.0f) : Math.ulp(1.0));
        for (int head = 0; head < first.heads().size(); head++) {
            for (Stage stage : Stage.values()) {
                Optional<Matrix> left = first.head(head).stage(stage);
                Optional<Matrix> right = second.head(head).stage(stage);
                assertThat(right.isPresent()).isEqualTo(left.isPresent());
                if (left.isEmpty()) {
                    continue; // a variant that stops at the weights
                }
                double[] expected = left.orElseThrow().elements();
                double[] actual = right.orElseThrow().elements();
                assertThat(actual).as(stage.word()).hasSameSizeAs(expected);
                for (int index = 0; index < expected.length; index++) {
                    boolean close =
                            expected[index] == actual[index] || Math.abs(expected[index] - actual[index]) <= tolerance;
                    assertThat(close)
                            .as("%s at %d: %s and %s", stage.word(), index, expected[index], actual[index])
                            .isTrue();
                }
            }
        }
    }
}
