package org.attentionworkbench.core.rotary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expected numbers were computed with NumPy from the published formulas, as {@code modeling_rope_utils} of Hugging Face has them. The
 * same formula of llama3 reproduces the first layer's weights of a Llama checkpoint to 6e-7 (float32).
 */
class RotaryScalingTest {

    private static void assertFrequencies(RotaryScaling scaling, double base, double... expected) {
        double[] frequencies = scaling.frequencies(base, 2 * expected.length);
        assertThat(frequencies).hasSameSizeAs(expected);
        for (int pair = 0; pair < expected.length; pair++) {
            assertThat(frequencies[pair]).isCloseTo(expected[pair], Offset.offset(1e-14 * expected[pair]));
        }
    }

    @Test
    void unscaledFrequenciesArePowersOfTheBase() {
        assertFrequencies(RotaryScaling.none(), 10000, 1, 0.1, 0.01, 0.001);
        assertThat(RotaryScaling.none().amplitude()).isEqualTo(1);
    }

    @Test
    void linearScalingDividesThem() {
        assertFrequencies(RotaryScaling.linear(4), 10000, 0.25, 0.025, 0.0025, 0.00025);
    }

    @Test
    void ntkScalingKeepsTheFastestAndDividesTheSlowest() {
        assertFrequencies(RotaryScaling.ntk(4), 10000, 1, 0.06299605249474366, 0.003968502629920499, 0.00025);
        assertFrequencies(RotaryScaling.ntk(4), 10000, 1);
    }

    @Test
    void llama3ScalingKeepsShortWavesAndStretchesLongOnes() {
        assertFrequencies(
                new Llama3Scaling(8, 8192, 1, 4),
                500000,
                1,
                0.19392274474868576,
                0.03760603093086393,
                0.0072926647372171085,
                0.0005248461609929547,
                3.428102195952591e-05,
                6.647869871181236e-06,
                1.2891731721515574e-06);
        assertFrequencies(
                new Llama3Scaling(8, 32, 1, 4),
                10000,
                1,
                0.09583998588296266,
                0.0125,
                0.003952847075210474,
                0.00125,
                0.0003952847075210475,
                0.000125,
                3.952847075210474e-05);
    }

    @Test
    void yarnScalingHasARampBetweenWholePairs() {
        assertFrequencies(
                new YarnScaling(4, 2048, 32, 1),
                10000,
                1,
                0.31622776601683794,
                0.1,
                0.02569350598886808,
                0.00625,
                0.0013834964763236662,
                0.00025,
                7.905694150420948e-05);
        assertFrequencies(
                new YarnScaling(40, 4096, 16, 2),
                1000000,
                1,
                0.1778279410038923,
                0.03162277660168379,
                0.002881999291600539,
                2.5e-05,
                4.445698525097307e-06,
                7.905694150420949e-07,
                1.4058533129758726e-07);
    }

    @Test
    void yarnRampMayBeginAndEndBetweenPairs() {
        assertFrequencies(
                new YarnScaling(4, 2048, 32, 1, false, 1),
                10000,
                1,
                0.31622776601683794,
                0.1,
                0.023870192321736323,
                0.005056971521129435,
                0.0008112903817014311,
                0.00025,
                7.905694150420948e-05);
    }

    @Test
    void yarnOfAVeryShortTextSlowsAllPairsButTheFirst() {
        assertFrequencies(
                new YarnScaling(4, 4, 32, 1),
                10000,
                1,
                0.07905694150420949,
                0.025,
                0.007905694150420948,
                0.0025,
                0.000790569415042095,
                0.00025,
                7.905694150420948e-05);
    }

    /** 0.1·ln 4 + 1; (0.07·ln 40 + 1) / (0.1·ln 40 + 1). */
    @Test
    void yarnMakesTurnedChannelsLonger() {
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble given = OptionalDouble.of(0.7);

        assertThat(new YarnScaling(4, 2048, 32, 1).amplitude()).isEqualTo(1.138629436111989);
        assertThat(YarnScaling.amplitude(4, none, none, none)).isEqualTo(1.138629436111989);
        assertThat(YarnScaling.amplitude(40, none, given, OptionalDouble.of(1)))
                .isCloseTo(0.9191559952044436, Offset.offset(1e-15));
        assertThat(YarnScaling.amplitude(4, none, given, none)).isEqualTo(1.138629436111989);
        assertThat(YarnScaling.amplitude(4, OptionalDouble.of(1.3), given, given))
                .isEqualTo(1.3);
        assertThat(YarnScaling.magnitude(1, 5)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void factorsAreAtLeastOne(double factor) {
        String message = "rotary positions cannot be scaled by " + factor + ", which is not at least 1";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotaryScaling.linear(factor))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RotaryScaling.ntk(factor))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Llama3Scaling(factor, 8192, 1, 4))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new YarnScaling(factor, 8192, 32, 1))
                .withMessage(message);
    }

    @Test
    void boundsThatAreNotInOrderAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Llama3Scaling(8, 8192, 4, 4))
                .withMessageContaining("8192.0, 4.0 and 4.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Llama3Scaling(8, 0, 1, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new YarnScaling(8, 8192, 1, 1))
                .withMessageContaining("8192.0, 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new YarnScaling(8, 8192, 32, 1, true, 0));
    }
}
