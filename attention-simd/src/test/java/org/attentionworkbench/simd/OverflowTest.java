package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not fit 32 bits is an error that names the row, and what is empty gives what is empty. */
final class OverflowTest {
    private static final float LARGE = 3e38f;

    static Stream<TileMath> both() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    @ParameterizedTest
    @MethodSource("both")
    void scoresThatOverflowAreRefusedByQueryAndHead(TileMath math) {
        // two heads of two queries; the second of the second head has a score of 3e38 · 3e38
        float[] queries = {1, 1, 1, 1, 1, 1, LARGE, 1};
        assertThatThrownBy(() -> attend(math, StreamedNormalizer.Softmax.PLAIN, queries, new float[] {LARGE, 0}, 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query 2 in head 2");
    }

    @ParameterizedTest
    @MethodSource("both")
    void valuesThatOverflowAreRefused(TileMath math) {
        float[] queries = {1, 1, 1, 1, 1, 1, 1, 1};
        assertThatThrownBy(() ->
                        attend(math, new StreamedNormalizer.ReluSquared(false), queries, new float[] {4, 4}, LARGE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query 1 in head 1");
    }

    @ParameterizedTest
    @MethodSource("both")
    void withoutQueriesOrKeysWholeStagesAreEmpty(TileMath math) {
        for (int[] shape : new int[][] {{0, 3}, {3, 0}, {0, 0}}) {
            try (FusedKernel kernel = new FusedKernel(math, 1)) {
                HeadCapture captured = kernel.attend(
                                FusedForm.of(1),
                                HeadArray.withHeadAxis(new float[2 * shape[0]], 1, 1, shape[0], 2),
                                HeadArray.withHeadAxis(new float[2 * shape[1]], 1, 1, shape[1], 2),
                                HeadArray.withHeadAxis(new float[2 * shape[1]], 1, 1, shape[1], 2),
                                HeadArray.withHeadAxis(new float[2 * shape[0]], 1, 1, shape[0], 2),
                                Capture.of(Stage.WEIGHTS, Stage.VALUES))
                        .get(0);
                assertThat(captured.stage(Stage.WEIGHTS)).hasToString(shape[0] + "×" + shape[1] + " matrix");
                assertThat(captured.stage(Stage.VALUES)).hasToString(shape[0] + "×2 matrix");
            }
        }
    }

    /** Two heads of two queries of two channels, one head of one key. */
    private static void attend(
            TileMath math, StreamedNormalizer normalizer, float[] queries, float[] key, float value) {
        try (FusedKernel kernel = new FusedKernel(math, 1)) {
            kernel.attend(
                    FusedForm.of(1).withNormalizers(List.of(normalizer)),
                    HeadArray.withHeadAxis(queries, 1, 2, 2, 2),
                    HeadArray.withHeadAxis(key, 1, 1, 1, 2),
                    HeadArray.withHeadAxis(new float[] {value}, 1, 1, 1, 1),
                    HeadArray.withHeadAxis(new float[4], 1, 2, 2, 1),
                    Capture.NOTHING);
        }
    }
}
