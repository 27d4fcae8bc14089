package org.attentionworkbench.core.variant;

import java.util.Arrays;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Attention without a softmax, as a recurrence over the tokens: a state S, d×dv, into which each token is written before it is
 * read. For a token with key k, value v, decay g (a logarithm) and rate β:
 *
 * <pre>{@code
 * gated, gated-delta:  S[c,e] ← exp(g[c]) · S[c,e]
 * delta, gated-delta:  u = β · (v − Sᵀk)          with the S of the line above
 * linear, gated:       u = v
 *                      S[c,e] ← S[c,e] + k[c] · u[e]
 *                      o = σ · Sᵀq
 * }</pre>
 *
 * <p>This is what ONNX's LinearAttention (opset 27) computes for one head. What is read is linear in the values: there are weights
 * W, {@code W[t,s] = 0} for s > t, with {@code o_t = Σ_s W[t,s] · v_s}.
 */
public final class LinearRecurrence {
    private final UpdateRule rule;
    private final int keyWidth;
    private final int valueWidth;
    private final double[] state;
    private final double[] update;

    /**
     * A recurrence that has seen nothing: S = 0.
     *
     * @param rule how keys and values are taken into the state
     * @param keyWidth d
     * @param valueWidth dv
     * @throws IllegalArgumentException if a width is negative
     */
    public LinearRecurrence(UpdateRule rule, int keyWidth, int valueWidth) {
        this(rule, Matrix.zeros(keyWidth, valueWidth));
    }

    /**
     * A recurrence that goes on where another stopped.
     *
     * @param rule how keys and values are taken into the state
     * @param state S, d×dv, copied
     */
    public LinearRecurrence(UpdateRule rule, Matrix state) {
        this.rule = rule;
        keyWidth = state.rows();
        valueWidth = state.columns();
        this.state = state.elements().clone();
        update = new double[valueWidth];
    }

    /**
     * Takes in the next token.
     *
     * @param key k, d numbers
     * @param value v, dv numbers
     * @param decay g, the logarithms of how much of the state is kept: one for each channel of the key, or one for all; not read by
     *     a rule that does not decay
     * @param rate β; not read by a rule that does not correct
     * @throws IllegalArgumentException if a length does not fit
     */
    public void step(double[] key, double[] value, double[] decay, double rate) {
        fits("key", key.length, keyWidth);
        fits("value", value.length, valueWidth);
        if (rule.decays()) {
            decay(decay);
        }
        if (rule.corrects()) {
            correction(key, value, rate);
        } else {
            System.arraycopy(value, 0, update, 0, valueWidth);
        }
        for (int channel = 0, at = 0; channel < keyWidth; channel++) {
            for (int column = 0; column < valueWidth; column++, at++) {
                state[at] += key[channel] * update[column];
            }
        }
    }

    private void decay(double[] decay) {
        if (decay.length != 1) {
            fits("decay", decay.length, keyWidth);
        }
        for (int channel = 0, at = 0; channel < keyWidth; channel++) {
            double kept = Math.exp(decay[decay.length == 1 ? 0 : channel]);
            for (int column = 0; column < valueWidth; column++, at++) {
                state[at] *= kept;
            }
        }
    }

    private void correction(double[] key, double[] value, double rate) {
        read(key, 1, update, 0);
        for (int column = 0; column < valueWidth; column++) {
            update[column] = rate * (value[column] - update[column]);
        }
    }

    /**
     * What the state answers to a query: {@code o = σ · Sᵀq}.
     *
     * @param query q, d numbers
     * @param scale σ
     * @param output where to put the dv numbers
     * @param from the index of the first
     * @throws IllegalArgumentException if the length of the query does not fit
     * @throws IndexOutOfBoundsException if the output has no room
     */
    public void read(double[] query, double scale, double[] output, int from) {
        fits("query", query.length, keyWidth);
        Arrays.fill(output, from, from + valueWidth, 0);
        for (int channel = 0, at = 0; channel < keyWidth; channel++) {
            for (int column = 0; column < valueWidth; column++, at++) {
                output[from + column] += query[channel] * state[at];
            }
        }
        for (int column = 0; column < valueWidth; column++) {
            output[from + column] *= scale;
        }
    }

    /**
     * The state, to go on from later.
     *
     * @return S, d×dv, a copy
     */
    public Matrix state() {
        return Matrix.wrap(keyWidth, valueWidth, state.clone());
    }

    private static void fits(String what, int length, int width) {
        if (length != width) {
            throw new IllegalArgumentException(
                    "a " + what + " of " + length + " numbers does not fit a width of " + width);
        }
    }
}
