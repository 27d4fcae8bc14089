package org.attentionworkbench.simd;

import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.jspecify.annotations.Nullable;

/**
 * Attention of a block of rows in one pass over the keys, tile by tile:
 *
 * <pre>
 * for each tile of keys that the mask does not forbid altogether
 *     S = Q′Kᵀ                     the score tile
 *     S = modifiers(S), mask(S)
 *     P = weights of S so far      the softmax update
 *     O = F·O + P·V                the value tile
 * O / L                            what the sum of all weights divides by
 * </pre>
 *
 * Memory grows with the size of a tile and not with the number of keys. A pass is shared by all threads; what changes is in the
 * {@link Scratch} of each.
 */
final class FusedPass {
    /** Tiles on the edge of a mask are cut down to what it allows, by so many keys at a time. */
    private static final int TRIM = 8;

    private final int narrow;
    private final int few;
    private final FusedForm form;
    private final HeadArray queries;
    private final HeadArray keys;
    private final HeadArray values;
    private final HeadArray output;
    private final @Nullable RowCaptures captures;
    private final List<ScoreModifier> modifiers;
    private final Mask @Nullable [] masks;
    private final Weighing weighing;
    private final float scale;
    private final int valueChannels;
    private final ScoreGuard guard;

    FusedPass(
            TileMath math,
            FusedForm form,
            HeadArray queries,
            HeadArray keys,
            HeadArray values,
            HeadArray output,
            @Nullable RowCaptures captures) {
        narrow = math.narrow();
        few = math.few();
        this.form = form;
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.output = output;
        this.captures = captures;
        modifiers = form.modifiers();
        masks = form.mask()
                .map(mask -> masks(mask, form.firstHead(), queries.heads()))
                .orElse(null);
        guard = new ScoreGuard(math, form, queries, keys, values, masks);
        weighing = Weighing.of(form.normalizer(0));
        scale = (float) form.scale();
        valueChannels = (values.width() + narrow - 1) / narrow * narrow;
    }

    private static Mask[] masks(Mask mask, int firstHead, int heads) {
        Mask[] masks = new Mask[heads];
        for (int head = 0; head < heads; head++) {
            masks[head] = mask.ofHead(firstHead + head);
        }
        return masks;
    }

    ScoreGuard guard() {
        return guard;
    }

    Weighing weighing() {
        return weighing;
    }

    /** Streams some keys past a block; M, L and O are left in the scratch, not divided yet. */
    void stream(Block block, int firstKey, int lastKey, Scratch scratch) {
        begin(block, scratch);
        if (captures != null) {
            scratch.beginCapture(captures.topKeys(), weighing.threshold());
        }
        boolean begun = false;
        for (int from = firstKey; from < lastKey; from += Scratch.TILE_KEYS) {
            int to = Math.min(lastKey, from + Scratch.TILE_KEYS);
            Mask.Coverage coverage = coverage(block, from, to);
            if (coverage == Mask.Coverage.NONE) {
                continue;
            }
            boolean masked = coverage == Mask.Coverage.SOME;
            int first = masked ? firstAllowed(block, 0, block.queries(), from, to) : from;
            int last = masked ? lastAllowed(block, 0, block.queries(), first, to) : to;
            if (last > first) {
                tile(block, first, last - first, masked, begun, scratch);
                begun = true;
            }
        }
    }

    private void tile(Block block, int firstKey, int count, boolean masked, boolean begun, Scratch scratch) {
        TilePart whole = TilePart.of(block, count);
        boolean ragged = masked && cutStrips(block, firstKey, count, scratch.strips());
        List<TilePart> strips = ragged ? scratch.strips() : List.of(whole);
        if (ragged) {
            raggedScores(block, firstKey, count, scratch);
        } else {
            rawScores(block, firstKey, whole, scratch);
        }
        finishScores(block, firstKey, whole, strips, masked, scratch);
        // what is captured is read from whole tiles, and modifiers may leave anything beside the strips
        List<TilePart> parts = captures == null && modifiers.isEmpty() ? strips : List.of(whole);
        for (TilePart part : parts) {
            weigh(block, firstKey, part, scratch);
        }
        if (maximaTell(masked) && !scratch.rows().finite) {
            rawScores(block, firstKey, whole, scratch);
            guard.refuse(block, firstKey, whole, scratch);
        }
        if (begun) {
            scratch.math().rescale(scratch.output(), block.rows(), valueChannels, scratch.rows().factors);
        }
        values(block, firstKey, count, strips, scratch);
    }

    /** Whether maxima are taken of raw scores, none of them forbidden: they tell, too, whether one has overflown. */
    private boolean maximaTell(boolean masked) {
        return weighing == Weighing.SOFTMAX && !masked && modifiers.isEmpty();
    }

    /** Turns the queries of a block and sets its sums to nothing. */
    void begin(Block block, Scratch scratch) {
        scratch.begin(block.width(), queries.width(), valueChannels);
        if (block.rows() <= few) {
            copyQueries(block, scratch);
        } else {
            turnQueries(block, scratch);
        }
        if (weighing == Weighing.SIGMOID) {
            biases(block, scratch);
        }
    }

    private void turnQueries(Block block, Scratch scratch) {
        TileMath math = scratch.math();
        if (block.rows() < block.width()) {
            Arrays.fill(scratch.queries(), 0, queries.width() * block.width(), 0);
        }
        for (int head = 0; head < block.heads(); head++) {
            math.turn(
                    queries.elements(),
                    queries.place(block.entry(), block.firstHead() + head, block.firstQuery()),
                    queries.positionStride(),
                    block.queries(),
                    queries.width(),
                    scale,
                    scratch.queries(),
                    block.width(),
                    head * block.queries());
        }
    }

    private void copyQueries(Block block, Scratch scratch) {
        int channels = queries.width();
        Arrays.fill(scratch.queries(), 0, few * channels, 0);
        Arrays.fill(scratch.scores(), 0, Scratch.TILE_KEYS * block.width(), 0);
        for (int row = 0; row < block.rows(); row++) {
            int from = queries.place(
                    block.entry(),
                    block.firstHead() + row / block.queries(),
                    block.firstQuery() + row % block.queries());
            for (int channel = 0; channel < channels; channel++) {
                scratch.queries()[row * channels + channel] = queries.elements()[from + channel] * scale;
            }
        }
    }

    /** Modifies and masks scores, of which the strips have been computed. */
    private void finishScores(
            Block block, int firstKey, TilePart whole, List<TilePart> strips, boolean masked, Scratch scratch) {
        if (!maximaTell(masked)) {
            guard.checkRaw(block, firstKey, strips, false, scratch);
        }
        modify(block, firstKey, whole, scratch);
        if (masked) {
            forbid(block, firstKey, whole, scratch);
        }
        guard.checkModified(block, firstKey, whole, scratch);
    }

    void rawScores(Block block, int firstKey, TilePart part, Scratch scratch) {
        float[] elements = keys.elements();
        int first = keys.place(block.entry(), block.keyHead(), firstKey + part.firstKey());
        int stride = keys.positionStride();
        TileMath math = scratch.math();
        if (block.rows() <= few) {
            math.scoresOfFew(elements, first, stride, scratch.queries(), queries.width(), part, scratch.scores());
        } else {
            math.scores(elements, first, stride, scratch.queries(), queries.width(), part, scratch.scores());
        }
    }

    /** From one end of a strip to the next the same strips have keys: neighbours among them at once. */
    private void raggedScores(Block block, int firstKey, int count, Scratch scratch) {
        List<TilePart> strips = scratch.strips();
        int to;
        for (int from = 0; from < count; from = to) {
            to = count;
            for (TilePart strip : strips) {
                to = strip.firstKey() > from ? Math.min(to, strip.firstKey()) : to;
                to = strip.lastKey() > from ? Math.min(to, strip.lastKey()) : to;
            }
            int strip = 0;
            while (strip < strips.size()) {
                int first = strip;
                int queries = 0;
                while (strip < strips.size() && strips.get(strip).has(from, to)) {
                    queries += strips.get(strip).queries();
                    strip++;
                }
                if (strip > first) {
                    int firstQuery = strips.get(first).firstQuery();
                    TilePart part = new TilePart(from, to - from, firstQuery, queries, block.width());
                    rawScores(block, firstKey, part, scratch);
                } else {
                    strip++;
                }
            }
        }
    }

    void modify(Block block, int firstKey, TilePart whole, Scratch scratch) {
        for (ScoreModifier modifier : modifiers) {
            for (int head = 0; head < block.heads(); head++) {
                ScoreTile tile = tile(block, head, firstKey, whole.keys(), scratch);
                modifier.modify(tile);
                putBack(block, head, tile, scratch);
            }
        }
    }

    void forbid(Block block, int firstKey, TilePart whole, Scratch scratch) {
        if (masks == null) {
            return;
        }
        for (int head = 0; head < block.heads(); head++) {
            ScoreTile tile = tile(block, head, firstKey, whole.keys(), scratch);
            masks[block.firstHead() + head].forbid(tile);
            putBack(block, head, tile, scratch);
        }
    }

    /** The scores of one head: the tile itself, or a copy of its part of a tile of several heads. */
    private ScoreTile tile(Block block, int head, int firstKey, int count, Scratch scratch) {
        int index = form.firstHead() + block.firstHead() + head;
        int firstQuery = form.firstQuery() + block.firstQuery();
        int key = form.firstKey() + firstKey;
        if (block.heads() == 1) {
            return scratch.tile().lay(0, block.width(), index, firstQuery, block.queries(), key, count);
        }
        ScoreTile copied = scratch.copiedTile();
        copied.lay(0, block.queries(), index, firstQuery, block.queries(), key, count);
        move(scratch.scores(), head * block.queries(), block.width(), copied.scores(), 0, block.queries(), count);
        return copied;
    }

    private static void putBack(Block block, int head, ScoreTile tile, Scratch scratch) {
        if (block.heads() > 1) {
            int queries = block.queries();
            move(tile.scores(), 0, queries, scratch.scores(), head * queries, block.width(), tile.keys());
        }
    }

    private static void move(float[] from, int start, int stride, float[] to, int toStart, int toStride, int count) {
        int length = Math.min(stride, toStride);
        for (int key = 0; key < count; key++) {
            System.arraycopy(from, start + key * stride, to, toStart + key * toStride, length);
        }
    }

    private void weigh(Block block, int firstKey, TilePart part, Scratch scratch) {
        if (captures == null) {
            weighing.weigh(part, scratch, false);
        } else {
            captures.beforeWeighing(block, firstKey, part, scratch);
            weighing.weigh(part, scratch, captures.statistics());
            captures.afterWeighing(block, firstKey, part, scratch);
        }
    }

    private void values(Block block, int firstKey, int count, List<TilePart> parts, Scratch scratch) {
        float[] elements = values.elements();
        int first = values.place(block.entry(), block.keyHead(), firstKey);
        int stride = values.positionStride();
        if (values.width() != valueChannels) {
            for (int key = 0; key < count; key++) {
                System.arraycopy(elements, first + key * stride, scratch.values(), key * valueChannels, values.width());
            }
            elements = scratch.values();
            first = 0;
            stride = valueChannels;
        }
        for (TilePart part : parts) {
            int from = first + part.firstKey() * stride;
            scratch.math().values(scratch.scores(), part, elements, from, stride, scratch.output(), valueChannels);
        }
    }

    // ---- what the mask knows of a tile

    Mask.Coverage coverage(Block block, int from, int to) {
        return coverage(block, 0, block.queries(), from, to);
    }

    /** What the masks of all heads know of some queries of each. */
    private Mask.Coverage coverage(Block block, int firstQuery, int count, int from, int to) {
        if (masks == null) {
            return Mask.Coverage.ALL;
        }
        int query = form.firstQuery() + block.firstQuery() + firstQuery;
        Mask.Coverage all = coverage(masks[block.firstHead()], query, count, from, to);
        for (int head = 1; head < block.heads() && all != Mask.Coverage.SOME; head++) {
            if (coverage(masks[block.firstHead() + head], query, count, from, to) != all) {
                return Mask.Coverage.SOME;
            }
        }
        return all;
    }

    private Mask.Coverage coverage(Mask mask, int query, int count, int from, int to) {
        return mask.coverage(query, query + count - 1, form.firstKey() + from, form.firstKey() + to - 1);
    }

    private int firstAllowed(Block block, int query, int count, int from, int to) {
        int first = from;
        while (first < to && coverage(block, query, count, first, Math.min(to, first + TRIM)) == Mask.Coverage.NONE) {
            first = Math.min(to, first + TRIM);
        }
        return first;
    }

    private int lastAllowed(Block block, int query, int count, int from, int to) {
        int last = to;
        while (last > from && coverage(block, query, count, Math.max(from, last - TRIM), last) == Mask.Coverage.NONE) {
            last = Math.max(from, last - TRIM);
        }
        return last;
    }

    /**
     * Finds, for each strip of queries of a wide tile on the edge of a mask, which keys are forbidden to all of it at both ends.
     *
     * @return whether there are any
     */
    private boolean cutStrips(Block block, int firstKey, int keys, List<TilePart> strips) {
        if (block.width() == narrow || block.heads() > 1) {
            return false;
        }
        strips.clear();
        int kept = 0;
        for (int query = 0; query < block.queries(); query += narrow) {
            int count = Math.min(narrow, block.queries() - query);
            int first = firstAllowed(block, query, count, firstKey, firstKey + keys);
            int last = lastAllowed(block, query, count, first, firstKey + keys);
            strips.add(new TilePart(first - firstKey, last - first, query, count, block.width()));
            kept += last - first;
        }
        return kept < strips.size() * keys;
    }

    // ---- the end of a block

    /** Joins what was streamed of later keys to what was streamed of earlier ones. */
    void join(Block block, Scratch earlier, Scratch later) {
        for (int row = 0; row < block.rows(); row++) {
            RowSums sums = earlier.rows();
            RowSums others = later.rows();
            float maximum = Math.max(sums.maxima[row], others.maxima[row]);
            float factor = (float) weighing.factor(sums.maxima[row], maximum);
            float other = (float) weighing.factor(others.maxima[row], maximum);
            join(sums, row, factor, others, other);
            sums.maxima[row] = maximum;
            earlier.keySetSums()[row] = factor * earlier.keySetSums()[row] + other * later.keySetSums()[row];
            float[] to = earlier.output();
            float[] from = later.output();
            for (int at = row * valueChannels; at < (row + 1) * valueChannels; at++) {
                to[at] = factor * to[at] + other * from[at];
            }
        }
        if (captures != null) {
            captures.join(block, earlier, later);
        }
    }

    static void join(RowSums sums, int row, float factor, RowSums others, float other) {
        float earlierSum = factor * sums.sums[row];
        float laterSum = other * others.sums[row];
        sums.moments[row] = RowSums.rescaledMoment(sums.moments[row], factor, earlierSum)
                + RowSums.rescaledMoment(others.moments[row], other, laterSum);
        sums.sums[row] = earlierSum + laterSum;
    }

    /** Divides by the sums, writes the rows of the output, and keeps what is to be captured of them. */
    void finish(Block block, Scratch scratch) {
        if (captures != null) {
            captures.beforeFinish(block, scratch);
        }
        for (int row = 0; row < block.rows(); row++) {
            double share = share(block.firstHead() + row / block.queries(), row, scratch);
            scratch.shares()[row] = (float) share;
            if (!(scratch.rows().maxima[row] < Float.POSITIVE_INFINITY)) {
                throw guard.tooLarge(block, row);
            }
            if (weighing == Weighing.SOFTMAX && scratch.rows().maxima[row] == Float.NEGATIVE_INFINITY) {
                guard.checkForbidden(block, row);
            }
            if (captures != null) {
                captures.finish(block, row, share, scratch);
            }
        }
        for (int head = 0; head < block.heads(); head++) {
            int place = output.place(block.entry(), block.firstHead() + head, block.firstQuery());
            int first = head * block.queries();
            if (!write(first, block.queries(), place, scratch)) {
                for (int query = 0; query < block.queries(); query++) {
                    if (!write(first + query, 1, place + query * output.positionStride(), scratch)) {
                        throw guard.tooLarge(block, first + query);
                    }
                }
            }
        }
    }

    private boolean write(int firstRow, int count, int place, Scratch scratch) {
        TileMath math = scratch.math();
        return math.write(
                scratch.output(),
                valueChannels,
                firstRow,
                count,
                scratch.shares(),
                output.elements(),
                place,
                output.positionStride(),
                values.width());
    }

    /** What weights relative to the maximum are to be multiplied by to be weights. */
    private double share(int head, int row, Scratch scratch) {
        double sum = scratch.rows().sums[row];
        if (weighing == Weighing.SIGMOID || weighing == Weighing.SQUARES) {
            return 1;
        }
        if (sum == 0) {
            return 0;
        }
        if (form.normalizer(head) instanceof StreamedNormalizer.Softmax softmax
                && softmax.sink() != Double.NEGATIVE_INFINITY) {
            // relative to the larger of M and the sink: e^M / (e^M·L + e^a)
            double maximum = scratch.rows().maxima[row];
            double larger = Math.max(maximum, softmax.sink());
            double own = Math.exp(maximum - larger);
            return own / (own * sum + Math.exp(softmax.sink() - larger));
        }
        return 1 / sum;
    }

    /** The bias of each row of a sigmoid: as given, or minus the logarithm of how many scores are not −∞. */
    private void biases(Block block, Scratch scratch) {
        int[] allowed = null;
        for (int row = 0; row < block.rows(); row++) {
            StreamedNormalizer.Sigmoid sigmoid =
                    (StreamedNormalizer.Sigmoid) form.normalizer(block.firstHead() + row / block.queries());
            if (Double.isNaN(sigmoid.bias()) && allowed == null) {
                allowed = allowed(block, scratch);
            }
            scratch.rows().biases[row] =
                    (float) (allowed == null ? sigmoid.bias() : -Math.log(Math.max(1, allowed[row])));
        }
    }

    private int[] allowed(Block block, Scratch scratch) {
        int[] allowed = new int[block.rows()];
        if (masks == null && modifiers.isEmpty()) {
            Arrays.fill(allowed, keys.positions());
            return allowed;
        }
        for (int from = 0; from < keys.positions(); from += Scratch.TILE_KEYS) {
            int count = Math.min(Scratch.TILE_KEYS, keys.positions() - from);
            TilePart whole = TilePart.of(block, count);
            rawScores(block, from, whole, scratch);
            finishScores(block, from, whole, List.of(whole), true, scratch);
            for (int row = 0; row < block.rows(); row++) {
                for (int key = 0; key < count; key++) {
                    allowed[row] += scratch.scores()[key * block.width() + row] == Float.NEGATIVE_INFINITY ? 0 : 1;
                }
            }
        }
        return allowed;
    }
}
