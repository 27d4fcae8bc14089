package org.attentionworkbench.core.score;

import java.util.Map;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.ParameterOptions;
import org.attentionworkbench.core.parameter.Parameters;

/**
 * The bilinear score: {@code raw[i,j] = qᵢ·W·kⱼᵀ} with a learned matrix W, d×d, one for all heads. Luong, Pham and Manning,
 * <i>Effective Approaches to Attention-based Neural Machine Translation</i> (2015), section 3.1, there called "general".
 */
public final class BilinearScore implements DotProductScore {
    private static final String WEIGHT = "W";
    private static final Option<String> WEIGHT_TENSOR = tensor("weight", WEIGHT);

    private final Parameters parameters;

    /**
     * A bilinear score.
     *
     * @param parameters give W, with a row for each channel of a query and a column for each of a key
     */
    public BilinearScore(Parameters parameters) {
        this.parameters = parameters;
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "bilinear",
                        "a dot product with a learned matrix between query and key",
                        options -> new BilinearScore(ParameterOptions.chosen(options, Map.of(WEIGHT, WEIGHT_TENSOR))),
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        WEIGHT_TENSOR)
                .withFormula("s[i,j] = qᵢ·W·kⱼᵀ")
                .withSource("Luong et al. 2015, section 3.1 (general)");
    }

    /** An option that names the tensor of a role. */
    static Option<String> tensor(String name, String role) {
        return Option.text(name, "the tensor of the file that is " + role).orElse(role);
    }

    @Override
    public Matrix prepareQueries(Matrix queries, HeadContext context) {
        Matrix weight = parameters.matrix(WEIGHT, queries.columns(), queries.columns());
        return context.backend().multiply(queries, weight);
    }
}
