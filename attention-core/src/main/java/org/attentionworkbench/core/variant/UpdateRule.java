package org.attentionworkbench.core.variant;

/** How a {@link LinearRecurrence} takes the next key and value into its state. */
public enum UpdateRule {
    /** {@code S ← S + k·vᵀ}. Katharopoulos et al., <i>Transformers are RNNs</i> (2020), equations 18 to 20. */
    LINEAR(false, false),
    /** {@code S ← Diag(α)·S + k·vᵀ}. Yang et al., <i>Gated Linear Attention Transformers</i> (2023), section 4. */
    GATED(true, false),
    /**
     * {@code S ← S + β·k·(v − Sᵀk)ᵀ}: what the state answers to the key is moved towards the value. Schlag, Irie and Schmidhuber,
     * <i>Linear Transformers Are Secretly Fast Weight Programmers</i> (2021), section 4.2.
     */
    DELTA(false, true),
    /**
     * {@code S ← S′ + β·k·(v − S′ᵀk)ᵀ} with {@code S′ = Diag(α)·S}. Yang, Kautz and Hatamizadeh, <i>Gated Delta Networks: Improving
     * Mamba2 with Delta Rule</i> (2025), section 3.1.
     */
    GATED_DELTA(true, true);

    private final boolean decays;
    private final boolean corrects;

    UpdateRule(boolean decays, boolean corrects) {
        this.decays = decays;
        this.corrects = corrects;
    }

    /**
     * Whether the state fades before each step.
     *
     * @return true if a step takes a decay
     */
    public boolean decays() {
        return decays;
    }

    /**
     * Whether a step writes what the state lacks of the value, and not the value itself.
     *
     * @return true if a step takes a rate β
     */
    public boolean corrects() {
        return corrects;
    }
}
