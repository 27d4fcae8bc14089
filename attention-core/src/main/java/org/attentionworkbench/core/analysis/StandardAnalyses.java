package org.attentionworkbench.core.analysis;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.analysis.Analysis;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;

/**
 * The analyses {@code entropy}, {@code effective-keys}, {@code distance}, {@code share}, {@code sinks}, {@code rollout}, {@code flow},
 * {@code head-distance}, {@code previous-token}, {@code duplicate-token} and {@code induction}.
 */
public final class StandardAnalyses implements AttentionPlugin {
    // on and keys, and keys and threshold, exclude each other: with defaults, a configuration with every default filled
    // in
    // would have both
    private static final Option<KeySet> ON = Option.choice(
                    "on",
                    KeySet.class,
                    "on which keys: the query itself, the first, or punctuation and tokens in brackets")
            .orElse("self");
    private static final Option<List<Integer>> SHARE_KEYS =
            positions("the positions of the keys, instead of on").orElse("those of on");
    private static final Option<List<Integer>> SINK_KEYS =
            positions("the positions of the sinks").orElse("0");
    private static final Option<Double> THRESHOLD = part(
                    "threshold", "the mean share that a sink exceeds, instead of keys")
            .orElse("the sinks are the keys");
    private static final Option<Double> RESIDUAL =
            part("residual", "the part r that the residual connection carries").withDefault("0.5");
    private static final Option<LogarithmBase> BASE =
            Option.choice("base", LogarithmBase.class, "the unit").withDefault("nats");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardAnalyses() {}

    private static Option<List<Integer>> positions(String meaning) {
        return Option.integers("keys", meaning)
                .which(
                        keys -> keys.stream().allMatch(key -> key >= 0),
                        "positions from 0 with + between them, such as 0+3");
    }

    private static Option<Double> part(String name, String meaning) {
        return Option.number(name, meaning).which(part -> part >= 0 && part <= 1, "a number from 0 to 1");
    }

    @Override
    public List<Strategy<Analysis>> analyses() {
        return List.of(
                entropy(),
                effectiveKeys(),
                distance(),
                share(),
                sinks(),
                rollout(),
                flow(),
                headDistance(),
                previousToken(),
                duplicateToken(),
                induction());
    }

    private static Strategy<Analysis> entropy() {
        return Strategy.<Analysis>of("entropy", "how widely each query spreads its attention", options -> new Entropy())
                .withFormula("H[i] = −Σ_j p[i,j] ln p[i,j]")
                .withSource("Ghader and Monz 2017; Clark et al. 2019, section 3.3");
    }

    private static Strategy<Analysis> effectiveKeys() {
        return Strategy.<Analysis>of(
                        "effective-keys",
                        "over how many keys each query spreads its attention",
                        options -> new EffectiveKeys())
                .withFormula("exp(H[i])")
                .withSource("Jelinek et al. 1977; Hill 1973");
    }

    private static Strategy<Analysis> distance() {
        return Strategy.<Analysis>of("distance", "how far away each query looks", options -> new AttendedDistance())
                .withFormula("D[i] = Σ_j p[i,j] |i − j|")
                .withSource("Vig and Belinkov 2019");
    }

    private static Strategy<Analysis> share() {
        return Strategy.<Analysis>of(
                        "share",
                        "how much of its attention each query gives to certain keys",
                        StandardAnalyses::keyShare,
                        ON,
                        SHARE_KEYS)
                .withFormula("S[i] = Σ_{j ∈ keys} p[i,j]")
                .withSource("Clark et al. 2019, section 3.2; Kovaleva et al. 2019");
    }

    private static KeyShare keyShare(Options options) {
        Optional<List<Integer>> keys = options.given(SHARE_KEYS);
        if (keys.isPresent() && options.given(ON).isPresent()) {
            throw new InvalidInputException("share: on and keys exclude each other; give one of them");
        }
        return keys.map(KeyShare::new)
                .orElseGet(() -> new KeyShare(options.given(ON).orElse(KeySet.SELF)));
    }

    private static Strategy<Analysis> sinks() {
        return Strategy.<Analysis>of(
                        "sinks",
                        "how much attention ends in sinks, and the weights without them",
                        StandardAnalyses::sinks,
                        SINK_KEYS,
                        THRESHOLD)
                .withFormula("S[i] = Σ_{j ∈ sinks} p[i,j]; p[i,j] / (1 − S[i])")
                .withSource("Xiao et al. 2023 (StreamingLLM), section 3.1; Kovaleva et al. 2019");
    }

    private static Sinks sinks(Options options) {
        Optional<Double> threshold = options.given(THRESHOLD);
        if (threshold.isPresent() && options.given(SINK_KEYS).isPresent()) {
            throw new InvalidInputException("sinks: keys and threshold exclude each other; give one of them");
        }
        return threshold
                .map(Sinks::above)
                .orElseGet(() -> Sinks.at(options.given(SINK_KEYS).orElse(List.of(0))));
    }

    private static Strategy<Analysis> rollout() {
        return Strategy.<Analysis>of(
                        "rollout",
                        "how much of each input word arrives at each position through all layers",
                        options -> new Rollout(options.get(RESIDUAL)),
                        RESIDUAL)
                .withFormula("R = A′_L · … · A′_1, A′ = (1 − r) · A + r · I, A the mean over the heads")
                .withSource("Abnar and Zuidema 2020, section 3");
    }

    private static Strategy<Analysis> flow() {
        return Strategy.<Analysis>of(
                        "flow",
                        "how much could flow from each input word to each position through all layers",
                        options -> new Flow(options.get(RESIDUAL)),
                        RESIDUAL)
                .withFormula("F[i,j] = the maximum flow from i at the top to j in the input, A′ the capacities")
                .withSource("Abnar and Zuidema 2020, section 3");
    }

    private static Strategy<Analysis> headDistance() {
        return Strategy.<Analysis>of(
                        "head-distance",
                        "how differently every two heads look",
                        options -> new HeadDistance(options.get(BASE)),
                        BASE)
                .withFormula("D[a,b] = Σᵢ JS(p_a[i], p_b[i])")
                .withSource("Clark et al. 2019, section 6; Lin 1991");
    }

    private static Strategy<Analysis> previousToken() {
        return Strategy.<Analysis>of("previous-token", "the share on the word before", options -> new PreviousToken())
                .withFormula("p[i,i−1]")
                .withSource("Voita et al. 2019, section 5; Elhage et al. 2021");
    }

    private static Strategy<Analysis> duplicateToken() {
        return Strategy.<Analysis>of(
                        "duplicate-token",
                        "the share on earlier occurrences of the same word",
                        options -> new DuplicateToken())
                .withFormula("Σ p[i,j] over j < i, wordⱼ = wordᵢ")
                .withSource("Wang et al. 2022, section 3");
    }

    private static Strategy<Analysis> induction() {
        return Strategy.<Analysis>of(
                        "induction",
                        "the share on what followed earlier occurrences of the same word",
                        options -> new Induction())
                .withFormula("Σ p[i,j+1] over j + 1 < i, wordⱼ = wordᵢ")
                .withSource("Olsson et al. 2022");
    }
}
