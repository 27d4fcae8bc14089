package org.attentionworkbench.core.modifier;

import java.util.List;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The standard score modifiers: {@code scale} to {@code head-gain}. */
public final class StandardModifiers implements AttentionPlugin {
    private static final Option<Double> FACTOR = Option.number("factor", "what every score is multiplied by");
    private static final Option<Double> TEMPERATURE = positive("t", "what every score is divided by");
    private static final Option<Double> CAP = positive("cap", "what no score exceeds in magnitude");
    private static final Option<Boolean> SYMMETRIC = Option.truth(
                    "symmetric", "whether keys after the query get a penalty, too, rather than a bonus")
            .withDefault("true");
    private static final Option<List<Double>> GAINS =
            Option.numbers("gains", "what the scores of each head are multiplied by, one number per head");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardModifiers() {}

    private static Option<Double> positive(String name, String meaning) {
        return Option.number(name, meaning).which(value -> value > 0, "a number greater than 0");
    }

    @Override
    public List<Strategy<ScoreModifier>> scoreModifiers() {
        return List.of(
                scale(),
                temperature(),
                softcap(),
                GivenBias.bias(),
                alibi(),
                LearnedBiases.t5Bias(),
                LearnedBiases.relativeBias(),
                headGain());
    }

    private static Strategy<ScoreModifier> scale() {
        return Strategy.<ScoreModifier>of(
                        "scale",
                        "multiplies every score, factor · s",
                        options -> new ScaleModifier(options.get(FACTOR)),
                        FACTOR)
                .withFormula("s'[i,j] = factor · s[i,j]")
                .withExample("factor=0.5");
    }

    private static Strategy<ScoreModifier> temperature() {
        return Strategy.<ScoreModifier>of(
                        "temperature",
                        "divides every score, s / t: above 1 evens the weights out",
                        options -> new TemperatureModifier(options.get(TEMPERATURE)),
                        TEMPERATURE)
                .withFormula("s'[i,j] = s[i,j] / t")
                .withSource("Hinton et al. 2015, equation 1")
                .withExample("t=2");
    }

    private static Strategy<ScoreModifier> softcap() {
        return Strategy.<ScoreModifier>of(
                        "softcap",
                        "keeps every score between −cap and cap, cap · tanh(s / cap) (Gemma 2)",
                        options -> new SoftcapModifier(options.get(CAP)),
                        CAP)
                .withFormula("s'[i,j] = cap · tanh(s[i,j] / cap)")
                .withSource("Gemma Team 2024, logit soft-capping")
                .withExample("cap=1");
    }

    private static Strategy<ScoreModifier> alibi() {
        return Strategy.<ScoreModifier>of(
                        "alibi",
                        "a penalty that grows with the distance, steeper in some heads than in others",
                        options -> new AlibiModifier(options.get(SYMMETRIC)),
                        SYMMETRIC)
                .withFormula("s'[i,j] = s[i,j] − m_h · |i − j|, or m_h · (i − j) if not symmetric; "
                        + "m_h = 2^(−8(h+1)/H), H a power of two")
                .withSource("Press et al. 2022, section 3")
                .withExample("symmetric=false");
    }

    private static Strategy<ScoreModifier> headGain() {
        return Strategy.<ScoreModifier>of(
                        "head-gain",
                        "multiplies the scores of each head by a number of its own",
                        options -> new HeadGainModifier(options.get(GAINS)),
                        GAINS)
                .withFormula("s'[i,j] = g_h · s[i,j]")
                .withExample("gains=1+0.5");
    }
}
