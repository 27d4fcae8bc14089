package org.attentionworkbench.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreTile;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.PaddingMask;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;

/**
 * Runs attention on batches: every entry by itself, each with queries, keys and values of several heads, in one of two layouts.
 *
 * <table>
 * <caption>Layouts</caption>
 * <tr><th></th><th>heads as an axis</th><th>heads side by side</th></tr>
 * <tr><td>Q</td><td>[batch, heads, n, d]</td><td>[batch, n, heads·d]</td></tr>
 * <tr><td>K</td><td>[batch, key heads, m, d]</td><td>[batch, m, key heads·d]</td></tr>
 * <tr><td>V</td><td>[batch, key heads, m, dv]</td><td>[batch, m, key heads·dv]</td></tr>
 * <tr><td>result</td><td>[batch, heads, n, dv]</td><td>[batch, n, heads·dv]</td></tr>
 * </table>
 *
 * <p>How query heads share key heads is the variant's affair: {@link org.attentionworkbench.core.variant.GroupedQuery} with as many
 * heads and key heads as the tensors have, for example. The variant gets heads side by side in both layouts.
 *
 * <p>Entries may be padded: with a number of keys given for an entry, only its first keys take part, and everything comes out as
 * if the later ones were not there: a causal mask aligned at the bottom right ends at the last key that counts. What is captured
 * still has a column for each key; padded ones are forbidden.
 *
 * <p>Each entry runs as {@link Attention} does, except that tensors of 64 bits are never computed in 32 bits.
 */
public final class BatchAttention {
    private static final String WIDE = "the tensors hold numbers of 64 bits";

    private final IntFunction<Mechanism> mechanisms;
    private final Optional<String> unfused;

    /**
     * Attention by one mechanism for all entries.
     *
     * @param mechanism what to run
     */
    public BatchAttention(Mechanism mechanism) {
        this(entry -> mechanism);
    }

    /**
     * Attention by a mechanism for each entry, for masks and biases that differ.
     *
     * @param mechanisms what to run, by the index of the entry
     */
    public BatchAttention(IntFunction<Mechanism> mechanisms) {
        this(mechanisms, Optional.empty());
    }

    private BatchAttention(IntFunction<Mechanism> mechanisms, Optional<String> unfused) {
        this.mechanisms = mechanisms;
        this.unfused = unfused;
    }

    /**
     * This without fused passes.
     *
     * @param reason why, in a few words
     * @return attention stage by stage
     */
    public BatchAttention unfused(String reason) {
        return new BatchAttention(mechanisms, Optional.of(reason));
    }

    /**
     * Attention of all queries of every entry over all its keys.
     *
     * @param queries Q in one of the layouts
     * @param keys K in the same layout
     * @param values V in the same layout
     * @param capture what to keep besides the joined values
     * @return the joined values, what was captured, and which way each entry ran
     * @throws InvalidInputException if the tensors do not go together or do not suit the mechanism, or the backend runs fused passes
     *     only and there is no fused form
     */
    public BatchResult attend(Tensor queries, Tensor keys, Tensor values, Capture capture) {
        checkLayouts(queries, keys, values);
        int[] lengths = new int[queries.length(0)];
        Arrays.fill(lengths, keys.length(-2));
        return attend(queries, keys, values, lengths, capture);
    }

    /**
     * Attention of all queries of every entry over the first of its keys.
     *
     * @param queries Q in one of the layouts
     * @param keys K in the same layout
     * @param values V in the same layout
     * @param keyLengths how many keys of each entry count, from 0 to m
     * @param capture what to keep besides the joined values
     * @return the joined values, what was captured, and which way each entry ran
     * @throws InvalidInputException if the tensors do not go together or do not suit the mechanism, a length is out of range, or the
     *     backend runs fused passes only and there is no fused form
     */
    public BatchResult attend(Tensor queries, Tensor keys, Tensor values, int[] keyLengths, Capture capture) {
        checkLayouts(queries, keys, values);
        checkLengths(keyLengths, queries.length(0), keys.length(-2));
        int batch = queries.length(0);
        boolean wide = Stream.of(queries, keys, values).anyMatch(tensor -> tensor.type() == ElementType.F64);
        Optional<String> reason = unfused.isEmpty() && wide ? Optional.of(WIDE) : unfused;
        List<HeadedResult> entries = new ArrayList<>(batch);
        for (int entry = 0; entry < batch; entry++) {
            Mechanism mechanism = mechanisms.apply(entry);
            checkHeads(queries, mechanism);
            Mechanism padded = mechanism;
            if (keyLengths[entry] < keys.length(-2)) {
                padded = mechanism.withMask(
                        new Padded(mechanism.mask().over(queries.length(-2), keyLengths[entry]), keyLengths[entry]));
            }
            Attention attention = new Attention(padded);
            entries.add(reason.map(attention::unfused)
                    .orElse(attention)
                    .attend(
                            HeadLayout.sideBySide(queries, entry),
                            HeadLayout.sideBySide(keys, entry),
                            HeadLayout.sideBySide(values, entry),
                            capture));
        }
        return new BatchResult(
                joined(queries, values, entries),
                entries.stream().map(HeadedResult::heads).toList(),
                entries.stream().map(HeadedResult::way).toList());
    }

    private static Tensor joined(Tensor queries, Tensor values, List<HeadedResult> entries) {
        boolean axis = queries.rank() == 4;
        // without any entry nothing tells the width of a joined row; that of the values' heads does
        int width = entries.isEmpty()
                ? values.length(-1) * (axis ? queries.length(1) : 1)
                : entries.get(0).joined().columns();
        List<Matrix> rows = entries.stream().map(HeadedResult::joined).toList();
        return axis
                ? HeadLayout.withHeadAxis(queries.type(), rows, queries.length(1), queries.length(2), width)
                : HeadLayout.withoutHeadAxis(queries.type(), rows, queries.length(1), width);
    }

    static void checkLayouts(Tensor queries, Tensor keys, Tensor values) {
        int rank = queries.rank();
        if ((rank != 3 && rank != 4) || keys.rank() != rank || values.rank() != rank) {
            throw misfit(queries, keys, values, "[batch, heads, positions, width] or [batch, positions, width] each");
        }
        if (keys.length(0) != queries.length(0) || values.length(0) != queries.length(0)) {
            throw misfit(queries, keys, values, "one batch");
        }
        if (keys.length(-2) != values.length(-2)) {
            throw misfit(queries, keys, values, "one value per key");
        }
        if (rank == 4 && keys.length(1) != values.length(1)) {
            throw misfit(queries, keys, values, "as many heads of values as of keys");
        }
        if (rank == 4 && keys.length(3) != queries.length(3)) {
            throw misfit(queries, keys, values, "queries and keys of one width");
        }
    }

    private static InvalidInputException misfit(Tensor queries, Tensor keys, Tensor values, String needed) {
        return new InvalidInputException("queries " + queries + ", keys " + keys + " and values " + values
                + " do not go together; needed are " + needed);
    }

    static void checkHeads(Tensor queries, Mechanism mechanism) {
        int heads = mechanism.variant().heads();
        if (queries.rank() == 4 && queries.length(1) != heads) {
            throw new InvalidInputException("the queries have " + queries.length(1) + " heads, the variant " + heads
                    + "; choose a variant of as many heads");
        }
    }

    private static void checkLengths(int[] lengths, int batch, int keys) {
        if (lengths.length != batch) {
            throw new InvalidInputException(
                    lengths.length + " numbers of keys do not fit a batch of " + batch + "; give one for each entry");
        }
        for (int entry = 0; entry < batch; entry++) {
            if (lengths[entry] < 0 || lengths[entry] > keys) {
                throw new InvalidInputException("entry " + entry + " of the batch cannot have " + lengths[entry]
                        + " keys that count; from 0 to " + keys + " can");
            }
        }
    }

    /** A mask that is settled already for some number of keys, and forbids all later ones. */
    private record Padded(Mask mask, int keys) implements Mask {
        @Override
        public boolean allows(int query, int key) {
            return key < keys && mask.allows(query, key);
        }

        @Override
        public Coverage coverage(int firstQuery, int lastQuery, int firstKey, int lastKey) {
            if (firstKey >= keys) {
                return Coverage.NONE;
            }
            if (lastKey < keys) {
                return mask.coverage(firstQuery, lastQuery, firstKey, lastKey);
            }
            boolean none = mask.coverage(firstQuery, lastQuery, firstKey, keys - 1) == Coverage.NONE;
            return none ? Coverage.NONE : Coverage.SOME;
        }

        @Override
        public void forbid(ScoreTile tile) {
            int counting = Math.min(tile.keys(), keys - tile.firstKey());
            if (counting > 0) {
                mask.forbid(new ScoreTile(tile.scores())
                        .lay(
                                tile.start(),
                                tile.stride(),
                                tile.head(),
                                tile.firstQuery(),
                                tile.queries(),
                                tile.firstKey(),
                                counting));
            }
            new PaddingMask(keys).forbid(tile);
        }

        @Override
        public Mask ofHead(int head) {
            return new Padded(mask.ofHead(head), keys);
        }

        @Override
        public boolean comparesPositions() {
            return mask.comparesPositions();
        }
    }
}
