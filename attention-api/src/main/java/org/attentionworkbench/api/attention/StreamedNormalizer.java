package org.attentionworkbench.api.attention;

/**
 * How a normalizer over the keys comes to its weights when scores pass by block by block and are not kept. A fused pass sums, for
 * each query, {@code Σ_j f(s[j], M)·v[j]} and {@code Σ_j f(s[j], M)}, M being the largest score so far; when M grows, both sums are
 * multiplied by a factor that depends on the old and the new M alone. Milakov and Gimelshein, <i>Online normalizer calculation for
 * softmax</i> (2018); Dao et al., <i>FlashAttention</i> (2022), section 3.1.
 */
public sealed interface StreamedNormalizer {

    /**
     * The softmax, beside a sink or without one: {@code weights[j] = exp(s[j]) / (exp(a) + Σ_k exp(s[k]))}.
     *
     * @param sink a, or −∞ for none
     */
    record Softmax(double sink) implements StreamedNormalizer {
        /** Without a sink. */
        public static final Softmax PLAIN = new Softmax(Double.NEGATIVE_INFINITY);

        /**
         * Checks the sink.
         *
         * @throws IllegalArgumentException if a is +∞ or not a number
         */
        public Softmax {
            if (!(sink < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a sink is a finite number, or −∞ for none, not " + sink);
            }
        }
    }

    /**
     * The sigmoid, each score by itself: {@code weights[j] = 1 / (1 + exp(−(s[j] + b)))}.
     *
     * @param bias b, or {@link #MINUS_LOGARITHM_OF_ALLOWED}
     */
    record Sigmoid(double bias) implements StreamedNormalizer {
        /** Stands for {@code b = −ln n}, n being how many scores of the query are not −∞. */
        public static final double MINUS_LOGARITHM_OF_ALLOWED = Double.NaN;

        /**
         * Checks the bias.
         *
         * @throws IllegalArgumentException if b is infinite
         */
        public Sigmoid {
            if (Double.isInfinite(bias)) {
                throw new IllegalArgumentException("a bias is a finite number, not " + bias);
            }
        }
    }

    /**
     * The squared rectifier: {@code weights[j] = max(0, s[j])²}, divided by their sum where it is normalized.
     *
     * @param normalized whether weights sum to 1
     */
    record ReluSquared(boolean normalized) implements StreamedNormalizer {}
}
