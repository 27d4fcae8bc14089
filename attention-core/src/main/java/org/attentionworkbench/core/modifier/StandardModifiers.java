package org.attentionworkbench.core.modifier;

import java.util.List;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** The score modifiers {@code scale}, {@code temperature} and {@code softcap}. */
public final class StandardModifiers implements AttentionPlugin {
    private static final Option<Double> FACTOR = Option.number("factor", "what every score is multiplied by");
    private static final Option<Double> TEMPERATURE = positive("t", "what every score is divided by");
    private static final Option<Double> CAP = positive("cap", "what no score exceeds in magnitude");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardModifiers() {}

    private static Option<Double> positive(String name, String meaning) {
        return Option.number(name, meaning).which(value -> value > 0, "a number greater than 0");
    }

    @Override
    public List<Strategy<ScoreModifier>> scoreModifiers() {
        return List.of(
                Strategy.of(
                        "scale",
                        "multiplies every score, factor · s",
                        options -> new ScaleModifier(options.get(FACTOR)),
                        FACTOR),
                Strategy.of(
                        "temperature",
                        "divides every score, s / t: above 1 evens the weights out",
                        options -> new TemperatureModifier(options.get(TEMPERATURE)),
                        TEMPERATURE),
                Strategy.of(
                        "softcap",
                        "keeps every score between −cap and cap, cap · tanh(s / cap) (Gemma 2)",
                        options -> new SoftcapModifier(options.get(CAP)),
                        CAP));
    }
}
