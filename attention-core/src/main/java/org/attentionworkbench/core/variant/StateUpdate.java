package org.attentionworkbench.core.variant;

/**
 * How the heads of {@link RecurrentHeads} take a token into their state: a rule, and where the numbers come from that it takes.
 *
 * @param rule the rule
 * @param decay α: how much of the state is kept; read by rules that decay
 * @param perChannel whether each channel of a key has its α, or each head
 * @param rate β: how much of an error is corrected, for each head; read by rules that correct
 */
public record StateUpdate(UpdateRule rule, TokenGate decay, boolean perChannel, TokenGate rate) {
    private static final TokenGate UNREAD = (keys, width, backend) -> {
        throw new IllegalStateException("the rule does not read this gate");
    };

    /**
     * Adds up: {@link UpdateRule#LINEAR}.
     *
     * @return the update
     */
    public static StateUpdate linear() {
        return new StateUpdate(UpdateRule.LINEAR, UNREAD, false, UNREAD);
    }

    /**
     * Fades and adds up: {@link UpdateRule#GATED}.
     *
     * @param decay α
     * @param perChannel whether each channel of a key has its α, or each head
     * @return the update
     */
    public static StateUpdate gated(TokenGate decay, boolean perChannel) {
        return new StateUpdate(UpdateRule.GATED, decay, perChannel, UNREAD);
    }

    /**
     * Corrects: {@link UpdateRule#DELTA}.
     *
     * @param rate β
     * @return the update
     */
    public static StateUpdate delta(TokenGate rate) {
        return new StateUpdate(UpdateRule.DELTA, UNREAD, false, rate);
    }

    /**
     * Fades and corrects: {@link UpdateRule#GATED_DELTA}.
     *
     * @param decay α
     * @param perChannel whether each channel of a key has its α, or each head
     * @param rate β
     * @return the update
     */
    public static StateUpdate gatedDelta(TokenGate decay, boolean perChannel, TokenGate rate) {
        return new StateUpdate(UpdateRule.GATED_DELTA, decay, perChannel, rate);
    }
}
