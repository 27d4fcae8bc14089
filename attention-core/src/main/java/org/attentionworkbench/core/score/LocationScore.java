package org.attentionworkbench.core.score;

import java.util.Map;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.Layout;
import org.attentionworkbench.core.parameter.ParameterOptions;
import org.attentionworkbench.core.parameter.Parameters;

/**
 * The score of a location: {@code raw[i,j] = qᵢ·wⱼ}, where the learned w_j belongs to the position of the key; what stands there does
 * not matter. The same rows serve all heads. Luong, Pham and Manning, <i>Effective Approaches to Attention-based Neural Machine
 * Translation</i> (2015), section 3.1, whose W_a has the rows w_j.
 */
public final class LocationScore implements DotProductScore {
    private static final String WEIGHT = "W_a";
    private static final Option<String> WEIGHT_TENSOR = BilinearScore.tensor("weight", WEIGHT);

    private final Parameters parameters;

    /**
     * A score of locations.
     *
     * @param parameters give W_a, a table with a row of d numbers for each position
     */
    public LocationScore(Parameters parameters) {
        this.parameters = parameters;
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "location",
                        "a dot product of the query with a learned row for the position of the key",
                        options -> new LocationScore(
                                ParameterOptions.chosen(options, Map.of(WEIGHT, WEIGHT_TENSOR), Layout.IN_OUT)),
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        WEIGHT_TENSOR)
                .withFormula("s[i,j] = qᵢ·wⱼ")
                .withSource("Luong et al. 2015, section 3.1 (location)");
    }

    @Override
    public Matrix prepareKeys(Matrix keys, HeadContext context) {
        int first = context.firstKey();
        return parameters.table(WEIGHT, first, first + keys.rows(), keys.columns());
    }
}
