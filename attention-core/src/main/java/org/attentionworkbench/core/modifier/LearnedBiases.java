package org.attentionworkbench.core.modifier;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.Parameters;
import org.attentionworkbench.core.parameter.SeededParameters;

/** The strategies {@code t5-bias} and {@code relative-bias}, whose numbers are learned. */
final class LearnedBiases {
    private static final Option<Long> SEED = Option.seed("what the table is drawn from");
    private static final Option<Integer> BUCKETS = Option.integer("buckets", "how many buckets of distances there are")
            .which(buckets -> buckets >= 2, "an integer of at least 2")
            .withDefault("32");
    private static final Option<Integer> MAXIMUM_DISTANCE = Option.integer(
                    "max-distance", "from which distance on all is in the last bucket")
            .which(distance -> distance >= 2, "an integer of at least 2")
            .withDefault("128");
    private static final Option<Boolean> BIDIRECTIONAL = Option.truth(
                    "bidirectional", "whether keys after the query have half of the buckets")
            .withDefault("true");
    private static final Option<Integer> DISTANCE = Option.integer(
                    "distance", "k, from which distance on the bias stays the same")
            .which(distance -> distance >= 0 && distance < 1 << 30, "an integer from 0 to 1073741823")
            .withDefault("8");

    private LearnedBiases() {}

    static Strategy<ScoreModifier> t5Bias() {
        return Strategy.<ScoreModifier>of(
                        "t5-bias",
                        "a learned bias per head for buckets of distances, wider the farther",
                        LearnedBiases::t5Bias,
                        BUCKETS,
                        MAXIMUM_DISTANCE,
                        BIDIRECTIONAL,
                        SEED)
                .withFormula("s'[i,j] = s[i,j] + b[bucket(j − i), h]")
                .withSource("Raffel et al. 2020, section 2.1");
    }

    private static ScoreModifier t5Bias(Options options) {
        try {
            return new T5BiasModifier(
                    parameters(options),
                    options.get(BUCKETS),
                    options.get(MAXIMUM_DISTANCE),
                    options.get(BIDIRECTIONAL));
        } catch (IllegalArgumentException unsuitable) {
            throw new InvalidInputException("t5-bias: " + unsuitable.getMessage(), unsuitable);
        }
    }

    static Strategy<ScoreModifier> relativeBias() {
        return Strategy.<ScoreModifier>of(
                        "relative-bias",
                        "a learned bias per head for each distance up to k",
                        LearnedBiases::relativeBias,
                        DISTANCE,
                        SEED)
                .withFormula("s'[i,j] = s[i,j] + b[h, clip(j − i, −k, k) + k]")
                .withSource("Shaw et al. 2018, section 3.2; Liu et al. 2021, equation 4");
    }

    private static ScoreModifier relativeBias(Options options) {
        return new RelativeBiasModifier(parameters(options), options.get(DISTANCE));
    }

    private static Parameters parameters(Options options) {
        return new SeededParameters(options.get(SEED), SeededParameters.Distribution.NORMAL);
    }
}
