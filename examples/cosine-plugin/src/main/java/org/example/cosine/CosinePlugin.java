package org.example.cosine;

import java.util.List;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** Names the two strategies and says which options they take. */
public final class CosinePlugin implements AttentionPlugin {
    static final Option<Double> TEMPERATURE = Option.number("temperature", "the number τ that divides the cosine")
            .which(temperature -> temperature > 0, "a number greater than 0")
            .withDefault("1");

    static final Option<Integer> HEADS = Option.integer("heads", "how many heads share the channels")
            .which(heads -> heads >= 1, "an integer of at least 1")
            .withDefault("2");

    static final Option<Double> MIX = Option.number("mix", "how much each head takes of the mean of all heads")
            .which(mix -> mix >= 0 && mix <= 1, "a number from 0 to 1")
            .withDefault("0.25");

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public CosinePlugin() {}

    @Override
    public List<Strategy<ScoreFunction>> scoreFunctions() {
        return List.of(Strategy.of(
                "cosine",
                "the cosine of the angle between query and key: q·k / (|q|·|k|·τ)",
                options -> new CosineScore(options.get(TEMPERATURE)),
                TEMPERATURE));
    }

    @Override
    public List<Strategy<AttentionVariant>> variants() {
        return List.of(Strategy.of(
                "talking-heads",
                "heads that mix their scores and their weights with each other",
                options -> new TalkingHeads(options.get(HEADS), options.get(MIX)),
                HEADS,
                MIX));
    }
}
