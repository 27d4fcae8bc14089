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
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.result.AttentionResult;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.run.AttentionRunner;
import org.attentionworkbench.core.wiring.Workbench;
import org.attentionworkbench.testkit.BackendComparison;
import org.attentionworkbench.testkit.ProductShape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every backend that is found agrees with every other, on products and on whole compositions of every score, mask, normalizer
 * and variant that is found. A new jar is tested without a new line here: put it on the class path, or name its directory with
 * {@code -Dattention.plugins=DIR}.
 */
class BackendParityTest {
    private static final double EPSILON = Math.ulp(1.0);

    @TempDir
    private static Path directory;

    private static Workbench workbench() throws IOException {
        Plugins plugins = Plugins.onClassPath().and(Plugins.inDirectory(ExamplePlugin.droppedInto(directory)));
        String further = System.getProperty("attention.plugins");
        return Workbench.open(
                further == null ? plugins : plugins.and(Plugins.inDirectory(Path.of(further))),
                Configuration.defaults());
    }

    private record Pair(String first, String second) {
        @Override
        public String toString() {
            return first + " and " + second;
        }
    }

    private static List<Pair> pairs(Workbench workbench) {
        List<String> names = List.copyOf(workbench.catalogs().of(Kind.BACKEND).names());
        assertThat(names).contains("reference", "ejml", "ojalgo");
        List<Pair> pairs = new ArrayList<>();
        for (int first = 0; first < names.size(); first++) {
            for (int second = first + 1; second < names.size(); second++) {
                pairs.add(new Pair(names.get(first), names.get(second)));
            }
        }
        return pairs;
    }

    @TestFactory
    Stream<DynamicTest> productsAgree() throws IOException {
        Workbench workbench = workbench();
        return pairs(workbench).stream()
                .map(pair -> dynamicTest(pair.toString(), () -> {
                    BackendComparison comparison =
                            new BackendComparison(backend(workbench, pair.second()), backend(workbench, pair.first()));
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
        assertThat(compositions).hasSizeGreaterThanOrEqualTo(3 * 2 * 3); // scores × masks × variants
        return pairs(workbench).stream()
                .flatMap(pair -> compositions.stream()
                        .map(composition -> dynamicTest(pair + ": " + composition.composition(), () -> {
                            AttentionRunner first = workbench.runner(composition.with(Kind.BACKEND, pair.first()));
                            AttentionRunner second = workbench.runner(composition.with(Kind.BACKEND, pair.second()));
                            for (String text : texts()) {
                                compare(first.run(text, everyStage()), second.run(text, everyStage()));
                            }
                        })));
    }

    /** Every combination of strategies that need no options. */
    private static List<Configuration> compositions(Workbench workbench) {
        List<Configuration> compositions =
                List.of(Configuration.defaults().with(Kind.EMBEDDER, "random:dimension=8,distribution=normal"));
        for (Kind<?> kind : List.of(Kind.SCORE, Kind.MASK, Kind.NORMALIZER, Kind.VARIANT)) {
            List<Configuration> extended = new ArrayList<>();
            for (CatalogEntry<?> entry : workbench.catalogs().of(kind).entries()) {
                if (entry.strategy().options().stream().noneMatch(Option::required)) {
                    compositions.forEach(composition ->
                            extended.add(composition.with(kind, entry.strategy().name())));
                }
            }
            compositions = extended;
        }
        return compositions;
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
     * difference of δ in its scores into one of at most 2δ in its weights.
     */
    private static void compare(AttentionResult first, AttentionResult second) {
        double tolerance = 2 * 8 * 300 * EPSILON;
        for (int head = 0; head < first.heads().size(); head++) {
            for (Stage stage : Stage.values()) {
                Optional<Matrix> left = first.head(head).stage(stage);
                Optional<Matrix> right = second.head(head).stage(stage);
                assertThat(left).isPresent();
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
