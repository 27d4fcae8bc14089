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

/**
 * The concatenation score: {@code raw[i,j] = Σ_h v[h] · tanh(([qᵢ; kⱼ]·W)[h])}, a network with one hidden layer that sees the query
 * and the key side by side; its learned W and v serve all heads. Luong, Pham and Manning, <i>Effective Approaches to
 * Attention-based Neural Machine Translation</i> (2015), section 3.1; their W_a is our W turned around.
 *
 * <p>The upper rows of W meet the query and the lower ones the key, so each is multiplied once and not for every pair.
 */
public final class ConcatScore implements ScoreFunction {
    private static final String WEIGHT = "W";
    private static final String OUTPUT = "v";
    private static final Option<String> WEIGHT_TENSOR = BilinearScore.tensor("weight", WEIGHT);

    private final Parameters parameters;
    private final OptionalInt hidden;

    /**
     * A concatenation score with as many hidden units as a query has channels.
     *
     * @param parameters give W (the channels of a query and those of a key × hidden) and v (hidden)
     */
    public ConcatScore(Parameters parameters) {
        this.parameters = parameters;
        this.hidden = OptionalInt.empty();
    }

    /**
     * A concatenation score.
     *
     * @param parameters give W (the channels of a query and those of a key × hidden) and v (hidden)
     * @param hidden how many units the hidden layer has
     * @throws IllegalArgumentException if that is less than 1
     */
    public ConcatScore(Parameters parameters, int hidden) {
        this.parameters = parameters;
        this.hidden = OptionalInt.of(AdditiveScore.checkHidden(hidden));
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "concat",
                        "a learned network with one hidden layer that sees query and key side by side",
                        ConcatScore::from,
                        AdditiveScore.HIDDEN,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        WEIGHT_TENSOR,
                        AdditiveScore.OUTPUT_TENSOR)
                .withFormula("s[i,j] = v·tanh([qᵢ; kⱼ]·W)")
                .withSource("Luong et al. 2015, section 3.1 (concat)");
    }

    private static ConcatScore from(Options options) {
        Parameters parameters =
                ParameterOptions.chosen(options, Map.of(WEIGHT, WEIGHT_TENSOR, OUTPUT, AdditiveScore.OUTPUT_TENSOR));
        return options.given(AdditiveScore.HIDDEN)
                .map(hidden -> new ConcatScore(parameters, hidden))
                .orElseGet(() -> new ConcatScore(parameters));
    }

    @Override
    public Matrix score(Matrix queries, Matrix keys, HeadContext context) {
        int width = queries.columns();
        int units = hidden.orElse(width);
        Matrix weight = parameters.matrix(WEIGHT, width + keys.columns(), units);
        Matrix fromQueries = context.backend().multiply(queries, weight.rows(0, width));
        Matrix fromKeys = context.backend().multiply(keys, weight.rows(width, weight.rows()));
        return HiddenLayer.scores(fromQueries, fromKeys, parameters.vector(OUTPUT, units));
    }
}
