package org.attentionworkbench.bench.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TruthTest {
    private static final Shape SHAPE = new Shape(1, 2, 1, 2, 2, 1);

    /** With one channel: {@code o = (v₀·e^(q·k₀) + v₁·e^(q·k₁)) / (e^(q·k₀) + e^(q·k₁))}. */
    private static float[] byHand(Inputs inputs, boolean causal) {
        float[] output = new float[4];
        float[] k = inputs.keys();
        float[] v = inputs.values();
        for (int row = 0; row < output.length; row++) {
            double first = Math.exp(inputs.queries()[row] * (double) k[0]);
            double second = causal && row % 2 == 0 ? 0 : Math.exp(inputs.queries()[row] * (double) k[1]);
            output[row] = (float) ((first * v[0] + second * v[1]) / (first + second));
        }
        return output;
    }

    @Test
    void theTruthIsTheFormula() {
        Inputs inputs = new Inputs(SHAPE);
        assertThat(new Truth(new Problem(SHAPE, Variation.FULL), inputs).difference(byHand(inputs, false)))
                .isLessThan(1e-6);
        assertThat(new Truth(new Problem(SHAPE, Variation.CAUSAL), inputs).difference(byHand(inputs, true)))
                .isLessThan(1e-6);
    }

    @Test
    void oneWrongNumberIsSeen() {
        Inputs inputs = new Inputs(SHAPE);
        Truth truth = new Truth(new Problem(SHAPE, Variation.FULL), inputs);
        float[] output = byHand(inputs, false);
        output[3] += 0.25f;
        assertThat(truth.difference(output)).isCloseTo(0.25, within(1e-6));
        output[3] = Float.NaN;
        assertThat(truth.difference(output)).isNaN();
    }

    @Test
    void theLastQueryOfALargeProblemIsLookedAt() {
        Shape shape = new Shape(1, 1, 1, 3000, 3000, 16);
        Inputs inputs = new Inputs(shape);
        Problem causal = new Problem(shape, Variation.CAUSAL);
        float[] first = new float[shape.queryElements()];
        System.arraycopy(inputs.values(), 0, first, 0, 16); // the first query sees the first key alone
        float[] before = first.clone();
        before[first.length - 1] = 1000;
        assertThat(new Truth(causal, inputs).difference(before)).isGreaterThan(900);
        assertThat(new Truth(causal, inputs).difference(first)).isLessThan(100);
    }

    @Test
    void inputsAreTheSameForWhoeverAsks() {
        assertThat(new Inputs(SHAPE).queries()).isEqualTo(new Inputs(SHAPE).queries());
        assertThat(new Inputs(SHAPE).keys()).isNotEqualTo(new Inputs(SHAPE).values());
    }

    @Test
    void axesExchangedTwiceAreAsBefore() {
        Shape shape = new Shape(2, 3, 3, 4, 5, 2);
        Inputs inputs = new Inputs(shape);
        float[] sideBySide = inputs.exchanged(inputs.queries(), 3, 4);
        assertThat(inputs.exchanged(sideBySide, 4, 3)).isEqualTo(inputs.queries());
        // entry 1, position 2, head 1, channel 1: ((1·4 + 2)·3 + 1)·2 + 1 = 39; with heads as an axis ((1·3 + 1)·4 +
        // 2)·2 + 1 = 37
        assertThat(sideBySide[39]).isEqualTo(inputs.queries()[37]);
    }
}
