package org.attentionworkbench.core.normalizer;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;

/** The standard normalizers: {@code softmax} to {@code gumbel-softmax}. */
public final class StandardNormalizers implements AttentionPlugin {
    private static final Option<Axis> AXIS = Option.choice(
                    "axis",
                    Axis.class,
                    "what is normalized by itself: the keys of each query (a row), or the queries of each key (a column)")
            .withDefault("keys");
    private static final Option<Double> SINK =
            Option.number("sink", "the score of the sink").withDefault("0");
    private static final Option<List<Double>> SINKS = Option.numbers(
                    "sinks", "the score of the sink in each head, one number per head")
            .orElse("sink in every head");
    private static final Option<Double> ALPHA = Option.number(
                    "alpha", "1 is softmax, 2 is sparsemax; the larger, the fewer weights are not 0")
            .which(alpha -> alpha >= 1, "a number of at least 1")
            .withDefault("1.5");
    private static final Option<Double> BIAS =
            Option.number("bias", "what is added to every score").orElse("−ln n for n allowed scores");
    private static final Option<Boolean> NORMALIZED = Option.truth(
                    "normalized", "whether weights are divided by their sum")
            .withDefault("true");
    private static final Option<Integer> K = Option.integer("k", "how many scores are kept; more if they tie")
            .which(k -> k >= 1, "an integer of at least 1")
            .withDefault("3");
    private static final Option<Long> SEED = Option.seed("what the noise is drawn from");
    private static final Option<Double> TEMPERATURE = Option.number(
                    "temperature", "what scores with noise are divided by: below 1 for more pointed weights")
            .which(temperature -> temperature > 0, "a number greater than 0")
            .withDefault("1");
    private static final Option<Boolean> HARD =
            Option.truth("hard", "whether the largest takes all").withDefault("false");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardNormalizers() {}

    @Override
    public List<Strategy<Normalizer>> normalizers() {
        return List.of(
                softmax(),
                softmaxPlusOne(),
                logSoftmax(),
                sparsemax(),
                entmax(),
                sigmoid(),
                reluSquared(),
                linear(),
                hard(),
                topKSoftmax(),
                gumbelSoftmax());
    }

    private static Strategy<Normalizer> softmax() {
        return Strategy.<Normalizer>of(
                        "softmax",
                        "exponentials of the scores as shares of their sum",
                        options -> new Softmax(options.get(AXIS)),
                        AXIS)
                .withFormula("p[j] = exp(s[j]) / Σ_k exp(s[k])")
                .withSource("Bridle 1990");
    }

    private static Strategy<Normalizer> softmaxPlusOne() {
        return Strategy.<Normalizer>of(
                        "softmax-plus-one",
                        "softmax beside a sink that takes weight and gives no value",
                        StandardNormalizers::softmaxPlusOne,
                        AXIS,
                        SINK,
                        SINKS)
                .withFormula("p[j] = exp(s[j]) / (exp(sink) + Σ_k exp(s[k]))")
                .withSource("Miller 2023; Xiao et al. 2023; OpenAI 2025, gpt-oss, section 2.2");
    }

    private static Normalizer softmaxPlusOne(Options options) {
        Optional<List<Double>> sinks = options.given(SINKS);
        return sinks.isPresent()
                ? new SoftmaxPlusOne(options.get(AXIS), sinks.get())
                : new SoftmaxPlusOne(options.get(AXIS), options.get(SINK));
    }

    private static Strategy<Normalizer> logSoftmax() {
        return Strategy.<Normalizer>of(
                        "log-softmax",
                        "the logarithm of softmax, for a variant that stops at the weights",
                        options -> new LogSoftmax(options.get(AXIS)),
                        AXIS)
                .withFormula("p[j] = s[j] − ln Σ_k exp(s[k])")
                .withSource("Goodfellow et al. 2016, section 6.2.2.3");
    }

    private static Strategy<Normalizer> sparsemax() {
        return Strategy.<Normalizer>of(
                        "sparsemax",
                        "the nearest point of the simplex: small scores get exactly 0",
                        options -> new Sparsemax(options.get(AXIS)),
                        AXIS)
                .withFormula("p[j] = max(0, s[j] − τ), τ such that Σ_j p[j] = 1")
                .withSource("Martins and Astudillo 2016, algorithm 1");
    }

    private static Strategy<Normalizer> entmax() {
        return Strategy.<Normalizer>of(
                        "entmax",
                        "between softmax (alpha 1) and sparsemax (alpha 2), and beyond",
                        options -> new Entmax(options.get(AXIS), options.get(ALPHA)),
                        AXIS,
                        ALPHA)
                .withFormula("p[j] = max(0, (α − 1)·s[j] − τ)^(1/(α − 1)), τ such that Σ_j p[j] = 1")
                .withSource("Peters et al. 2019, section 3")
                .withExample("alpha=1.3");
    }

    private static Strategy<Normalizer> sigmoid() {
        return Strategy.<Normalizer>of(
                        "sigmoid",
                        "each score by itself between 0 and 1",
                        options -> new Sigmoid(options.get(AXIS), options.given(BIAS)),
                        AXIS,
                        BIAS)
                .withFormula("p[j] = 1 / (1 + exp(−(s[j] + bias)))")
                .withSource("Ramapuram et al. 2024");
    }

    private static Strategy<Normalizer> reluSquared() {
        return Strategy.<Normalizer>of(
                        "relu-squared",
                        "the squares of the positive scores, or their shares of the sum",
                        options -> new ReluSquared(options.get(AXIS), options.get(NORMALIZED)),
                        AXIS,
                        NORMALIZED)
                .withFormula("p[j] = max(0, s[j])² / Σ_k max(0, s[k])², or without the sum")
                .withSource("So et al. 2021, section 4; Hua et al. 2022")
                .withExample("normalized=false");
    }

    private static Strategy<Normalizer> linear() {
        return Strategy.<Normalizer>of(
                        "linear",
                        "scores as shares of the sum of their magnitudes; negative ones get negative weights",
                        options -> new Linear(options.get(AXIS)),
                        AXIS)
                .withFormula("p[j] = s[j] / Σ_k |s[k]|")
                .withSource("Katharopoulos et al. 2020, equation 4");
    }

    private static Strategy<Normalizer> hard() {
        return Strategy.<Normalizer>of(
                        "hard",
                        "all weight to the largest score; equal ones share it",
                        options -> new Hard(options.get(AXIS)),
                        AXIS)
                .withFormula("p[j] = 1/t if s[j] = max_k s[k], else 0; t scores are that large");
    }

    private static Strategy<Normalizer> topKSoftmax() {
        return Strategy.<Normalizer>of(
                        "top-k-softmax",
                        "softmax over the k largest scores",
                        options -> new TopKSoftmax(options.get(AXIS), options.get(K)),
                        AXIS,
                        K)
                .withFormula("p[j] = exp(s[j]) / Σ_k exp(s[k]) over the s[j] ≥ the k-th largest, else 0")
                .withSource("Zhao et al. 2019");
    }

    private static Strategy<Normalizer> gumbelSoftmax() {
        return Strategy.<Normalizer>of(
                        "gumbel-softmax",
                        "softmax of scores with seeded noise: its largest weight is a sample from softmax",
                        StandardNormalizers::gumbelSoftmax,
                        AXIS,
                        SEED,
                        TEMPERATURE,
                        HARD)
                .withFormula("p[j] = exp((s[j] + g[j])/t) / Σ_k exp((s[k] + g[k])/t), g = −ln(−ln u), u uniform")
                .withSource("Jang et al. 2017, equation 2; Maddison et al. 2017")
                .withExample("temperature=0.5");
    }

    private static Normalizer gumbelSoftmax(Options options) {
        return new GumbelSoftmax(options.get(AXIS), options.get(SEED), options.get(TEMPERATURE), options.get(HARD));
    }
}
