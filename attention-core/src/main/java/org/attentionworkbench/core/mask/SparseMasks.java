package org.attentionworkbench.core.mask;

import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Options;
import org.attentionworkbench.api.plugin.Strategy;

/** Masks for long texts, in which each query sees few keys. */
final class SparseMasks {
    private static final Option<Integer> STEP = Option.integer("step", "how far the keys are apart that a query sees")
            .which(step -> step >= 1, "an integer of at least 1")
            .withDefault("2");
    private static final Option<List<Integer>> TOKENS = Option.integers(
                    "tokens", "the positions that see all and are seen by all, from 0")
            .which(
                    tokens -> tokens.stream().allMatch(token -> token >= 0),
                    "integers of at least 0, with + between them")
            .withDefault("0");
    private static final Option<Integer> SIZE = Option.integer("size", "how many positions a block has")
            .which(size -> size >= 1, "an integer of at least 1");
    private static final Option<Integer> DIAGONAL_SIZE = SIZE.withDefault("2");
    /** The definition has single positions; blocks of 64 are how it is computed fast. */
    private static final Option<Integer> SPARSE_SIZE = SIZE.withDefault("1");

    private static final Option<Integer> WINDOW = Option.integer(
                    "window", "how many neighbouring blocks a block sees, itself included")
            .which(blocks -> blocks >= 1 && blocks % 2 == 1, "an odd integer of at least 1")
            .withDefault("3");
    private static final Option<Integer> GLOBAL =
            count("global", "how many blocks at the beginning see all and are seen by all");
    private static final Option<Integer> RANDOM = count("random", "how many further blocks each block draws");
    private static final Option<BlockSparseMask.Drawn> DRAW = Option.choice(
                    "draw", BlockSparseMask.Drawn.class, "whether every head draws its own blocks, or all share them")
            .withDefault("per-head");
    private static final Option<Long> SEED = Option.seed("what the random blocks are drawn from");

    private SparseMasks() {}

    private static Option<Integer> count(String name, String meaning) {
        return Option.integer(name, meaning)
                .which(blocks -> blocks >= 0, "an integer of at least 0")
                .withDefault("1");
    }

    static Strategy<Mask> dilated() {
        return Strategy.<Mask>of(
                        "dilated",
                        "a query may attend to every second, third, … key near its own position",
                        options -> new DilatedMask(
                                options.get(STEP), options.get(StandardMasks.LEFT), options.get(StandardMasks.RIGHT)),
                        STEP,
                        StandardMasks.LEFT,
                        StandardMasks.RIGHT)
                .withFormula("i − j a multiple of step, i − j ≤ left and j − i ≤ right")
                .withSource("Beltagy et al. 2020 (Longformer), section 3.1; Child et al. 2019, section 4.3");
    }

    static Strategy<Mask> global() {
        return Strategy.<Mask>of(
                        "global",
                        "some positions attend to all and all attend to them; usually | window",
                        options -> new GlobalMask(options.get(TOKENS)),
                        TOKENS)
                .withFormula("i ∈ tokens or j ∈ tokens")
                .withSource("Beltagy et al. 2020 (Longformer), section 3.1")
                .withExample("tokens=0+5");
    }

    static Strategy<Mask> blockDiagonal() {
        return Strategy.<Mask>of(
                        "block-diagonal",
                        "blocks of equal size see only themselves",
                        options -> new BlockDiagonalMask(options.get(DIAGONAL_SIZE)),
                        DIAGONAL_SIZE)
                .withFormula("⌊i / size⌋ = ⌊j / size⌋")
                .withSource("Qiu et al. 2020 (BlockBERT), section 3");
    }

    static Strategy<Mask> blockSparse() {
        return Strategy.<Mask>of(
                        "block-sparse",
                        "blocks see their neighbours, the first blocks and some at random, and the first see all",
                        SparseMasks::blockSparse,
                        SPARSE_SIZE,
                        WINDOW,
                        GLOBAL,
                        RANDOM,
                        DRAW,
                        SEED)
                .withFormula("with a = ⌊i / size⌋, b = ⌊j / size⌋: min(a, b) < global or |a − b| ≤ (window − 1) / 2 or "
                        + "b drawn by a")
                .withSource("Zaheer et al. 2020 (BigBird), section 2 and appendix D");
    }

    private static Mask blockSparse(Options options) {
        return new BlockSparseMask(
                new BlockSparseMask.Pattern(
                        options.get(SPARSE_SIZE), options.get(WINDOW), options.get(GLOBAL), options.get(RANDOM)),
                options.get(DRAW),
                options.get(SEED));
    }
}
