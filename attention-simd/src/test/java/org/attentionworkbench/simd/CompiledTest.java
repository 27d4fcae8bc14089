package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.result.Capture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results are the same bits whether Java interprets the kernel or has compiled it meanwhile. */
class CompiledTest {
    private static Stream<TileMath> math() {
        return Stream.of(new VectorTileMath(), new PlainTileMath());
    }

    @ParameterizedTest
    @MethodSource("math")
    void aStepOfDecodingIsTheSameFromTheFirstCallOn(TileMath math) {
        attendManyTimes(math, 1, 8_000);
    }

    @ParameterizedTest
    @MethodSource("math")
    void manyQueriesAreTheSameFromTheFirstCallOn(TileMath math) {
        attendManyTimes(math, 70, 1_500);
    }

    private static void attendManyTimes(TileMath math, int queries, int times) {
        Random random = new Random(3);
        HeadArray query = HeadArray.withHeadAxis(numbers(random, 4 * queries * 48), 1, 4, queries, 48);
        HeadArray key = HeadArray.withHeadAxis(numbers(random, 2 * 40 * 48), 1, 2, 40, 48);
        HeadArray value = HeadArray.withHeadAxis(numbers(random, 2 * 40 * 48), 1, 2, 40, 48);
        try (FusedKernel kernel = new FusedKernel(math, 1)) {
            float[] first = new float[4 * queries * 48];
            float[] later = new float[first.length];
            for (int call = 0; call < times; call++) {
                float[] output = call == 0 ? first : later;
                kernel.attend(
                        FusedForm.of(0.3),
                        query,
                        key,
                        value,
                        HeadArray.withHeadAxis(output, 1, 4, queries, 48),
                        Capture.NOTHING);
                if (call > 0) {
                    assertThat(later).as("call %d", call).isEqualTo(first);
                }
            }
        }
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
