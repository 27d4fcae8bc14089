package org.attentionworkbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.TopKeys;
import org.attentionworkbench.cli.shell.Backends;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.normalizer.ReluSquared;
import org.attentionworkbench.core.normalizer.Sigmoid;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.normalizer.SoftmaxPlusOne;
import org.attentionworkbench.core.run.Attention;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.core.wiring.Workbench;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which keys are a query's top keys does not depend on the way it ran, equal weights of different scores included. */
class FusedRankingTest {
    private static final int[] COUNTS = {1, 2, 5, 40, 300, 1000};

    /** Scores that 32 bits hold exactly: small, large to either side, and many of them equal. */
    private static final Map<String, double[]> SCORES = Map.of(
            "spread", scores(300, number -> 0.125 * (number - 150)),
            "far apart", scores(300, number -> 16.0 * (number % 100 - 80)),
            "large", scores(300, number -> 20 + number % 25),
            "in spans", scores(3000, number -> 0.5 * (number - 1000)),
            "equal", scores(300, number -> 3 * (number % 2)),
            "not above 0", scores(300, number -> -(number % 7)));

    private interface Rule {
        double score(int number);
    }

    private static double[] scores(int count, Rule rule) {
        int[] numbers = IntStream.range(0, count).toArray();
        SplittableRandom random = new SplittableRandom(7);
        for (int index = count - 1; index > 0; index--) {
            int other = random.nextInt(index + 1);
            int kept = numbers[index];
            numbers[index] = numbers[other];
            numbers[other] = kept;
        }
        return Arrays.stream(numbers).mapToDouble(rule::score).toArray();
    }

    @TestFactory
    Stream<DynamicTest> bothWaysNameTheSameKeys() {
        Map<String, Normalizer> normalizers = Map.of(
                "softmax", new Softmax(Axis.KEYS),
                "softmax beside a sink", new SoftmaxPlusOne(Axis.KEYS, 5),
                "sigmoid", new Sigmoid(Axis.KEYS, Optional.empty()),
                "sigmoid of a bias", new Sigmoid(Axis.KEYS, Optional.of(-2.0)),
                "squares", new ReluSquared(Axis.KEYS, false),
                "shares of squares", new ReluSquared(Axis.KEYS, true));
        Map<String, MatrixBackend> backends = Backends.all(Workbench.open());
        List<DynamicTest> tests = new ArrayList<>();
        for (String backend : List.of("simd", "plain")) {
            normalizers.forEach((name, normalizer) ->
                    SCORES.forEach((kind, scores) -> tests.add(DynamicTest.dynamicTest(
                            backend + ", " + name + ", " + kind,
                            () -> compare(backends.get("reference"), backends.get(backend), normalizer, scores)))));
        }
        return tests.stream();
    }

    private static void compare(MatrixBackend reference, MatrixBackend fused, Normalizer normalizer, double[] scores) {
        Matrix keys = Matrix.wrap(scores.length, 1, scores);
        for (int queries : scores.length > 1000 ? new int[] {1} : new int[] {1, 300}) {
            double[] ones = new double[queries];
            Arrays.fill(ones, 1);
            Matrix query = Matrix.wrap(queries, 1, ones);
            Mechanism mechanism =
                    Mechanism.scaledDot().withNormalizer(normalizer).withMask(new CausalMask(Alignment.BOTTOM_RIGHT));
            for (int count : COUNTS) {
                TopKeys expected = topKeys(mechanism.withBackend(reference), "materialized", query, keys, count);
                TopKeys actual = topKeys(mechanism.withBackend(fused), "fused", query, keys, count);
                assertThat(actual.count()).isEqualTo(expected.count());
                for (int row = 0; row < queries; row++) {
                    assertThat(keys(actual, row)).as("query " + row).isEqualTo(keys(expected, row));
                }
            }
        }
    }

    private static TopKeys topKeys(Mechanism mechanism, String way, Matrix query, Matrix keys, int count) {
        HeadedResult result = new Attention(mechanism).attend(query, keys, keys, Capture.ofTopKeys(count));
        assertThat(result.way().name()).isEqualTo(way);
        return result.heads().get(0).topKeys();
    }

    private static int[] keys(TopKeys top, int query) {
        return IntStream.range(0, top.count()).map(rank -> top.key(query, rank)).toArray();
    }
}
