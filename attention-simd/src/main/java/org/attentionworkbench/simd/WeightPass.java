package org.attentionworkbench.simd;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;

/**
 * A second pass over the tiles, for what needs final weights: how much each key received, whole rows, whole stages. Scores are computed
 * again, and weights follow from the maximum and the sum that the first pass left of each row. Blocks of which nothing is wanted are left
 * out, and tiles that the mask forbids altogether.
 */
final class WeightPass {
    private final FusedPass pass;
    private final FusedForm form;
    private final Capture capture;
    private final RowCaptures captures;
    private final int queries;
    private final int keys;
    private final BitSet rows;

    WeightPass(FusedPass pass, FusedForm form, Capture capture, RowCaptures captures, int queries, int keys) {
        this.pass = pass;
        this.form = form;
        this.capture = capture;
        this.captures = captures;
        this.queries = queries;
        this.keys = keys;
        rows = new BitSet(capture.rows().isEmpty() ? 0 : queries);
        for (int position : capture.rows()) {
            int query = position - form.firstQuery();
            if (query >= 0 && query < queries) {
                rows.set(query);
            }
        }
    }

    /** Whether anything is wanted of a block that one pass cannot give. */
    boolean wants(Block block) {
        return capture.received()
                || nextRow(block, block.firstQuery()) >= 0
                || keeps(Stage.RAW, block)
                || keeps(Stage.MODIFIED, block)
                || keeps(Stage.MASKED, block)
                || keeps(Stage.WEIGHTS, block);
    }

    private boolean keeps(Stage stage, Block block) {
        for (int head = 0; head < block.heads(); head++) {
            if (keeps(stage, block, head)) {
                return true;
            }
        }
        return false;
    }

    private boolean keeps(Stage stage, Block block, int head) {
        return capture.keeps(stage, form.firstHead() + block.firstHead() + head);
    }

    /** The first query of a block, from some query on, whose row is wanted, or −1. */
    private int nextRow(Block block, int from) {
        int next = rows.nextSetBit(from);
        return next < block.firstQuery() + block.queries() ? next : -1;
    }

    /** All wanted blocks that share a head of keys, one after the other, so that sums over queries have one order. */
    void run(List<Block> blocks, Scratch scratch) {
        for (Block block : blocks) {
            pass.begin(block, scratch);
            for (int row = 0; row < block.rows(); row++) {
                scratch.rows().maxima[row] = head(block, row).maxima[query(block, row)];
            }
            boolean scores = keeps(Stage.RAW, block) || keeps(Stage.MODIFIED, block);
            for (int from = 0; from < keys; from += Scratch.TILE_KEYS) {
                int count = Math.min(Scratch.TILE_KEYS, keys - from);
                Mask.Coverage coverage = pass.coverage(block, from, from + count);
                if (coverage == Mask.Coverage.NONE && !scores) {
                    keepForbidden(block, from, count);
                } else {
                    tile(block, from, count, scores, coverage != Mask.Coverage.ALL, scratch);
                }
            }
        }
    }

    private void tile(Block block, int from, int count, boolean scores, boolean masked, Scratch scratch) {
        TilePart whole = TilePart.of(block, count);
        pass.rawScores(block, from, whole, scratch);
        if (scores) {
            pass.guard().checkRaw(block, from, List.of(whole), true, scratch);
        }
        keep(Stage.RAW, block, from, count, scratch);
        pass.modify(block, from, whole, scratch);
        if (scores) {
            pass.guard().checkModified(block, from, whole, scratch);
        }
        keep(Stage.MODIFIED, block, from, count, scratch);
        if (masked) {
            pass.forbid(block, from, whole, scratch);
        }
        keep(Stage.MASKED, block, from, count, scratch);
        pass.weighing().reweigh(whole, scratch);
        divide(block, count, scratch);
        keep(Stage.WEIGHTS, block, from, count, scratch);
        keepRows(block, from, count, scratch);
        addReceived(block, from, count, scratch);
    }

    /** Relative weights become weights. */
    private void divide(Block block, int count, Scratch scratch) {
        float[] weights = scratch.scores();
        for (int row = 0; row < block.rows(); row++) {
            float share = (float) head(block, row).shares[query(block, row)];
            for (int key = 0; key < count; key++) {
                weights[key * block.width() + row] *= share;
            }
        }
    }

    private void keep(Stage stage, Block block, int from, int count, Scratch scratch) {
        for (int head = 0; head < block.heads(); head++) {
            if (!keeps(stage, block, head)) {
                continue;
            }
            Matrix whole = whole(stage, block, head);
            for (int query = 0; query < block.queries(); query++) {
                int row = head * block.queries() + query;
                copy(scratch, block, row, whole, (block.firstQuery() + query) * keys + from, count);
            }
        }
    }

    private void keepRows(Block block, int from, int count, Scratch scratch) {
        for (int query = nextRow(block, block.firstQuery()); query >= 0; query = nextRow(block, query + 1)) {
            for (int head = 0; head < block.heads(); head++) {
                int row = head * block.queries() + query - block.firstQuery();
                copy(scratch, block, row, wholeRow(block, head, query), from, count);
            }
        }
    }

    /** What there is of a tile that the mask forbids altogether: scores of −∞, and weights of 0, which matrices begin with. */
    private void keepForbidden(Block block, int from, int count) {
        for (int head = 0; head < block.heads(); head++) {
            if (keeps(Stage.MASKED, block, head)) {
                double[] elements = whole(Stage.MASKED, block, head).elements();
                for (int query = 0; query < block.queries(); query++) {
                    int at = (block.firstQuery() + query) * keys + from;
                    Arrays.fill(elements, at, at + count, Double.NEGATIVE_INFINITY);
                }
            }
            for (int query = nextRow(block, block.firstQuery()); query >= 0; query = nextRow(block, query + 1)) {
                wholeRow(block, head, query);
            }
        }
    }

    private Matrix whole(Stage stage, Block block, int head) {
        return captures.head(block.entry(), block.firstHead() + head)
                .stages
                .computeIfAbsent(stage, missing -> Matrix.zeros(queries, keys));
    }

    private Matrix wholeRow(Block block, int head, int query) {
        return captures.head(block.entry(), block.firstHead() + head)
                .rows
                .computeIfAbsent(form.firstQuery() + query, missing -> Matrix.zeros(1, keys));
    }

    private static void copy(Scratch scratch, Block block, int row, Matrix to, int at, int count) {
        float[] tile = scratch.scores();
        for (int key = 0; key < count; key++) {
            to.elements()[at + key] = tile[key * block.width() + row];
        }
    }

    private void addReceived(Block block, int from, int count, Scratch scratch) {
        if (!capture.received()) {
            return;
        }
        for (int head = 0; head < block.heads(); head++) {
            double[] sums =
                    captures.head(block.entry(), block.firstHead() + head).received();
            int row = head * block.queries();
            for (int key = 0; key < count; key++) {
                int at = key * block.width() + row;
                double sum = 0;
                for (int end = at + block.queries(); at < end; at++) {
                    sum += scratch.scores()[at];
                }
                sums[from + key] += sum;
            }
        }
    }

    private RowCaptures.Head head(Block block, int row) {
        return captures.head(block.entry(), block.firstHead() + row / block.queries());
    }

    private static int query(Block block, int row) {
        return block.firstQuery() + row % block.queries();
    }
}
