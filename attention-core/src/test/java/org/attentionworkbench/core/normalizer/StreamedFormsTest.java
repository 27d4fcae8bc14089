package org.attentionworkbench.core.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.catalog.Examples;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StreamedFormsTest {
    private static final Map<String, Normalizer> NORMALIZERS = Examples.of(Kind.NORMALIZER, Mechanism::normalizer);

    /** The weights by the formulas that {@link StreamedNormalizer} gives. */
    private static double[] weights(StreamedNormalizer form, double[] scores) {
        double[] weights = new double[scores.length];
        double allowed = Arrays.stream(scores)
                .filter(score -> score > Double.NEGATIVE_INFINITY)
                .count();
        double sum = 0;
        double divisor = 1;
        for (int key = 0; key < scores.length; key++) {
            if (form instanceof StreamedNormalizer.Softmax) {
                weights[key] = Math.exp(scores[key]);
            } else if (form instanceof StreamedNormalizer.Sigmoid sigmoid) {
                double bias = Double.isNaN(sigmoid.bias()) ? -Math.log(allowed) : sigmoid.bias();
                weights[key] = 1 / (1 + Math.exp(-(scores[key] + bias)));
            } else {
                weights[key] = scores[key] > 0 ? scores[key] * scores[key] : 0;
            }
            sum += weights[key];
        }
        if (form instanceof StreamedNormalizer.Softmax softmax) {
            divisor = sum + Math.exp(softmax.sink());
        } else if (form instanceof StreamedNormalizer.ReluSquared squared && squared.normalized()) {
            divisor = sum;
        }
        for (int key = 0; key < scores.length && divisor > 0; key++) {
            weights[key] /= divisor;
        }
        return weights;
    }

    private static Matrix scores() {
        SplittableRandom random = new SplittableRandom(3);
        Matrix scores = Matrix.zeros(9, 12);
        for (int index = 0; index < scores.elements().length; index++) {
            boolean forbidden = index >= 24 && random.nextInt(4) == 0;
            scores.elements()[index] = forbidden ? Double.NEGATIVE_INFINITY : 8 * random.nextDouble() - 4;
        }
        Arrays.fill(scores.elements(), 12, 24, -1);
        return scores;
    }

    private static void assertGivesTheWeightsOf(Normalizer normalizer, int head, int heads) {
        Matrix scores = scores();
        Optional<StreamedNormalizer> form = normalizer.streamed(head, heads);
        Matrix expected = normalizer.normalize(scores, new HeadContext(new ReferenceBackend(), head, heads, 0));
        for (int row = 0; row < scores.rows(); row++) {
            Matrix weights = Matrix.ofRows(weights(form.orElseThrow(), scores.row(row)));
            Matrices.assertClose(weights, expected.rows(row, row + 1), 1e-14);
        }
    }

    @TestFactory
    Stream<DynamicTest> aStreamedFormHasTheWeightsOfTheNormalizer() {
        return NORMALIZERS.entrySet().stream()
                .filter(entry -> entry.getValue().streamed(0, 1).isPresent())
                .map(entry ->
                        DynamicTest.dynamicTest(entry.getKey(), () -> assertGivesTheWeightsOf(entry.getValue(), 0, 1)));
    }

    @Test
    void whatCanPassBlockByBlockDoes() {
        List<String> streamed = NORMALIZERS.keySet().stream()
                .filter(text -> NORMALIZERS.get(text).streamed(0, 1).isPresent())
                .toList();

        assertThat(streamed)
                .containsExactly(
                        "softmax", "softmax-plus-one", "sigmoid", "relu-squared", "relu-squared:normalized=false");
        assertThat(new Softmax(Axis.KEYS).streamed(1, 2)).contains(StreamedNormalizer.Softmax.PLAIN);
        assertThat(new Entmax(Axis.KEYS, 1).streamed(0, 1)).contains(StreamedNormalizer.Softmax.PLAIN);
        assertThat(new Entmax(Axis.KEYS, 1.5).streamed(0, 1)).isEmpty();
        assertThat(new Sigmoid(Axis.KEYS, Optional.of(0.5)).streamed(0, 1))
                .contains(new StreamedNormalizer.Sigmoid(0.5));
    }

    @Test
    void weightsThatSumOverQueriesCannot() {
        List<Normalizer> overQueries = List.of(
                new Softmax(Axis.QUERIES),
                new SoftmaxPlusOne(Axis.QUERIES, 0),
                new Sigmoid(Axis.QUERIES, Optional.empty()),
                new ReluSquared(Axis.QUERIES, true),
                new Entmax(Axis.QUERIES, 1));

        assertThat(overQueries)
                .allSatisfy(normalizer -> assertThat(normalizer.streamed(0, 1)).isEmpty());
    }

    @Test
    void everyHeadHasItsSink() {
        Normalizer normalizer = new SoftmaxPlusOne(Axis.KEYS, List.of(0.0, 2.0));

        assertGivesTheWeightsOf(normalizer, 0, 2);
        assertGivesTheWeightsOf(normalizer, 1, 2);
        assertGivesTheWeightsOf(new SoftmaxPlusOne(Axis.KEYS, -1), 2, 3);
        assertThatThrownBy(() -> normalizer.streamed(0, 3))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("softmax-plus-one has 2 sinks, and the variant has 3 heads; give one sink for each head, "
                        + "with + between them");
    }
}
