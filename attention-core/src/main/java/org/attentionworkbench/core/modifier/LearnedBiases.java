package org.attentionworkbench.core.modifier;

import java.nio.file.Path;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.Parameters;
import org.attentionworkbench.core.parameter.SeededParameters;

/** The strategies {@code t5-bias} and {@code relative-bias}, whose numbers are learned. */
final class LearnedBiases {
    private static final int USUAL_BUCKETS = 32;
    private static final int USUAL_DISTANCE = 8;

    private static final Option<Path> FILE = Option.file("file", "the table, as .npy, .npz, .safetensors or text")
            .orElse("a table drawn from the seed");
    private static final Option<Long> SEED = Option.seed("what the table is drawn from");
    private static final Option<Integer> BUCKETS = Option.integer("buckets", "how many buckets of distances there are")
            .which(buckets -> buckets >= 2, "an integer of at least 2")
            .orElse("those of the file, else 32");
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
            .orElse("that of the file, else 8");

    private LearnedBiases() {}

    static Strategy<ScoreModifier> t5Bias() {
        return Strategy.<ScoreModifier>of(
                        "t5-bias",
                        "a learned bias per head for buckets of distances, wider the farther",
                        LearnedBiases::t5Bias,
                        FILE,
                        GivenBias.TENSOR,
                        BUCKETS,
                        MAXIMUM_DISTANCE,
                        BIDIRECTIONAL,
                        SEED)
                .withFormula("s'[i,j] = s[i,j] + b[bucket(j − i), h]")
                .withSource("Raffel et al. 2020, section 2.1");
    }

    private static ScoreModifier t5Bias(Options options) {
        int maximumDistance = options.get(MAXIMUM_DISTANCE);
        boolean bidirectional = options.get(BIDIRECTIONAL);
        Optional<Integer> buckets = options.given(BUCKETS);
        Optional<Path> file = options.given(FILE);
        try {
            if (file.isEmpty()) {
                return new T5BiasModifier(
                        parameters(options), buckets.orElse(USUAL_BUCKETS), maximumDistance, bidirectional);
            }
            Matrix table = GivenBias.table(file.get(), options.given(GivenBias.TENSOR), "buckets × heads");
            agree(file.get(), "buckets", table.rows(), buckets);
            return new T5BiasModifier(table, maximumDistance, bidirectional);
        } catch (IllegalArgumentException unsuitable) {
            throw unsuitable("t5-bias", file, unsuitable);
        }
    }

    static Strategy<ScoreModifier> relativeBias() {
        return Strategy.<ScoreModifier>of(
                        "relative-bias",
                        "a learned bias per head for each distance up to k",
                        LearnedBiases::relativeBias,
                        FILE,
                        GivenBias.TENSOR,
                        DISTANCE,
                        SEED)
                .withFormula("s'[i,j] = s[i,j] + b[h, clip(j − i, −k, k) + k]")
                .withSource("Shaw et al. 2018, section 3.2; Liu et al. 2021, equation 4");
    }

    private static ScoreModifier relativeBias(Options options) {
        Optional<Integer> distance = options.given(DISTANCE);
        Optional<Path> file = options.given(FILE);
        try {
            if (file.isEmpty()) {
                return new RelativeBiasModifier(parameters(options), distance.orElse(USUAL_DISTANCE));
            }
            Matrix table = GivenBias.table(file.get(), options.given(GivenBias.TENSOR), "heads × (2k + 1) distances");
            agree(file.get(), "distance", table.columns() / 2, distance);
            return new RelativeBiasModifier(table);
        } catch (IllegalArgumentException unsuitable) {
            throw unsuitable("relative-bias", file, unsuitable);
        }
    }

    private static void agree(Path file, String option, int found, Optional<Integer> given) {
        if (given.isPresent() && given.get().intValue() != found) {
            throw new InvalidInputException(file + ": its table has " + option + "=" + found + ", not " + given.get()
                    + "; leave the option out");
        }
    }

    private static InvalidInputException unsuitable(
            String strategy, Optional<Path> file, IllegalArgumentException cause) {
        return new InvalidInputException(file.map(Path::toString).orElse(strategy) + ": " + cause.getMessage(), cause);
    }

    private static Parameters parameters(Options options) {
        return new SeededParameters(options.get(SEED), SeededParameters.Distribution.NORMAL);
    }
}
