package org.attentionworkbench.core.score;

import java.util.Map;
import java.util.OptionalInt;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.ParameterOptions;
import org.attentionworkbench.core.parameter.Parameters;
import org.attentionworkbench.core.parameter.Width;

/**
 * The additive score: {@code raw[i,j] = Σ_h v[h] · tanh((qᵢ·W)[h] + (kⱼ·U)[h])}, a network with one hidden layer whose learned W, U
 * and v serve all heads. Queries and keys may differ in width. Bahdanau, Cho and Bengio, <i>Neural Machine Translation by Jointly
 * Learning to Align and Translate</i> (2015), section A.1.2; their W_a and U_a are our W and U turned around.
 */
public final class AdditiveScore implements ScoreFunction {
    private static final String QUERIES = "W";
    private static final String KEYS = "U";
    private static final String OUTPUT = "v";
    static final Option<Integer> HIDDEN =
            Width.option("hidden", "how many units the hidden layer has").orElse("the width of the queries");
    private static final Option<String> QUERIES_TENSOR = BilinearScore.tensor("query", QUERIES);
    private static final Option<String> KEYS_TENSOR = BilinearScore.tensor("key", KEYS);
    static final Option<String> OUTPUT_TENSOR = BilinearScore.tensor("vector", OUTPUT);

    private final Parameters parameters;
    private final OptionalInt hidden;

    /**
     * An additive score with as many hidden units as a query has channels.
     *
     * @param parameters give W (the channels of a query × hidden), U (those of a key × hidden) and v (hidden)
     */
    public AdditiveScore(Parameters parameters) {
        this.parameters = parameters;
        this.hidden = OptionalInt.empty();
    }

    /**
     * An additive score.
     *
     * @param parameters give W (the channels of a query × hidden), U (those of a key × hidden) and v (hidden)
     * @param hidden how many units the hidden layer has
     * @throws IllegalArgumentException if that is less than 1
     */
    public AdditiveScore(Parameters parameters, int hidden) {
        this.parameters = parameters;
        this.hidden = OptionalInt.of(checkHidden(hidden));
    }

    static int checkHidden(int hidden) {
        if (hidden < 1) {
            throw new IllegalArgumentException("a hidden layer cannot have " + hidden + " units");
        }
        return hidden;
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "additive",
                        "a learned network with one hidden layer, to which query and key are added",
                        AdditiveScore::from,
                        HIDDEN,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        QUERIES_TENSOR,
                        KEYS_TENSOR,
                        OUTPUT_TENSOR)
                .withFormula("s[i,j] = v·tanh(qᵢ·W + kⱼ·U)")
                .withSource("Bahdanau et al. 2015, section A.1.2");
    }

    private static AdditiveScore from(Options options) {
        Parameters parameters = ParameterOptions.chosen(
                options, Map.of(QUERIES, QUERIES_TENSOR, KEYS, KEYS_TENSOR, OUTPUT, OUTPUT_TENSOR));
        return options.given(HIDDEN)
                .map(hidden -> new AdditiveScore(parameters, hidden))
                .orElseGet(() -> new AdditiveScore(parameters));
    }

    @Override
    public Matrix score(Matrix queries, Matrix keys, HeadContext context) {
        int units = hidden.orElse(queries.columns());
        Matrix fromQueries = context.backend().multiply(queries, parameters.matrix(QUERIES, queries.columns(), units));
        Matrix fromKeys = context.backend().multiply(keys, parameters.matrix(KEYS, keys.columns(), units));
        return HiddenLayer.scores(fromQueries, fromKeys, parameters.vector(OUTPUT, units));
    }
}
