package org.attentionworkbench.core.variant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.parameter.ParameterOptions;

/** The variants {@code linear}, {@code gated-linear}, {@code delta} and {@code gated-delta}. */
final class RecurrentStrategies {
    /** Keeps gates near 1, so that a state is remembered for some time: the 1/τ of Yang et al. (2023), section 4.4. */
    private static final double DECAY_EXPONENT = 1.0 / 16;

    private static final Option<Integer> HEADS = StandardVariants.heads("2");
    private static final Option<FeatureMap> SUMMED_FEATURES = features("elu");
    private static final Option<FeatureMap> GATED_FEATURES = features("identity");
    private static final Option<FeatureMap> CORRECTED_FEATURES = features("unit");
    private static final Option<Boolean> NORMALIZE = Option.truth(
                    "normalize", "whether the weights of each word are divided by their sum")
            .orElse("true with features=elu");
    private static final Option<List<Double>> DECAY = shares(
                    "decay", "α, how much is kept from word to word, one number for all heads or one for each")
            .orElse("σ(k·W_alpha)^(1/16) of each word");
    private static final Option<Double> BETA = Option.number("beta", "β, how much of an error is corrected")
            .which(number -> number >= 0 && number <= 1, "a number from 0 to 1")
            .orElse("σ(k·W_beta) of each word");
    private static final Option<String> DECAY_TENSOR = StandardVariants.tensor("decay-tensor", "W_alpha");
    private static final Option<String> BETA_TENSOR = StandardVariants.tensor("beta-tensor", "W_beta");

    private RecurrentStrategies() {}

    private static Option<FeatureMap> features(String usual) {
        return Option.choice("features", FeatureMap.class, "φ, what is made of each query and key")
                .withDefault(usual);
    }

    private static Option<List<Double>> shares(String name, String meaning) {
        return Option.numbers(name, meaning)
                .which(
                        numbers -> numbers.stream().allMatch(number -> number >= 0 && number <= 1),
                        "numbers from 0 to 1 with + between them");
    }

    static Strategy<AttentionVariant> linear() {
        return Strategy.<AttentionVariant>of(
                        "linear",
                        "a state that adds up keys and values, read by each query; causal, without a softmax",
                        RecurrentStrategies::linear,
                        HEADS,
                        SUMMED_FEATURES,
                        NORMALIZE)
                .withFormula("S ← S + φ(k)·vᵀ, o = Sᵀφ(q) / Σφ(q)·φ(k)")
                .withSource("Katharopoulos et al. 2020, section 3.3")
                .withExample("features=identity");
    }

    private static AttentionVariant linear(Options options) {
        FeatureMap features = options.get(SUMMED_FEATURES);
        boolean normalize = options.given(NORMALIZE).orElse(features == FeatureMap.ELU);
        if (normalize && features != FeatureMap.ELU) {
            throw new InvalidInputException("linear: normalize=true divides by a sum that may be 0 or negative unless "
                    + "features=elu; leave one of the two out");
        }
        return new RecurrentHeads(options.get(HEADS), features, StateUpdate.linear(), normalize);
    }

    static Strategy<AttentionVariant> gatedLinear() {
        return Strategy.<AttentionVariant>of(
                        "gated-linear",
                        "a state that fades and adds up keys and values; causal, without a softmax",
                        options -> new RecurrentHeads(
                                options.get(HEADS),
                                options.get(GATED_FEATURES),
                                StateUpdate.gated(decay("gated-linear", options), true),
                                false),
                        HEADS,
                        GATED_FEATURES,
                        DECAY,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        DECAY_TENSOR)
                .withFormula("S ← Diag(α)·S + φ(k)·vᵀ, o = Sᵀφ(q)/√d")
                .withSource("Yang et al. 2023 (GLA), section 4; with one number: Sun et al. 2023 (RetNet), section 2.1")
                .withExample("decay=0.9");
    }

    static Strategy<AttentionVariant> delta() {
        return Strategy.<AttentionVariant>of(
                        "delta",
                        "a state that is corrected where it answers a key wrongly; causal, without a softmax",
                        options -> new RecurrentHeads(
                                options.get(HEADS),
                                options.get(CORRECTED_FEATURES),
                                StateUpdate.delta(rate(options)),
                                false),
                        HEADS,
                        CORRECTED_FEATURES,
                        BETA,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        BETA_TENSOR)
                .withFormula("S ← S + β·φ(k)·(v − Sᵀφ(k))ᵀ, o = Sᵀφ(q)/√d")
                .withSource("Schlag et al. 2021, section 4.2; Yang et al. 2024 (DeltaNet)")
                .withExample("beta=0.5");
    }

    static Strategy<AttentionVariant> gatedDelta() {
        return Strategy.<AttentionVariant>of(
                        "gated-delta",
                        "a state that fades and is corrected where it answers a key wrongly; causal, without a softmax",
                        options -> new RecurrentHeads(
                                options.get(HEADS),
                                options.get(CORRECTED_FEATURES),
                                StateUpdate.gatedDelta(decay("gated-delta", options), false, rate(options)),
                                false),
                        HEADS,
                        CORRECTED_FEATURES,
                        DECAY,
                        BETA,
                        ParameterOptions.SEED,
                        ParameterOptions.FILE,
                        ParameterOptions.LAYOUT,
                        DECAY_TENSOR,
                        BETA_TENSOR)
                .withFormula("S′ = α·S, S ← S′ + β·φ(k)·(v − S′ᵀφ(k))ᵀ, o = Sᵀφ(q)/√d")
                .withSource("Yang et al. 2025 (Gated DeltaNet), section 3.1")
                .withExample("decay=0.9,beta=0.5");
    }

    private static TokenGate decay(String strategy, Options options) {
        Optional<List<Double>> numbers = options.given(DECAY);
        int heads = options.get(HEADS);
        if (numbers.isEmpty()) {
            return TokenGate.ofKeys(
                    ParameterOptions.chosen(options, Map.of("W_alpha", DECAY_TENSOR)), "W_alpha", DECAY_EXPONENT);
        }
        if (numbers.get().size() != 1 && numbers.get().size() != heads) {
            throw new InvalidInputException(strategy + ": decay has "
                    + numbers.get().size() + " numbers; one, or one for each of the " + heads + " heads, is right");
        }
        return TokenGate.constant(numbers.get());
    }

    private static TokenGate rate(Options options) {
        return options.given(BETA)
                .map(number -> TokenGate.constant(List.of(number)))
                .orElseGet(() ->
                        TokenGate.ofKeys(ParameterOptions.chosen(options, Map.of("W_beta", BETA_TENSOR)), "W_beta", 1));
    }
}
