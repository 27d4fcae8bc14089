package org.attentionworkbench.core.score;

import java.util.Optional;
import java.util.OptionalDouble;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.rotary.ChannelPairs;
import org.attentionworkbench.core.rotary.Llama3Scaling;
import org.attentionworkbench.core.rotary.RotaryScaling;
import org.attentionworkbench.core.rotary.YarnScaling;

/** How users choose a {@link RotaryScore}. */
final class RotaryOptions {

    /** The scalings by name. */
    enum Scaling {
        NONE,
        LINEAR,
        NTK,
        LLAMA3,
        YARN
    }

    private static final Option<ScoreFunction> OF = Option.strategy(
                    "of", ScoreFunction.class, "the dot-product score whose queries and keys are turned")
            .withDefault("scaled-dot");
    private static final Option<Double> BASE = Option.number(
                    "base", "about the wavelength of the slowest pair, over 2π")
            .which(base -> base > 1, "a number greater than 1")
            .withDefault("10000");
    private static final Option<ChannelPairs> PAIRS = Option.choice(
                    "pairs", ChannelPairs.class, "channel t turns with t + d/2 (Llama), or 2t with 2t + 1 (the paper)")
            .withDefault("half-split");
    private static final Option<Integer> DIMENSION = Option.integer("dimension", "how many channels are turned")
            .which(RotaryScore::isDimension, "an even number of at least 2")
            .orElse("all channels, but the last of an odd number");
    private static final Option<Scaling> SCALING = Option.choice(
                    "scaling", Scaling.class, "how texts longer than those that a model learned are read")
            .withDefault("none");
    private static final Option<Double> FACTOR = Option.number(
                    "factor", "how many times longer texts get (all scalings)")
            .which(factor -> factor >= 1, "a number of at least 1")
            .orElse("none, a scaling needs it");
    private static final Option<Integer> ORIGINAL_LENGTH = Option.integer(
                    "original-length", "the longest text that the model learned, in tokens (llama3, yarn)")
            .which(length -> length >= 1, "an integer of at least 1")
            .orElse("none, llama3 and yarn need it");
    private static final Option<Double> LOW = Option.number(
                    "low-frequency-factor", "up to how many turns a pair is slowed in full (llama3)")
            .which(RotaryOptions::isPositive, "a number greater than 0")
            .withDefault("1");
    private static final Option<Double> HIGH = Option.number(
                    "high-frequency-factor", "from how many turns a pair turns as ever (llama3)")
            .which(RotaryOptions::isPositive, "a number greater than 0")
            .withDefault("4");
    private static final Option<Double> BETA_FAST = Option.number(
                    "beta-fast", "from how many turns a pair turns as ever (yarn)")
            .which(RotaryOptions::isPositive, "a number greater than 0")
            .withDefault("32");
    private static final Option<Double> BETA_SLOW = Option.number(
                    "beta-slow", "up to how many turns a pair is slowed in full (yarn)")
            .which(RotaryOptions::isPositive, "a number greater than 0")
            .withDefault("1");
    private static final Option<Boolean> TRUNCATE = Option.truth(
                    "truncate", "whether the ramp begins and ends at whole pairs (yarn)")
            .withDefault("true");
    private static final Option<Double> ATTENTION_FACTOR = Option.number(
                    "attention-factor", "the factor of the turned channels (yarn)")
            .which(RotaryOptions::isPositive, "a number greater than 0")
            .orElse("0.1·ln factor + 1");
    private static final Option<Double> MSCALE = Option.number(
                    "mscale", "with mscale-all-dim, another attention factor: that of mscale over that of all (yarn)")
            .which(scale -> scale >= 0, "a number of at least 0")
            .orElse("none");
    private static final Option<Double> MSCALE_ALL_DIM = Option.number("mscale-all-dim", "see mscale (yarn)")
            .which(scale -> scale >= 0, "a number of at least 0")
            .orElse("none");

    private RotaryOptions() {}

    private static boolean isPositive(double number) {
        return number > 0;
    }

    static Strategy<ScoreFunction> strategy() {
        return Strategy.<ScoreFunction>of(
                        "rotary",
                        "a dot-product score whose queries and keys are turned by their positions",
                        RotaryOptions::score,
                        OF,
                        BASE,
                        PAIRS,
                        DIMENSION,
                        SCALING,
                        FACTOR,
                        ORIGINAL_LENGTH,
                        LOW,
                        HIGH,
                        BETA_FAST,
                        BETA_SLOW,
                        TRUNCATE,
                        ATTENTION_FACTOR,
                        MSCALE,
                        MSCALE_ALL_DIM)
                .withFormula("s[i,j] = σ·(R(i)·qᵢ)·(R(j)·kⱼ), pair t turned by p·base^(−2t/d)")
                .withSource("Su et al. 2021; Chen et al. 2023 (linear), bloc97 2023 (ntk), Dubey et al. 2024 (llama3), "
                        + "Peng et al. 2023 (yarn)");
    }

    private static RotaryScore score(Options options) {
        if (!(options.get(OF) instanceof DotProductScore score)) {
            throw new InvalidInputException(
                    "rotary turns the queries and keys of a dot product, and the score that its "
                            + "option 'of' gives is none; take one such as scaled-dot, cosine or bilinear");
        }
        RotaryScaling scaling = scaling(options);
        Optional<Integer> dimension = options.given(DIMENSION);
        return dimension.isPresent()
                ? new RotaryScore(score, options.get(BASE), scaling, options.get(PAIRS), dimension.get())
                : new RotaryScore(score, options.get(BASE), scaling, options.get(PAIRS));
    }

    private static RotaryScaling scaling(Options options) {
        return switch (options.get(SCALING)) {
            case NONE -> RotaryScaling.none();
            case LINEAR -> RotaryScaling.linear(needed(options, FACTOR));
            case NTK -> RotaryScaling.ntk(needed(options, FACTOR));
            case LLAMA3 -> llama3(options);
            case YARN -> yarn(options);
        };
    }

    private static RotaryScaling llama3(Options options) {
        if (options.get(LOW) >= options.get(HIGH)) {
            throw new InvalidInputException("rotary: low-frequency-factor=" + options.get(LOW)
                    + " is not less than high-frequency-factor=" + options.get(HIGH));
        }
        return new Llama3Scaling(
                needed(options, FACTOR), needed(options, ORIGINAL_LENGTH), options.get(LOW), options.get(HIGH));
    }

    private static RotaryScaling yarn(Options options) {
        if (options.get(BETA_SLOW) >= options.get(BETA_FAST)) {
            throw new InvalidInputException("rotary: beta-slow=" + options.get(BETA_SLOW)
                    + " is not less than beta-fast=" + options.get(BETA_FAST));
        }
        double factor = needed(options, FACTOR);
        double amplitude = YarnScaling.amplitude(
                factor, given(options, ATTENTION_FACTOR), given(options, MSCALE), given(options, MSCALE_ALL_DIM));
        return new YarnScaling(
                factor,
                needed(options, ORIGINAL_LENGTH),
                options.get(BETA_FAST),
                options.get(BETA_SLOW),
                options.get(TRUNCATE),
                amplitude);
    }

    private static OptionalDouble given(Options options, Option<Double> option) {
        return options.given(option).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    private static <T> T needed(Options options, Option<T> option) {
        return options.given(option)
                .orElseThrow(() -> new InvalidInputException("rotary: its scaling needs the option '" + option + "': "
                        + option.meaning() + ", " + option.type()));
    }
}
