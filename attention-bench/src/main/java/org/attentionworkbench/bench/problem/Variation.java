package org.attentionworkbench.bench.problem;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.mask.WindowMask;
import org.attentionworkbench.core.modifier.AlibiModifier;
import org.attentionworkbench.core.modifier.SoftcapModifier;
import org.jspecify.annotations.Nullable;

/** What is computed besides scaled dot products, a softmax and the values. Peers know the first two. */
@SuppressWarnings("ImmutableEnumChecker") // nothing of it changes, though its types do not say so
public enum Variation {
    /** Every key for every query. */
    FULL(null, null, Capture.NOTHING),
    /** The keys up to the query's own position. */
    CAUSAL(new CausalMask(Alignment.TOP_LEFT), null, Capture.NOTHING),
    /** The same keys by a mask that is a lambda: nothing is known of whole blocks. */
    CAUSAL_LAMBDA((query, key) -> key <= query, null, Capture.NOTHING),
    /** The query's own position and the 255 keys before it. */
    WINDOW(new WindowMask(Variation.WINDOW_SIZE - 1, 0, Alignment.TOP_LEFT), null, Capture.NOTHING),
    /** The same keys by a lambda. */
    WINDOW_LAMBDA((query, key) -> key <= query && key > query - Variation.WINDOW_SIZE, null, Capture.NOTHING),
    /** Scores bounded by a hyperbolic tangent. */
    SOFTCAP(null, new SoftcapModifier(Variation.CAP), Capture.NOTHING),
    /** The same, score by score. */
    SOFTCAP_POINTWISE(null, new Pointwise(new SoftcapModifier(Variation.CAP)), Capture.NOTHING),
    /** Linear biases. */
    ALIBI(null, new AlibiModifier(true), Capture.NOTHING),
    /** The same, score by score. */
    ALIBI_POINTWISE(null, new Pointwise(new AlibiModifier(true)), Capture.NOTHING),
    /** A linear bias by a modifier that is a lambda: a call for each score. */
    LAMBDA(null, (score, head, query, key) -> score - 0.01 * (query - key), Capture.NOTHING),
    /** With the statistics of the weights of each query. */
    STATISTICS(null, null, Capture.ofStatistics()),
    /** With the ten keys of largest weight of each query. */
    TOP_KEYS_ALONE(null, null, Capture.ofTopKeys(10)),
    /** With the ten keys of largest weight of each query, and the statistics of its weights. */
    TOP_KEYS(null, null, new Capture(Set.of(), 10, true)),
    /** The same of causal attention. */
    CAUSAL_TOP_KEYS(new CausalMask(Alignment.TOP_LEFT), null, new Capture(Set.of(), 10, true)),
    /** With how much attention each key received. */
    RECEIVED(null, null, Capture.ofReceived()),
    /** With all weights of the first query. */
    ONE_ROW(null, null, Capture.ofRows(0));

    private static final int WINDOW_SIZE = 256;
    private static final double CAP = 30;

    private final @Nullable Mask mask;
    private final @Nullable ScoreModifier modifier;
    private final Capture capture;

    Variation(@Nullable Mask mask, @Nullable ScoreModifier modifier, Capture capture) {
        this.mask = mask;
        this.modifier = modifier;
        this.capture = capture;
    }

    /** A modifier that is not asked for its tile form. */
    private record Pointwise(ScoreModifier modifier) implements ScoreModifier {
        @Override
        public double modify(double score, int head, int query, int key) {
            return modifier.modify(score, head, query, key);
        }

        @Override
        public ScoreModifier over(int heads) {
            return new Pointwise(modifier.over(heads));
        }
    }

    /**
     * The variation of a name.
     *
     * @param name such as {@code causal}
     * @return the variation
     * @throws InvalidInputException if there is none
     */
    public static Variation named(String name) {
        for (Variation variation : values()) {
            if (variation.toString().equals(name)) {
                return variation;
            }
        }
        throw new InvalidInputException("there is no variation '" + name + "'");
    }

    /**
     * Which keys each query may attend to, settled for a shape.
     *
     * @param shape the shape
     * @return the mask, or nothing if every key is allowed
     */
    public Optional<Mask> mask(Shape shape) {
        return Optional.ofNullable(mask).map(each -> each.over(shape.queries(), shape.keys()));
    }

    /**
     * How scores are changed, settled for a shape.
     *
     * @param shape the shape
     * @return the modifier, or nothing
     */
    public Optional<ScoreModifier> modifier(Shape shape) {
        return Optional.ofNullable(modifier).map(each -> each.over(shape.heads()));
    }

    /**
     * What is kept besides the output.
     *
     * @return the capture
     */
    public Capture capture() {
        return capture;
    }

    /** The name, as in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
