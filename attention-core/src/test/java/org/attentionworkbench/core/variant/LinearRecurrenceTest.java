package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearRecurrenceTest {
    private static final double TOLERANCE = 1e-14;
    private static final double[][] KEYS = {{1, -2}, {0.5, 1}, {-1, 0.25}};
    private static final double[][] VALUES = {{1, 2, 3}, {-1, 0, 2}, {0.5, 0.5, -4}};
    private static final double[][] QUERIES = {{1, 1}, {0.5, -1}, {2, 0.25}};
    private static final double[][] DECAYS = {{-0.1, -0.5}, {-0.25, -1}, {-2, 0}};
    private static final double[] RATES = {0.5, 1, 0.25};
    private static final Matrix PAST = Matrix.ofRows(new double[] {1, 0, -1}, new double[] {0.5, 2, 0.25});

    /**
     * What the three queries read at a scale of 0.5, and the state afterwards. Computed with NumPy 2.4: for each token
     * {@code S = np.exp(g)[:, None] * S} (gated), {@code u = b * (v - S.T @ k)} (delta) or {@code v}, {@code S = S + np.outer(k, u)},
     * {@code o = 0.5 * S.T @ q}.
     */
    private static final Map<UpdateRule, Matrix> EXPECTED = Map.of(
            UpdateRule.LINEAR,
            Matrix.ofRows(
                    new double[] {0.25, 0.0, -1.875},
                    new double[] {1.625, 1.5, 2.625},
                    new double[] {0.703125, 1.265625, 6.40625},
                    new double[] {1.0, 1.5, 7.0},
                    new double[] {-2.375, -1.875, -4.75}),
            UpdateRule.GATED,
            Matrix.ofRows(
                    new double[] {0.10405137394613806, -0.3934693402873666, -1.8766023765539006},
                    new double[] {1.0579691193318643, 0.9020291137301573, 0.7336756183696487},
                    new double[] {-0.5542984801244761, -0.401733731424885, 4.212227031332713},
                    new double[] {-0.36689925484089236, -0.2892015508762713, 4.3561637947066565},
                    new double[] {-1.4991938022686697, -0.9002574443889098, -1.1514941069915468}),
            UpdateRule.DELTA,
            Matrix.ofRows(
                    new double[] {0.5, -0.5, -1.5},
                    new double[] {1.09375, 1.8125, 0.328125},
                    new double[] {0.21728515625, 2.8212890625, 4.302490234375},
                    new double[] {0.421875, 2.96875, 4.1328125},
                    new double[] {-1.63671875, -1.1796875, 1.357421875}),
            UpdateRule.GATED_DELTA,
            Matrix.ofRows(
                    new double[] {0.42862806352696964, -0.5, -1.4286280635269697},
                    new double[] {0.8211650540283826, 0.9017984765720956, -0.1548609206231213},
                    new double[] {-0.3659082324835885, -0.08780606023806838, 1.5041191716622984},
                    new double[] {-0.18692644336007005, 0.012333812498936725, 1.3441483452699696},
                    new double[] {-1.4318543129881478, -0.8011189818960408, 1.2797666111386308}));

    private static void run(LinearRecurrence recurrence, int from, int to, Matrix outputs) {
        for (int token = from; token < to; token++) {
            recurrence.step(KEYS[token], VALUES[token], DECAYS[token], RATES[token]);
            recurrence.read(QUERIES[token], 0.5, outputs.elements(), token * 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAndKeepsWhatNumPyComputes(UpdateRule rule) {
        LinearRecurrence recurrence = new LinearRecurrence(rule, PAST);
        Matrix outputs = Matrix.zeros(3, 3);

        run(recurrence, 0, 3, outputs);

        Matrices.assertClose(outputs, EXPECTED.get(rule).rows(0, 3), TOLERANCE);
        Matrices.assertClose(recurrence.state(), EXPECTED.get(rule).rows(3, 5), TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void goingOnFromAStateIsGoingOn(UpdateRule rule) {
        Matrix outputs = Matrix.zeros(3, 3);
        LinearRecurrence first = new LinearRecurrence(rule, PAST);
        run(first, 0, 2, outputs);
        LinearRecurrence second = new LinearRecurrence(rule, first.state());
        run(second, 2, 3, outputs);
        LinearRecurrence whole = new LinearRecurrence(rule, PAST);
        Matrix expected = Matrix.zeros(3, 3);
        run(whole, 0, 3, expected);

        assertThat(outputs).isEqualTo(expected);
        assertThat(second.state()).isEqualTo(whole.state());
    }

    @Test
    void oneDecayIsThatOfEveryChannel() {
        LinearRecurrence one = new LinearRecurrence(UpdateRule.GATED_DELTA, PAST);
        LinearRecurrence each = new LinearRecurrence(UpdateRule.GATED_DELTA, PAST);

        one.step(KEYS[0], VALUES[0], new double[] {-0.7}, 0.5);
        each.step(KEYS[0], VALUES[0], new double[] {-0.7, -0.7}, 0.5);

        assertThat(one.state()).isEqualTo(each.state());
    }

    @Test
    void aTokenIsWrittenBeforeItIsRead() {
        LinearRecurrence recurrence = new LinearRecurrence(UpdateRule.LINEAR, 2, 1);
        double[] output = {7, 7, 7};

        recurrence.step(new double[] {2, 3}, new double[] {5}, new double[0], 0);
        recurrence.read(new double[] {1, 10}, 2, output, 1);

        // 2 · (1·2 + 10·3) · 5
        assertThat(output).containsExactly(7, 320, 7);
    }

    @Test
    void aDeltaStepOfRateOneStoresTheValueOfAUnitKey() {
        LinearRecurrence recurrence = new LinearRecurrence(UpdateRule.DELTA, PAST);
        double[] output = new double[3];

        recurrence.step(new double[] {0.6, 0.8}, VALUES[0], new double[0], 1);
        recurrence.read(new double[] {0.6, 0.8}, 1, output, 0);

        Matrices.assertClose(Matrix.ofRows(output), Matrix.ofRows(VALUES[0]), TOLERANCE);
    }

    @Test
    void aStateIsACopy() {
        Matrix given = Matrix.ofRows(new double[] {1}, new double[] {2});
        LinearRecurrence recurrence = new LinearRecurrence(UpdateRule.LINEAR, given);
        Matrix before = recurrence.state();

        recurrence.step(new double[] {1, 1}, new double[] {1}, new double[0], 0);

        assertThat(given).isEqualTo(Matrix.ofRows(new double[] {1}, new double[] {2}));
        assertThat(before).isEqualTo(given);
        assertThat(recurrence.state()).isEqualTo(Matrix.ofRows(new double[] {2}, new double[] {3}));
    }

    @Test
    void lengthsMustFit() {
        LinearRecurrence recurrence = new LinearRecurrence(UpdateRule.GATED, 3, 2);
        double[] two = new double[2];
        double[] three = new double[3];

        assertThatThrownBy(() -> recurrence.step(two, two, three, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a key of 2 numbers does not fit a width of 3");
        assertThatThrownBy(() -> recurrence.step(three, three, three, 1))
                .hasMessage("a value of 3 numbers does not fit a width of 2");
        assertThatThrownBy(() -> recurrence.step(three, two, two, 1))
                .hasMessage("a decay of 2 numbers does not fit a width of 3");
        assertThatThrownBy(() -> recurrence.read(two, 1, three, 0))
                .hasMessage("a query of 2 numbers does not fit a width of 3");
        assertThatThrownBy(() -> recurrence.read(three, 1, three, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
