package org.attentionworkbench.simd;

import java.util.List;
import java.util.Locale;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.simd.TileMath.Step;
import org.jspecify.annotations.Nullable;

/**
 * Refuses scores that are not what they look like. One that overflows to −∞ looks like that of a forbidden key, and one that is no number
 * gets lost among maxima. Scores of pairs that the mask forbids count for nothing.
 *
 * <p>Maxima of raw scores tell by themselves. Where all tiles would have to be looked at, since scores are modified or have no maxima, one
 * look at Q′ and K may show, if there are many queries, that nothing can overflow:
 *
 * <pre>
 * |Σ_c σ·q[c]·k[c]| ≤ d · max(1, |σ|) · max|q| · max|k|
 * </pre>
 */
final class ScoreGuard {
    private static final int INFINITE = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    /** What is left between here and the largest number of 32 bits is for roundings on the way. */
    private static final double LARGEST = Float.MAX_VALUE / 2.0;

    private final TileMath math;
    private final FusedForm form;
    private final HeadArray queries;
    private final HeadArray keys;
    private final HeadArray values;
    private final Mask @Nullable [] masks;
    private final List<ScoreModifier> modifiers;
    private final boolean bounded;

    /**
     * A guard of one call.
     *
     * @param masks the mask of each head, or null if every key is allowed
     */
    ScoreGuard(
            TileMath math,
            FusedForm form,
            HeadArray queries,
            HeadArray keys,
            HeadArray values,
            Mask @Nullable [] masks) {
        this.math = math;
        this.form = form;
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.masks = masks;
        modifiers = form.modifiers();
        bounded = isBounded();
    }

    private boolean isBounded() {
        long rows = (long) queries.heads() * queries.positions();
        long otherRows = (long) keys.heads() * keys.positions();
        boolean fewTiles = modifiers.isEmpty() && Weighing.of(form.normalizer(0)) == Weighing.SOFTMAX;
        if (fewTiles || 2L * queries.width() * (rows + otherRows) > rows * keys.positions()) {
            return false; // to look at the scores, or at those on the edge of a mask, is less work
        }
        double largest = queries.width() * Math.max(1, Math.abs(form.scale())) * largest(queries) * largest(keys);
        return largest <= LARGEST;
    }

    private double largest(HeadArray array) {
        int largest = 0;
        for (int entry = 0; entry < array.batch(); entry++) {
            for (int head = 0; head < array.heads(); head++) {
                largest = Math.max(largest, largest(array, entry, head));
            }
        }
        return Float.intBitsToFloat(largest);
    }

    /** Of one head, in one go where its rows lie side by side. */
    private int largest(HeadArray array, int entry, int head) {
        boolean together = array.positionStride() == array.width();
        int stretches = together ? Math.min(1, array.positions()) : array.positions();
        int length = together ? array.positions() * array.width() : array.width();
        int largest = 0;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int place = array.place(entry, head, stretch);
            largest = Math.max(largest, math.largestMagnitude(array.elements(), place, place + length));
        }
        return largest;
    }

    /**
     * Looks at scores before they are modified.
     *
     * @param parts which of a tile
     * @param all whether those of forbidden pairs count, too
     * @throws InvalidInputException if one is not finite, naming it
     */
    void checkRaw(Block block, int firstKey, List<TilePart> parts, boolean all, Scratch scratch) {
        if (bounded) {
            return;
        }
        for (TilePart part : parts) {
            if (largest(part, scratch) >= INFINITE) {
                refuse(block, firstKey, part, all, scratch);
            }
        }
    }

    /**
     * Looks at scores of which one is known not to be finite.
     *
     * @throws InvalidInputException always, naming it
     */
    void refuse(Block block, int firstKey, TilePart part, Scratch scratch) {
        refuse(block, firstKey, part, true, scratch);
        throw new IllegalStateException("all scores are finite");
    }

    private void refuse(Block block, int firstKey, TilePart part, boolean all, Scratch scratch) {
        for (int row = part.firstQuery(); row < part.lastQuery(); row++) {
            for (int key = part.firstKey(); key < part.lastKey(); key++) {
                float score = scratch.scores()[key * block.width() + row];
                if (!Float.isFinite(score) && (all || allows(block, row, firstKey + key))) {
                    throw tooLarge(block, row, firstKey + key);
                }
            }
        }
    }

    /**
     * Looks at scores after they were modified, and masked unless all count.
     *
     * @throws InvalidInputException if one is not a number, naming it and the modifier
     */
    void checkModified(Block block, int firstKey, TilePart whole, Scratch scratch) {
        if (modifiers.isEmpty() || largest(whole, scratch) <= INFINITE) {
            return;
        }
        for (int row = 0; row < whole.queries(); row++) {
            for (int key = 0; key < whole.keys(); key++) {
                if (Float.isNaN(scratch.scores()[key * block.width() + row])) {
                    throw noNumber(block, row, firstKey + key);
                }
            }
        }
    }

    private static int largest(TilePart part, Scratch scratch) {
        scratch.math().take(Step.MAGNITUDES, scratch.scores(), part, scratch.rows());
        return scratch.rows().largestMagnitude;
    }

    /**
     * Looks at a row all of whose scores are −∞: modifiers may say so, but a score that is finite in 64 bits is not forbidden.
     *
     * @throws InvalidInputException if there is one, naming it
     */
    void checkForbidden(Block block, int row) {
        if (modifiers.isEmpty() || keys.positions() == 0 || isMasked(block, row)) {
            return;
        }
        for (int key = 0; key < keys.positions(); key++) {
            if (allows(block, row, key)) {
                double score = score(block, row, key);
                for (ScoreModifier modifier : modifiers) {
                    score = modifier.modify(score, headIndex(block, row), position(block, row), form.firstKey() + key);
                }
                if (score > Double.NEGATIVE_INFINITY) {
                    throw tooLarge(block, row, key);
                }
            }
        }
    }

    private boolean allows(Block block, int row, int key) {
        return masks == null
                || masks[block.firstHead() + row / block.queries()].allows(position(block, row), form.firstKey() + key);
    }

    /** Whether the mask knows that it forbids a row every key. */
    private boolean isMasked(Block block, int row) {
        int position = position(block, row);
        int lastKey = form.firstKey() + keys.positions() - 1;
        return masks != null
                && masks[block.firstHead() + row / block.queries()].coverage(
                                position, position, form.firstKey(), lastKey)
                        == Mask.Coverage.NONE;
    }

    private double score(Block block, int row, int key) {
        int query = queryPlace(block, row);
        int other = keys.place(block.entry(), block.keyHead(), key);
        double sum = 0;
        for (int channel = 0; channel < queries.width(); channel++) {
            sum += form.scale() * queries.elements()[query + channel] * keys.elements()[other + channel];
        }
        return sum;
    }

    // ---- what is said of what is refused

    /** Says that scores or values of a row are too large, or which value is no finite number. */
    InvalidInputException tooLarge(Block block, int row) {
        for (int key = 0; key < keys.positions(); key++) {
            requireFinite(
                    values, values.place(block.entry(), block.keyHead(), key), "value " + keyNumber(key), block, row);
        }
        return new InvalidInputException("the scores or values of query " + queryNumber(block, row) + where(block, row)
                + " are too large for 32-bit floating point; use smaller vectors, or a backend that computes in 64 bits, "
                + "such as reference");
    }

    private InvalidInputException tooLarge(Block block, int row, int key) {
        String query = "query " + queryNumber(block, row);
        requireFinite(queries, queryPlace(block, row), query, block, row);
        requireFinite(keys, keys.place(block.entry(), block.keyHead(), key), "key " + keyNumber(key), block, row);
        return new InvalidInputException("the score of " + query + " and key " + keyNumber(key) + where(block, row)
                + " is too large for 32-bit floating point; use smaller vectors, or a backend that computes in 64 bits, "
                + "such as reference");
    }

    private void requireFinite(HeadArray array, int place, String whose, Block block, int row) {
        for (int channel = 0; channel < array.width(); channel++) {
            float number = array.elements()[place + channel];
            if (!Float.isFinite(number)) {
                throw new InvalidInputException(String.format(
                        Locale.ROOT,
                        "channel %d of %s%s is %s; queries, keys and values are finite numbers",
                        channel + 1,
                        whose,
                        where(block, row),
                        number));
            }
        }
    }

    private InvalidInputException noNumber(Block block, int row, int key) {
        return new InvalidInputException("the modified score of query " + queryNumber(block, row) + " and key "
                + keyNumber(key) + where(block, row) + " is not a number after " + culprit(block, row, key));
    }

    /** Which modifier makes a score no number, tried on the score alone. */
    private String culprit(Block block, int row, int key) {
        float[] score = {(float) score(block, row, key)};
        ScoreTile tile = new ScoreTile(score)
                .lay(0, 1, headIndex(block, row), position(block, row), 1, form.firstKey() + key, 1);
        for (int index = 0; index < modifiers.size(); index++) {
            float before = score[0];
            modifiers.get(index).modify(tile);
            if (Float.isNaN(score[0])) {
                return "modifier " + (index + 1) + " of " + modifiers.size() + ", which was given " + before;
            }
        }
        return "its modifiers";
    }

    private int queryPlace(Block block, int row) {
        return queries.place(
                block.entry(), block.firstHead() + row / block.queries(), block.firstQuery() + row % block.queries());
    }

    private int headIndex(Block block, int row) {
        return form.firstHead() + block.firstHead() + row / block.queries();
    }

    private int position(Block block, int row) {
        return form.firstQuery() + block.firstQuery() + row % block.queries();
    }

    private int queryNumber(Block block, int row) {
        return position(block, row) + 1;
    }

    private int keyNumber(int key) {
        return form.firstKey() + key + 1;
    }

    private String where(Block block, int row) {
        String head = " in head " + (headIndex(block, row) + 1);
        return queries.batch() == 1 ? head : head + " of entry " + (block.entry() + 1);
    }
}
