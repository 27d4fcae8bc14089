package org.attentionworkbench.simd;

import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;

/**
 * A second pass over the tiles, for what needs final weights: how much each key received, whole rows, whole stages. Scores are computed
 * again, and weights follow from the maximum and the sum that the first pass left of each row.
 */
final class WeightPass {
    private final FusedPass pass;
    private final FusedForm form;
    private final Capture capture;
    private final RowCaptures captures;
    private final int queries;
    private final int keys;

    WeightPass(FusedPass pass, FusedForm form, Capture capture, RowCaptures captures, int queries, int keys) {
        this.pass = pass;
        this.form = form;
        this.capture = capture;
        this.captures = captures;
        this.queries = queries;
        this.keys = keys;
    }

    /** Whether a capture needs more than one pass can give. */
    static boolean isNeeded(Capture capture) {
        return capture.received()
                || !capture.rows().isEmpty()
                || capture.stages().stream().anyMatch(stage -> stage != Stage.VALUES);
    }

    /** All blocks that share a head of keys, one after the other, so that sums over queries have one order. */
    void run(List<Block> blocks, Scratch scratch) {
        for (Block block : blocks) {
            pass.begin(block, scratch);
            for (int row = 0; row < block.rows(); row++) {
                scratch.rows().maxima[row] = head(block, row).maxima[query(block, row)];
            }
            for (int from = 0; from < keys; from += Scratch.TILE_KEYS) {
                tile(block, from, Math.min(Scratch.TILE_KEYS, keys - from), scratch);
            }
        }
    }

    private void tile(Block block, int from, int count, Scratch scratch) {
        boolean all = capture.stages().contains(Stage.RAW) || capture.stages().contains(Stage.MODIFIED);
        pass.rawScores(block, from, count, scratch);
        if (all) {
            pass.guard().checkRaw(block, from, count, true, scratch);
        }
        keep(Stage.RAW, block, from, count, scratch);
        pass.modify(block, from, count, scratch);
        if (all) {
            pass.guard().checkModified(block, from, count, scratch);
        }
        keep(Stage.MODIFIED, block, from, count, scratch);
        pass.forbid(block, from, count, scratch);
        keep(Stage.MASKED, block, from, count, scratch);
        pass.weighing().reweigh(count, block.width(), scratch);
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
            if (!capture.keeps(stage, form.firstHead() + block.firstHead() + head)) {
                continue;
            }
            Matrix whole = captures.head(block.entry(), block.firstHead() + head)
                    .stages
                    .computeIfAbsent(stage, missing -> Matrix.zeros(queries, keys));
            for (int query = 0; query < block.queries(); query++) {
                int row = head * block.queries() + query;
                copy(scratch, block, row, whole, (block.firstQuery() + query) * keys + from, count);
            }
        }
    }

    private void keepRows(Block block, int from, int count, Scratch scratch) {
        Set<Integer> wanted = capture.rows();
        for (int row = 0; row < block.rows() && !wanted.isEmpty(); row++) {
            int position = form.firstQuery() + query(block, row);
            if (wanted.contains(position)) {
                Matrix whole = head(block, row).rows.computeIfAbsent(position, missing -> Matrix.zeros(1, keys));
                copy(scratch, block, row, whole, from, count);
            }
        }
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
