package org.attentionworkbench.core.mask;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;

/** The standard masks, and what joins masks: {@code and}, {@code or}, {@code not}. */
public final class StandardMasks implements AttentionPlugin {
    private static final Option<Alignment> ALIGN = Option.choice(
                    "align",
                    Alignment.class,
                    "whether the first query stands at the first key, the last at the last, or each at an offset")
            .withDefault("top-left");
    private static final Option<Integer> OFFSET = Option.integer(
                    "offset", "o: query i stands at key i + o; may be negative")
            .orElse("none, unless align=offset");
    /** How far a query sees back. */
    static final Option<Integer> LEFT = side("left", "how many keys before its own position a query sees");
    /** How far a query sees ahead. */
    static final Option<Integer> RIGHT = side("right", "how many keys after its own position a query sees");

    private static final Option<Integer> LENGTH = Option.integer("length", "how many positions the prefix has")
            .which(length -> length >= 0, "an integer of at least 0");
    private static final Option<List<Integer>> LENGTHS = Option.integers(
                    "lengths", "how many positions each document has")
            .which(
                    lengths -> lengths.stream().allMatch(length -> length >= 1),
                    "integers of at least 1, with + between them");
    private static final Option<Integer> KEYS =
            Option.integer("keys", "how many keys are no padding").which(keys -> keys >= 0, "an integer of at least 0");

    private static final Option<Mask> ONE = Option.strategy("left", Mask.class, "the one mask");
    private static final Option<Mask> OTHER = Option.strategy("right", Mask.class, "the other mask");
    private static final Option<Mask> OF = Option.strategy("of", Mask.class, "the mask that is turned round");

    /** For the {@link java.util.ServiceLoader}. */
    public StandardMasks() {}

    private static Option<Integer> side(String name, String meaning) {
        return Option.integer(name, meaning)
                .which(size -> size >= WindowMask.UNBOUNDED, "an integer of at least 0, or -1 for no limit")
                .withDefault("-1");
    }

    @Override
    public List<Strategy<Mask>> masks() {
        return List.of(
                Strategy.of("none", "every query may attend to every key", options -> new NoMask()),
                causal(),
                window(),
                prefix(),
                document(),
                SparseMasks.dilated(),
                SparseMasks.global(),
                SparseMasks.blockDiagonal(),
                SparseMasks.blockSparse(),
                padding(),
                GivenMask.matrix(),
                and(),
                or(),
                not());
    }

    private static Strategy<Mask> causal() {
        return Strategy.<Mask>of(
                        "causal",
                        "a query may attend to the keys up to its own position, j ≤ i",
                        options -> new CausalMask(options.get(ALIGN), offset("causal", options)),
                        ALIGN,
                        OFFSET)
                .withFormula("j ≤ i + o, with o = 0, m − n or the offset")
                .withSource("Vaswani et al. 2017, section 3.2.3; ONNX Attention, opset 24");
    }

    private static Strategy<Mask> window() {
        return Strategy.<Mask>of(
                        "window",
                        "a query may attend to the keys near its own position",
                        options -> new WindowMask(
                                options.get(LEFT), options.get(RIGHT), options.get(ALIGN), offset("window", options)),
                        LEFT,
                        RIGHT,
                        ALIGN,
                        OFFSET)
                .withFormula("i + o − j ≤ left and j − (i + o) ≤ right, with o = 0, m − n or the offset")
                .withSource("Beltagy et al. 2020 (Longformer), section 3.1; ONNX Attention, opset 25")
                .withExample("left=2,right=1");
    }

    private static Strategy<Mask> prefix() {
        return Strategy.<Mask>of(
                        "prefix",
                        "a query may attend to the prefix and to the keys up to its own position",
                        options -> new PrefixMask(options.get(LENGTH)),
                        LENGTH)
                .withFormula("j < length or j ≤ i")
                .withSource("Raffel et al. 2020 (T5), section 3.2.1")
                .withExample("length=3");
    }

    private static Strategy<Mask> document() {
        return Strategy.<Mask>of(
                        "document",
                        "a query may attend to the keys of its own document, of several packed into one sequence",
                        options -> new DocumentMask(options.get(LENGTHS)),
                        LENGTHS)
                .withFormula("document(i) = document(j)")
                .withSource("Krell et al. 2021")
                .withExample("lengths=3+4+3");
    }

    private static Strategy<Mask> padding() {
        return Strategy.<Mask>of(
                        "padding",
                        "every query may attend to the first keys, not to the padding after them",
                        options -> new PaddingMask(options.get(KEYS)),
                        KEYS)
                .withFormula("j < keys")
                .withSource("ONNX Attention, opset 24, nonpad_kv_seqlen")
                .withExample("keys=7");
    }

    private static Strategy<Mask> and() {
        return Strategy.<Mask>of(
                        "and",
                        "a query may attend to what both masks allow; written a & b",
                        options -> options.get(ONE).and(options.get(OTHER)),
                        ONE,
                        OTHER)
                .withFormula("left ∧ right")
                .withExample("left=causal,right=window:left=2");
    }

    private static Strategy<Mask> or() {
        return Strategy.<Mask>of(
                        "or",
                        "a query may attend to what one of two masks allows; written a | b",
                        options -> options.get(ONE).or(options.get(OTHER)),
                        ONE,
                        OTHER)
                .withFormula("left ∨ right")
                .withExample("left=global,right=(window:left=1,right=1)");
    }

    private static Strategy<Mask> not() {
        return Strategy.<Mask>of(
                        "not",
                        "a query may attend to what the mask forbids; written !a",
                        options -> options.get(OF).not(),
                        OF)
                .withFormula("¬ of")
                .withExample("of=causal");
    }

    /** The offset that goes with the alignment, 0 where that takes none. */
    private static int offset(String mask, Options options) {
        boolean takesOffset = options.get(ALIGN) == Alignment.OFFSET;
        if (takesOffset && options.given(OFFSET).isEmpty()) {
            throw new InvalidInputException(
                    mask + ": align=offset needs an offset, such as " + mask + ":align=offset,offset=3");
        }
        if (!takesOffset && options.given(OFFSET).isPresent()) {
            int offset = options.given(OFFSET).orElse(0);
            throw new InvalidInputException(
                    mask + ": an offset goes with align=offset; write " + mask + ":align=offset,offset=" + offset);
        }
        return options.given(OFFSET).orElse(0);
    }
}
