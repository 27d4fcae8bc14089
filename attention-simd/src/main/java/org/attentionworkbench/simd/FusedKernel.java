package org.attentionworkbench.simd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.jspecify.annotations.Nullable;

/**
 * Attention of whole batches: shares out blocks of queries, and spans of keys where there are few queries, among a {@link Crew}. How work
 * is cut depends on shapes alone, so results do not depend on the number of threads.
 */
final class FusedKernel implements AutoCloseable {
    /** Fewer blocks than this are cut into spans of keys, so that every thread has something to do. */
    private static final int FEW_BLOCKS = 32;

    private static final int LEAST_SPAN = 8 * Scratch.TILE_KEYS;

    /** What a thread does in about twenty microseconds; less is not worth waking another one. */
    private static final long SMALL_WORK = 1_000_000;

    private final TileMath math;
    private final Crew crew;
    private final long smallWork;
    private final Deque<Scratch> idle = new ArrayDeque<>();
    private boolean closed;

    FusedKernel(TileMath math, int threads) {
        this(math, threads, SMALL_WORK);
    }

    /**
     * A kernel.
     *
     * @param smallWork up to how many steps a call is not shared
     */
    FusedKernel(TileMath math, int threads, long smallWork) {
        this.math = math;
        this.smallWork = smallWork;
        crew = new Crew(threads, Crew.IDLE);
    }

    int threads() {
        return crew.threads();
    }

    List<HeadCapture> attend(
            FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, HeadArray output, Capture capture) {
        check(queries, keys, values, output);
        checkNormalizers(form, queries.heads());
        RowCaptures captures =
                capture.equals(Capture.NOTHING) ? null : new RowCaptures(form, capture, queries, keys.positions());
        FusedPass pass = new FusedPass(math, form, queries, keys, values, output, captures);
        List<Block> blocks = Block.of(queries, keys.heads(), math);
        long work = (long) queries.batch()
                * queries.heads()
                * queries.positions()
                * keys.positions()
                * (queries.width() + values.width() + Scratch.TILE_KEYS / 8);
        boolean share = work > smallWork;
        int spans = spans(blocks.size(), keys.positions());
        if (spans == 1) {
            crew.run(blocks.size(), share, index -> attend(pass, blocks.get(index), keys.positions()));
        } else {
            attendInSpans(pass, blocks, keys.positions(), spans, share);
        }
        return captures == null ? List.of() : captured(form, pass, captures, capture, blocks, output, keys, share);
    }

    private void attend(FusedPass pass, Block block, int keys) {
        Scratch scratch = take();
        try {
            pass.stream(block, 0, keys, scratch);
            pass.finish(block, scratch);
        } finally {
            giveBack(scratch);
        }
    }

    private static int spans(int blocks, int keys) {
        return blocks == 0 ? 1 : Math.max(1, Math.min(FEW_BLOCKS / blocks, keys / LEAST_SPAN));
    }

    /** Streams the spans of every block side by side, each into a scratch of its own, and joins them in their order. */
    private void attendInSpans(FusedPass pass, List<Block> blocks, int keys, int spans, boolean share) {
        int tiles = (keys + Scratch.TILE_KEYS - 1) / Scratch.TILE_KEYS;
        Scratch[] parts = new Scratch[blocks.size() * spans];
        try {
            crew.run(parts.length, share, index -> {
                int span = index % spans;
                parts[index] = take();
                pass.stream(
                        blocks.get(index / spans),
                        Math.min(keys, tiles * span / spans * Scratch.TILE_KEYS),
                        Math.min(keys, tiles * (span + 1) / spans * Scratch.TILE_KEYS),
                        parts[index]);
            });
            for (int index = 0; index < blocks.size(); index++) {
                Scratch first = parts[index * spans];
                for (int span = 1; span < spans; span++) {
                    pass.join(blocks.get(index), first, parts[index * spans + span]);
                }
                pass.finish(blocks.get(index), first);
            }
        } finally {
            for (Scratch part : parts) {
                if (part != null) {
                    giveBack(part);
                }
            }
        }
    }

    private List<HeadCapture> captured(
            FusedForm form,
            FusedPass pass,
            RowCaptures captures,
            Capture capture,
            List<Block> blocks,
            HeadArray output,
            HeadArray keys,
            boolean share) {
        WeightPass weights = new WeightPass(pass, form, capture, captures, output.positions(), keys.positions());
        List<List<Block>> ofKeyHeads =
                byKeyHead(blocks.stream().filter(weights::wants).toList());
        crew.run(ofKeyHeads.size(), share, index -> {
            Scratch scratch = take();
            try {
                weights.run(ofKeyHeads.get(index), scratch);
            } finally {
                giveBack(scratch);
            }
        });
        for (int entry = 0; entry < output.batch(); entry++) {
            for (int head = 0; head < output.heads(); head++) {
                RowCaptures.Head kept = captures.head(entry, head);
                if (keys.positions() == 0) {
                    kept.rowsWithoutKeys();
                }
                for (Stage stage : capture.stages()) {
                    if (capture.keeps(stage, form.firstHead() + head)) {
                        // without queries or keys no tile has left a matrix
                        if (stage == Stage.VALUES) {
                            kept.stages.put(stage, rows(output, entry, head));
                        } else {
                            kept.stages.computeIfAbsent(
                                    stage, missing -> Matrix.zeros(output.positions(), keys.positions()));
                        }
                    }
                }
            }
        }
        return captures.result();
    }

    private static List<List<Block>> byKeyHead(List<Block> blocks) {
        List<List<Block>> groups = new ArrayList<>();
        @Nullable Block last = null;
        for (Block block : blocks) {
            if (last == null || block.entry() != last.entry() || block.keyHead() != last.keyHead()) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(block);
            last = block;
        }
        return groups;
    }

    private static Matrix rows(HeadArray array, int entry, int head) {
        Matrix rows = Matrix.zeros(array.positions(), array.width());
        for (int position = 0; position < array.positions(); position++) {
            int place = array.place(entry, head, position);
            for (int channel = 0; channel < array.width(); channel++) {
                rows.elements()[position * array.width() + channel] = array.elements()[place + channel];
            }
        }
        return rows;
    }

    private static void check(HeadArray queries, HeadArray keys, HeadArray values, HeadArray output) {
        boolean heads = keys.heads() == values.heads()
                && (keys.heads() == 0 ? queries.heads() == 0 : queries.heads() % keys.heads() == 0);
        boolean fit = heads
                && queries.batch() == keys.batch()
                && keys.batch() == values.batch()
                && values.batch() == output.batch()
                && queries.heads() == output.heads()
                && queries.positions() == output.positions()
                && keys.positions() == values.positions()
                && queries.width() == keys.width()
                && values.width() == output.width();
        if (!fit) {
            throw new IllegalArgumentException("queries " + queries + ", keys " + keys + ", values " + values
                    + " and output " + output + " do not go together: [batch, heads, positions, width] each");
        }
    }

    private static void checkNormalizers(FusedForm form, int heads) {
        int count = form.normalizers().size();
        if (count != 1 && count != heads) {
            throw new IllegalArgumentException(count + " normalizers do not go with " + heads
                    + " heads; a form has one for all heads, or one for each");
        }
        for (StreamedNormalizer normalizer : form.normalizers()) {
            if (Weighing.of(normalizer) != Weighing.of(form.normalizer(0))) {
                throw new IllegalArgumentException("the heads of one pass have normalizers of one kind, not "
                        + form.normalizer(0) + " and " + normalizer);
            }
        }
    }

    /** As many scratches are kept as work was ever done side by side, up to a bound, and none that has grown large. */
    private Scratch take() {
        synchronized (idle) {
            Scratch scratch = idle.pollFirst();
            if (scratch != null) {
                return scratch;
            }
        }
        return new Scratch(math);
    }

    private void giveBack(Scratch scratch) {
        synchronized (idle) {
            if (!closed && !scratch.isLarge() && idle.size() < mostIdle()) {
                idle.addFirst(scratch);
            }
        }
    }

    private int mostIdle() {
        return FEW_BLOCKS + crew.threads();
    }

    /** How many scratches wait for work. */
    int idleScratches() {
        synchronized (idle) {
            return idle.size();
        }
    }

    @Override
    public void close() {
        crew.close();
        synchronized (idle) {
            closed = true;
            idle.clear();
        }
    }
}
