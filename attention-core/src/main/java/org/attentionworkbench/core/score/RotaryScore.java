package org.attentionworkbench.core.score;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.rotary.ChannelPairs;
import org.attentionworkbench.core.rotary.RotaryScaling;
import org.attentionworkbench.core.rotary.Rotation;

/**
 * Rotary positions for any dot-product score: {@code raw[i,j] = σ · (R(i)·q′ᵢ)·(R(j)·k′ⱼ)}, where q′ and k′ are what that score prepares, σ
 * is its scale, and R(p) turns pairs of channels by angles that grow with the position p ({@link Rotation}). A score depends on the
 * positions by their difference i − j alone. Su et al., <i>RoFormer: Enhanced Transformer with Rotary Position Embedding</i> (2021).
 *
 * <p>Where only some channels are turned they are the first ones. Unless it is said how many, all of them are, but for the last one of
 * an odd number, which has no partner and stays.
 */
public final class RotaryScore implements DotProductScore {
    private final DotProductScore score;
    private final double base;
    private final RotaryScaling scaling;
    private final ChannelPairs pairs;
    private final OptionalInt dimension;
    private final Map<Integer, Rotation> rotations = new ConcurrentHashMap<>();

    /**
     * A score that turns as many channels as there are.
     *
     * @param score the score whose prepared queries and keys are turned
     * @param base greater than 1, 10000 in the paper
     * @param scaling how fast each pair turns
     * @param pairs which channels make a pair
     * @throws IllegalArgumentException if the base is not greater than 1
     */
    public RotaryScore(DotProductScore score, double base, RotaryScaling scaling, ChannelPairs pairs) {
        this(score, base, scaling, pairs, OptionalInt.empty());
    }

    /**
     * A score that turns some of the channels.
     *
     * @param score the score whose prepared queries and keys are turned
     * @param base greater than 1, 10000 in the paper
     * @param scaling how fast each pair turns
     * @param pairs which channels make a pair
     * @param dimension how many channels are turned, an even number of at least 2
     * @throws IllegalArgumentException if the base or the dimension is outside its range
     */
    public RotaryScore(DotProductScore score, double base, RotaryScaling scaling, ChannelPairs pairs, int dimension) {
        this(score, base, scaling, pairs, OptionalInt.of(dimension));
    }

    private RotaryScore(
            DotProductScore score, double base, RotaryScaling scaling, ChannelPairs pairs, OptionalInt dimension) {
        if (!(base > 1) || !Double.isFinite(base)) {
            throw new IllegalArgumentException("the base of rotary positions is greater than 1, not " + base);
        }
        if (!isDimension(dimension.orElse(2))) {
            throw new IllegalArgumentException(
                    "rotary positions turn an even number of channels, not " + dimension.getAsInt());
        }
        this.score = score;
        this.base = base;
        this.scaling = scaling;
        this.pairs = pairs;
        this.dimension = dimension;
    }

    static boolean isDimension(int number) {
        return number >= 2 && number % 2 == 0;
    }

    @Override
    public boolean comparesPositions() {
        return true;
    }

    @Override
    public Matrix prepareQueries(Matrix queries, HeadContext context) {
        return turned(score.prepareQueries(queries, context), context.firstQuery());
    }

    @Override
    public Matrix prepareKeys(Matrix keys, HeadContext context) {
        return turned(score.prepareKeys(keys, context), context.firstKey());
    }

    @Override
    public double scale(int width) {
        return score.scale(width);
    }

    private Matrix turned(Matrix rows, int firstPosition) {
        int turned = dimension.orElse(rows.columns() / 2 * 2);
        if (turned > rows.columns()) {
            String advice = rows.columns() < 2
                    ? "leave it out"
                    : "take at most " + rows.columns() / 2 * 2 + ", or leave it out";
            throw new InvalidInputException("rotary: dimension=" + turned + " is more than the " + rows.columns()
                    + (rows.columns() == 1 ? " channel" : " channels") + " of a head; " + advice);
        }
        return rotations
                .computeIfAbsent(
                        turned, count -> new Rotation(scaling.frequencies(base, count), scaling.amplitude(), pairs))
                .rotated(rows, firstPosition);
    }
}
