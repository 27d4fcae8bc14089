package org.attentionworkbench.core.score;

import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/**
 * The cosine of the angle between query and key: {@code raw[i,j] = qᵢ·kⱼ / (‖qᵢ‖·‖kⱼ‖·τ)}, with the temperature τ. A row of zeros
 * has no direction and scores 0. Graves, Wayne and Danihelka, <i>Neural Turing Machines</i> (2014), equations 5 and 6, where
 * {@code β = 1/τ}.
 */
public final class CosineScore implements DotProductScore {
    private static final Option<Double> TEMPERATURE = Option.number(
                    "temperature", "the number τ that divides the cosine")
            .which(CosineScore::isTemperature, "a number greater than 0")
            .withDefault("1");

    private final double temperature;

    /**
     * A cosine score.
     *
     * @param temperature τ, greater than 0: the smaller, the more the weights prefer the best key
     * @throws IllegalArgumentException if it is not greater than 0, or so small that 1/τ is infinite
     */
    public CosineScore(double temperature) {
        if (!isTemperature(temperature)) {
            throw new IllegalArgumentException("cannot divide a cosine by " + temperature);
        }
        this.temperature = temperature;
    }

    private static boolean isTemperature(double number) {
        return number > 0 && Double.isFinite(number) && Double.isFinite(1 / number);
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "cosine",
                        "the cosine of the angle between query and key, over a temperature",
                        options -> new CosineScore(options.get(TEMPERATURE)),
                        TEMPERATURE)
                .withFormula("s[i,j] = qᵢ·kⱼ / (‖qᵢ‖·‖kⱼ‖·τ)")
                .withSource("Graves et al. 2014, equations 5 and 6");
    }

    @Override
    public Matrix prepareQueries(Matrix queries, HeadContext context) {
        return unitRows(queries);
    }

    @Override
    public Matrix prepareKeys(Matrix keys, HeadContext context) {
        return unitRows(keys);
    }

    @Override
    public double scale(int width) {
        return 1 / temperature;
    }

    private static Matrix unitRows(Matrix matrix) {
        Matrix unit =
                Matrix.wrap(matrix.rows(), matrix.columns(), matrix.elements().clone());
        for (int row = 0; row < matrix.rows(); row++) {
            int start = row * matrix.columns();
            toUnitLength(unit.elements(), start, start + matrix.columns());
        }
        return unit;
    }

    /** Divides by the largest magnitude first, for the squares of very large or small numbers would not fit a double. */
    private static void toUnitLength(double[] elements, int start, int end) {
        double largest = 0;
        for (int index = start; index < end; index++) {
            largest = Math.max(largest, Math.abs(elements[index]));
        }
        if (largest == 0) {
            return;
        }
        double squares = 0;
        for (int index = start; index < end; index++) {
            elements[index] /= largest;
            squares += elements[index] * elements[index];
        }
        double length = Math.sqrt(squares);
        for (int index = start; index < end; index++) {
            elements[index] /= length;
        }
    }
}
