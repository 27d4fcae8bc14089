package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.core.run.MaterializedAttention;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class RecurrentHeadsTest {
    private static final Matrix QUERIES =
            Matrix.ofRows(new double[] {1, 0.5}, new double[] {-0.5, 1}, new double[] {2, -1});
    private static final Matrix KEYS =
            Matrix.ofRows(new double[] {0.5, 1}, new double[] {1, -1}, new double[] {-0.25, 0.75});
    private static final Matrix VALUES =
            Matrix.ofRows(new double[] {1, 2}, new double[] {3, -1}, new double[] {0.5, 4});
    private static final TokenGate NINE_TENTHS = TokenGate.constant(List.of(0.9));
    private static final TokenGate HALF = TokenGate.constant(List.of(0.5));

    /** Every rule with gates that are given and gates made of the keys. */
    private static Map<String, RecurrentHeads> all(int heads) {
        SeededParameters parameters = new SeededParameters(3);
        TokenGate decay = TokenGate.ofKeys(parameters, "W_alpha", 0.25);
        TokenGate rate = TokenGate.ofKeys(parameters, "W_beta", 1);
        Map<String, RecurrentHeads> all = new LinkedHashMap<>();
        all.put("normalized", new RecurrentHeads(heads, FeatureMap.ELU, StateUpdate.linear(), true));
        all.put("linear", new RecurrentHeads(heads, FeatureMap.IDENTITY, StateUpdate.linear(), false));
        all.put("gated", new RecurrentHeads(heads, FeatureMap.IDENTITY, StateUpdate.gated(decay, true), false));
        all.put(
                "gated and normalized",
                new RecurrentHeads(heads, FeatureMap.ELU, StateUpdate.gated(decay, false), true));
        all.put("retention", new RecurrentHeads(heads, FeatureMap.UNIT, StateUpdate.gated(NINE_TENTHS, true), false));
        all.put("delta", new RecurrentHeads(heads, FeatureMap.UNIT, StateUpdate.delta(rate), false));
        all.put(
                "gated delta",
                new RecurrentHeads(heads, FeatureMap.UNIT, StateUpdate.gatedDelta(decay, false, rate), false));
        return all;
    }

    private static void assertWeightsAndOutput(RecurrentHeads variant, Matrix weights, Matrix output) {
        HeadedResult result = Attended.by(variant, QUERIES, KEYS, VALUES);

        Matrices.assertClose(Attended.stage(result, 0, Stage.WEIGHTS), weights, 1e-14);
        Matrices.assertClose(result.joined(), output, 1e-14);
    }

    /** NumPy 2.4: {@code A = np.tril(q @ k.T); W = A / A.sum(1, keepdims=True)} of q and k after elu + 1, {@code W @ V}. */
    @Test
    void linearHeadsHaveTheWeightsOfNumPy() {
        assertWeightsAndOutput(
                new RecurrentHeads(1, FeatureMap.ELU, StateUpdate.linear(), true),
                Matrix.ofRows(
                        new double[] {1.0, 0.0, 0.0},
                        new double[] {0.7158581049877606, 0.2841418950122393, 0.0},
                        new double[] {0.36482856319047086, 0.42751119873446203, 0.2076602380750672}),
                Matrix.ofRows(
                        new double[] {1.0, 2.0},
                        new double[] {1.5682837900244784, 1.1475743149632818},
                        new double[] {1.7511922784313907, 1.1327868799467484}));
    }

    /** NumPy 2.4: {@code W = Q @ K.T / np.sqrt(2) * D} with {@code D[t,s] = 0.9**(t-s)} for s ≤ t, {@code W @ V}. */
    @Test
    void fadingHeadsHaveTheWeightsOfNumPy() {
        assertWeightsAndOutput(
                new RecurrentHeads(1, FeatureMap.IDENTITY, StateUpdate.gated(NINE_TENTHS, true), false),
                Matrix.ofRows(
                        new double[] {0.7071067811865475, 0.0, 0.0},
                        new double[] {0.4772970773009195, -1.0606601717798212, 0.0},
                        new double[] {0.0, 1.909188309203678, -0.8838834764831843}),
                Matrix.ofRows(
                        new double[] {0.7071067811865475, 1.414213562373095},
                        new double[] {-2.7046834380385443, 2.01525432638166},
                        new double[] {5.285623189369442, -5.444722215136416}));
    }

    /**
     * NumPy 2.4, by the linear system that the corrections solve and not by steps: of q and k of length 1,
     * {@code T = np.linalg.inv(I + B @ np.tril(k @ k.T, -1)) @ B} with {@code B = 0.5 * I},
     * {@code W = np.tril(q @ k.T) / np.sqrt(2) @ T}, {@code W @ V}.
     */
    @Test
    void correctingHeadsHaveTheWeightsOfNumPy() {
        assertWeightsAndOutput(
                new RecurrentHeads(1, FeatureMap.UNIT, StateUpdate.delta(HALF), false),
                Matrix.ofRows(
                        new double[] {0.28284271247461895, 0.0, 0.0},
                        new double[] {0.15909902576697318, -0.33541019662496835, 0.0},
                        new double[] {0.12374368670764577, 0.2236067977499789, -0.24999999999999994}),
                Matrix.ofRows(
                        new double[] {0.28284271247461895, 0.5656854249492379},
                        new double[] {-0.8471315641079319, 0.6536082481589147},
                        new double[] {0.6695640799575825, -0.9761194243346871}));
    }

    /** As above, with both lower triangles multiplied by {@code D[t,s] = 0.9**(t-s)}. */
    @Test
    void fadingAndCorrectingHeadsHaveTheWeightsOfNumPy() {
        assertWeightsAndOutput(
                new RecurrentHeads(1, FeatureMap.UNIT, StateUpdate.gatedDelta(NINE_TENTHS, false, HALF), false),
                Matrix.ofRows(
                        new double[] {0.28284271247461895, 0.0, 0.0},
                        new double[] {0.14318912319027588, -0.33541019662496835, 0.0},
                        new double[] {0.1002323862331931, 0.20124611797498107, -0.24999999999999994}),
                Matrix.ofRows(
                        new double[] {0.28284271247461895, 0.5656854249492379},
                        new double[] {-0.8630414666846291, 0.62178844300552},
                        new double[] {0.5789707401581363, -1.0007813455085945}));
    }

    @Test
    void weightsTimesValuesAreWhatIsRead() {
        Matrix queries = Matrices.random(20, 8, 1);
        Matrix keys = Matrices.random(20, 8, 2);
        Matrix values = Matrices.random(20, 6, 3);
        all(2).forEach((name, variant) -> {
            HeadedResult result = Attended.by(variant, queries, keys, values);
            for (int head = 0; head < 2; head++) {
                Matrix weights = Attended.stage(result, head, Stage.WEIGHTS);
                Matrix read = Attended.product(weights, Attended.block(values, head, 2));
                Matrices.assertClose(Attended.stage(result, head, Stage.VALUES), read, 1e-12);
                Matrices.assertClose(Attended.block(result.joined(), head, 2), read, 1e-12);
                assertCausal(name, weights, Attended.stage(result, head, Stage.MASKED));
            }
        });
    }

    private static void assertCausal(String name, Matrix weights, Matrix masked) {
        for (int query = 0; query < weights.rows(); query++) {
            for (int key = 0; key < weights.columns(); key++) {
                boolean later = key > query;
                assertThat(masked.get(query, key) == Double.NEGATIVE_INFINITY)
                        .as(name)
                        .isEqualTo(later);
                if (later) {
                    assertThat(weights.get(query, key)).as(name).isZero();
                }
            }
        }
    }

    @Test
    void normalizedWeightsAreSharesThatSumToOne() {
        HeadedResult result =
                Attended.by(all(2).get("gated and normalized"), Attended.KEYS, Attended.KEYS, Attended.VALUES);
        for (int query = 0; query < 7; query++) {
            double sum = 0;
            for (double weight : Attended.stage(result, 1, Stage.WEIGHTS).row(query)) {
                assertThat(weight).isNotNegative();
                sum += weight;
            }
            assertThat(sum).isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void capturingChangesNothing() {
        all(2).forEach((name, variant) -> assertThat(
                        new MaterializedAttention(Mechanism.scaledDot().withVariant(variant))
                                .attend(Attended.KEYS, Attended.KEYS, Attended.VALUES, Capture.NOTHING)
                                .joined())
                .as(name)
                .isEqualTo(Attended.by(variant, Attended.KEYS, Attended.KEYS, Attended.VALUES)
                        .joined()));
    }

    @Test
    void whatComesAfterChangesNothingOfWhatCameBefore() {
        all(2).forEach((name, variant) -> assertThat(Attended.by(
                                variant, Attended.KEYS.rows(0, 4), Attended.KEYS.rows(0, 4), Attended.VALUES.rows(0, 4))
                        .joined())
                .as(name)
                .isEqualTo(Attended.by(variant, Attended.KEYS, Attended.KEYS, Attended.VALUES)
                        .joined()
                        .rows(0, 4)));
    }

    @Test
    void scoresAreTheScaledProductsOfTheFeatures() {
        RecurrentHeads variant = new RecurrentHeads(1, FeatureMap.IDENTITY, StateUpdate.linear(), false);
        HeadedResult result = Attended.by(variant, QUERIES, KEYS, VALUES);

        // (1·0.5 + 0.5·1) / √2, and (−0.5·(−0.25) + 1·0.75) / √2 in spite of its coming later
        assertThat(Attended.stage(result, 0, Stage.RAW).get(0, 0)).isCloseTo(1 / Math.sqrt(2), within(1e-15));
        assertThat(Attended.stage(result, 0, Stage.MODIFIED).get(1, 2)).isCloseTo(0.875 / Math.sqrt(2), within(1e-15));
        assertThat(result.heads().get(0).queries()).isEqualTo(QUERIES);
        assertThat(result.heads().get(0).keys()).isEqualTo(KEYS);
        assertThat(result.heads().get(0).values()).isEqualTo(VALUES);
    }

    @Test
    void itDoesWithoutTheStrategiesOfTheUser() {
        RecurrentHeads variant = all(2).get("delta");

        assertThat(variant.stages()).containsExactly(Stage.VALUES);
        assertThat(variant.keySource()).isEqualTo(KeySource.SAME_TEXT);
        assertThat(variant.inBlocks()).isFalse();
        assertThatThrownBy(() ->
                        Mechanism.scaledDot().withMask((query, key) -> true).withVariant(variant))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the variant has no scores to mask; leave the mask out");
    }

    @Test
    void constantGatesBelongToHeads() {
        Matrix keys = Matrix.zeros(2, 6);

        assertThat(TokenGate.constant(List.of(0.25, 1.0)).of(keys, 6, new ReferenceBackend()))
                .isEqualTo(Matrix.ofRows(
                        new double[] {0.25, 0.25, 0.25, 1, 1, 1}, new double[] {0.25, 0.25, 0.25, 1, 1, 1}));
        assertThat(TokenGate.constant(List.of(0.25, 1.0)).of(keys, 2, new ReferenceBackend()))
                .isEqualTo(Matrix.ofRows(new double[] {0.25, 1}, new double[] {0.25, 1}));
        for (List<Double> numbers : List.of(List.<Double>of(), List.of(1.5), List.of(0.5, -0.1))) {
            assertThatThrownBy(() -> TokenGate.constant(numbers))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a gate has numbers from 0 to 1, not " + numbers);
        }
    }

    @Test
    void gatesOfKeysAreSigmoids() {
        Matrix map = Matrix.ofRows(new double[] {2}, new double[] {-1});
        TokenGate gate = TokenGate.ofKeys(new Attended.Given(Map.of("W", map)), "W", 0.5);

        // √σ(0.5·2 − 1·1) = √0.5, √σ(1·2 + 1) = √σ(3), √σ(−0.5 − 0.75) = √σ(−1.25)
        Matrices.assertClose(
                gate.of(KEYS, 1, new ReferenceBackend()),
                Matrix.ofRows(
                        new double[] {Math.sqrt(0.5)},
                        new double[] {Math.sqrt(1 / (1 + Math.exp(-3)))},
                        new double[] {Math.sqrt(1 / (1 + Math.exp(1.25)))}),
                1e-15);
    }

    @Test
    void rowsOfLengthOneAreMadeOfAnyNumbersButZeros() {
        Matrix rows = Matrix.ofRows(new double[] {3e200, -4e200}, new double[] {0, 0}, new double[] {0, 1e-200});
        Matrix ones = Matrix.ofRows(new double[] {1}, new double[] {1}, new double[] {1});
        RecurrentHeads variant = new RecurrentHeads(1, FeatureMap.UNIT, StateUpdate.linear(), false);
        HeadedResult result = Attended.by(variant, rows, rows, ones);

        // q·k/√2 of (0.6, −0.8), (0, 0) and (0, 1)
        Matrices.assertClose(
                Attended.stage(result, 0, Stage.RAW),
                Matrix.ofRows(
                        new double[] {1 / Math.sqrt(2), 0, -0.8 / Math.sqrt(2)},
                        new double[] {0, 0, 0},
                        new double[] {-0.8 / Math.sqrt(2), 0, 1 / Math.sqrt(2)}),
                1e-15);
    }

    @Test
    void aStateThatGrowsBeyondAllNumbersIsRefused() {
        Matrix large = Matrix.ofRows(new double[] {1, 1}, new double[] {1e200, 1e200}, new double[] {1, 1});
        RecurrentHeads variant = new RecurrentHeads(1, FeatureMap.IDENTITY, StateUpdate.delta(HALF), false);

        assertThatThrownBy(() -> Attended.by(variant, large, large, large))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("delta: head 1 grows beyond all numbers at query 2; use smaller vectors, or features=unit");
    }

    @Test
    void shapesMustFit() {
        RecurrentHeads variant = all(3).get("retention");

        assertThatThrownBy(() -> Attended.by(variant, QUERIES, KEYS.rows(0, 2), VALUES.rows(0, 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("gated-linear: every query has a key of its own and of its width; the queries are a 3×2 "
                        + "matrix, the keys a 2×2 matrix");
        assertThatThrownBy(() -> Attended.by(variant, QUERIES, KEYS, VALUES))
                .hasMessage("gated-linear: heads=3 does not divide the width 2 of the queries; 1 or 2 would");
    }

    @Test
    void onlyWeightsThatAreNeverNegativeAreNormalized() {
        assertThatThrownBy(() -> new RecurrentHeads(1, FeatureMap.UNIT, StateUpdate.linear(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights that may be negative cannot be divided by their sum");
        assertThatThrownBy(() -> new RecurrentHeads(1, FeatureMap.ELU, StateUpdate.delta(HALF), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecurrentHeads(0, FeatureMap.ELU, StateUpdate.linear(), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTokensAndNoChannelsHaveResults() {
        all(2).forEach((name, variant) -> {
            assertThat(Attended.by(variant, Matrix.zeros(0, 4), Matrix.zeros(0, 4), Matrix.zeros(0, 2))
                            .joined())
                    .as(name)
                    .isEqualTo(Matrix.zeros(0, 2));
            assertThat(Attended.by(variant, Matrix.zeros(3, 4), Matrix.zeros(3, 4), Matrix.zeros(3, 0))
                            .joined())
                    .as(name)
                    .isEqualTo(Matrix.zeros(3, 0));
        });
    }
}
