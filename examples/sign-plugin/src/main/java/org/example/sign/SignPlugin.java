package org.example.sign;

import java.util.List;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.ScoreFunction;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;

/** Names the two strategies and says which options they take. */
public final class SignPlugin implements AttentionPlugin {
    static final Option<Integer> HEADS = Option.integer("heads", "how many heads share the channels")
            .which(heads -> heads >= 1, "an integer of at least 1")
            .withDefault("2");

    static final Option<Double> MIX = Option.number("mix", "how much each head takes of the mean of all heads")
            .which(mix -> mix >= 0 && mix <= 1, "a number from 0 to 1")
            .withDefault("1");

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public SignPlugin() {}

    @Override
    public List<Strategy<ScoreFunction>> scoreFunctions() {
        return List.of(Strategy.of("sign", "the dot product of the signs of the channels", options -> new SignScore()));
    }

    @Override
    public List<Strategy<AttentionVariant>> variants() {
        return List.of(Strategy.of(
                "consensus",
                "heads that take the mean of the weights of all heads",
                options -> new Consensus(options.get(HEADS), options.get(MIX)),
                HEADS,
                MIX));
    }
}
