package org.attentionworkbench.core.variant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.ParameterOptions;
import org.attentionworkbench.core.parameter.Width;

/** The variants that come with the workbench: heads side by side, grouped, mixed, gated, folded, recurrent. */
public final class StandardVariants implements AttentionPlugin {
    /** Every head is mixed of every other, so their number counts squared. */
    private static final int MOST_MIXED = 1024;

    private static final Option<Integer> HEADS = heads("2");
    private static final Option<Integer> GROUPED_HEADS = heads("4");
    private static final Option<Integer> ONE_HEAD = heads("1");
    private static final Option<Integer> MIXED_HEADS = Option.integer("heads", "how many heads share the columns")
            .which(heads -> heads >= 1 && heads <= MOST_MIXED, "an integer from 1 to " + MOST_MIXED)
            .withDefault("2");
    private static final Option<Integer> KEY_HEADS =
            Width.option("key-heads", "how many key and value heads they share").withDefault("2");
    private static final Option<Double> MIX =
            share("mix", "how much each head takes of the mean of all heads").withDefault("0.25");
    private static final Option<Double> LAMBDA =
            share("lambda", "λ, how much of the second map is subtracted").orElse("0.8 − 0.6·e^(−0.3·(layer − 1))");
    private static final Option<Integer> LAYER = Option.integer("layer", "the layer, from 1, whose λ to take")
            .which(layer -> layer >= 1, "an integer of at least 1")
            .orElse("1"); // no default: a configuration with every default filled in would have layer and lambda
    private static final Option<Boolean> NORM = Option.truth(
                    "norm", "whether each head is divided by its root mean square and multiplied by 1 − λ")
            .withDefault("false");
    private static final Option<GatedHeads.Gates> GATES = Option.choice(
                    "gates", GatedHeads.Gates.class, "what has a gate of its own")
            .withDefault("channels");
    private static final Option<Integer> RANK =
            Width.option("rank", "r, how many channels are kept of a token").orElse("half the width of the keys");
    private static final Option<String> GATE_TENSOR = tensor("gate", "W_g");
    private static final Option<String> DOWN_TENSOR = tensor("down", "W_dkv");
    private static final Option<String> KEY_TENSOR = tensor("key-up", "W_uk");
    private static final Option<String> VALUE_TENSOR = tensor("value-up", "W_uv");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardVariants() {}

    /** The option that sets the number of heads. */
    static Option<Integer> heads(String usual) {
        return Width.option("heads", "how many heads share the columns").withDefault(usual);
    }

    /** The option that names the tensor of a role in a file. */
    static Option<String> tensor(String name, String role) {
        return Option.text(name, "the tensor of the file that is " + role).orElse(role);
    }

    private static Option<Double> share(String name, String meaning) {
        return Option.number(name, meaning).which(number -> number >= 0 && number <= 1, "a number from 0 to 1");
    }

    @Override
    public List<Strategy<AttentionVariant>> variants() {
        return List.of(
                Strategy.<AttentionVariant>of("single-head", "one head over all columns", options -> new SingleHead())
                        .withFormula("joined = attend(Q, K, V)"),
                multiHead(),
                groupedQuery(),
                multiQuery(),
                cross(),
                talkingHeads(),
                differential(),
                gated(),
                latent(),
                RecurrentStrategies.linear(),
                RecurrentStrategies.gatedLinear(),
                RecurrentStrategies.delta(),
                RecurrentStrategies.gatedDelta(),
                Strategy.<AttentionVariant>of(
                                "weights-only",
                                "heads that stop at their weights, to be looked at",
                                options -> new WeightsOnly(options.get(ONE_HEAD)),
                                ONE_HEAD)
                        .withFormula("weights = normalizer(score(Q, K)), no values")
                        .withExample("heads=2"));
    }

    private static Strategy<AttentionVariant> multiHead() {
        return Strategy.<AttentionVariant>of(
                        "multi-head",
                        "heads over equal blocks of columns, joined side by side",
                        options -> new MultiHead(options.get(HEADS)),
                        HEADS)
                .withFormula("joined = [head₁ … head_H], head_h = attend(Q_h, K_h, V_h)")
                .withSource("Vaswani et al. 2017, section 3.2.2");
    }

    private static Strategy<AttentionVariant> groupedQuery() {
        return Strategy.<AttentionVariant>of(
                        "grouped-query",
                        "groups of neighbouring heads that share a key head and a value head",
                        StandardVariants::groupedQuery,
                        GROUPED_HEADS,
                        KEY_HEADS)
                .withFormula("head_h = attend(Q_h, K_g, V_g), g = ⌊h / (H/G)⌋")
                .withSource("Ainslie et al. 2023");
    }

    private static AttentionVariant groupedQuery(Options options) {
        int heads = options.get(GROUPED_HEADS);
        int keyHeads = options.get(KEY_HEADS);
        if (heads % keyHeads != 0) {
            throw new InvalidInputException("grouped-query: key-heads=" + keyHeads + " does not divide heads=" + heads
                    + "; each key head serves as many heads");
        }
        return new GroupedQuery(heads, keyHeads);
    }

    private static Strategy<AttentionVariant> multiQuery() {
        return Strategy.<AttentionVariant>of(
                        "multi-query",
                        "heads that all share one key head and one value head",
                        options -> GroupedQuery.multiQuery(options.get(HEADS)),
                        HEADS)
                .withFormula("head_h = attend(Q_h, K, V)")
                .withSource("Shazeer 2019, section 3");
    }

    private static Strategy<AttentionVariant> cross() {
        return Strategy.<AttentionVariant>of(
                        "cross",
                        "heads whose keys and values come from another text",
                        options -> new CrossAttention(options.get(HEADS)),
                        HEADS)
                .withFormula("head_h = attend(Q_h, K_h, V_h), Q of one text, K and V of another")
                .withSource("Bahdanau et al. 2015, section 3.1; Vaswani et al. 2017, section 3.2.3");
    }

    private static Strategy<AttentionVariant> talkingHeads() {
        return Strategy.<AttentionVariant>of(
                        "talking-heads",
                        "heads that mix their scores and their weights with each other",
                        options -> new TalkingHeads(options.get(MIXED_HEADS), options.get(MIX)),
                        MIXED_HEADS,
                        MIX)
                .withFormula("weights = P·normalizer(P·scores) over the heads, P = (1 − mix)·I + mix/H")
                .withSource("Shazeer et al. 2020, section 4; there P is learned");
    }

    private static Strategy<AttentionVariant> differential() {
        return Strategy.<AttentionVariant>of(
                        "differential",
                        "heads whose weights are the difference of two maps",
                        StandardVariants::differential,
                        HEADS,
                        LAMBDA,
                        LAYER,
                        NORM)
                .withFormula("weights = normalizer(score(Q₁, K₁)) − λ·normalizer(score(Q₂, K₂))")
                .withSource("Ye et al. 2024, section 2.1")
                .withExample("lambda=0.8,norm=true");
    }

    private static AttentionVariant differential(Options options) {
        Optional<Double> lambda = options.given(LAMBDA);
        if (lambda.isPresent() && options.given(LAYER).isPresent()) {
            throw new InvalidInputException("differential: lambda and layer both set λ; give one of them");
        }
        return new Differential(
                options.get(HEADS),
                lambda.orElseGet(
                        () -> Differential.lambdaOfLayer(options.given(LAYER).orElse(1))),
                options.get(NORM));
    }

    private static Strategy<AttentionVariant> gated() {
        return Strategy.<AttentionVariant>of(
                        "gated",
                        "heads let through by gates that the query opens",
                        options -> new GatedHeads(
                                options.get(HEADS),
                                options.get(GATES),
                                ParameterOptions.chosen(options, Map.of("W_g", GATE_TENSOR))),
                        HEADS,
                        GATES,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        GATE_TENSOR)
                .withFormula("joined = [head₁ … head_H] ⊙ σ(Q·W_g)")
                .withSource("Qiu et al. 2025, section 2.2")
                .withExample("gates=heads");
    }

    private static Strategy<AttentionVariant> latent() {
        return Strategy.<AttentionVariant>of(
                        "latent",
                        "heads whose keys and values are unfolded from one short vector per token",
                        options -> new LatentHeads(
                                options.get(HEADS),
                                options.given(RANK).map(OptionalInt::of).orElse(OptionalInt.empty()),
                                ParameterOptions.chosen(
                                        options,
                                        Map.of("W_dkv", DOWN_TENSOR, "W_uk", KEY_TENSOR, "W_uv", VALUE_TENSOR))),
                        HEADS,
                        RANK,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        DOWN_TENSOR,
                        KEY_TENSOR,
                        VALUE_TENSOR)
                .withFormula("C = K·W_dkv, head_h = attend(Q_h, C·W_uk,h, C·W_uv,h)")
                .withSource("DeepSeek-AI 2024 (DeepSeek-V2), section 2.1.2, without its rotary part")
                .withExample("rank=3");
    }
}
