package org.attentionworkbench.core.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.mask.HeadMask;
import org.attentionworkbench.core.mask.MatrixMask;
import org.attentionworkbench.core.mask.NoMask;
import org.attentionworkbench.core.modifier.BiasModifier;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The input {@code attn_mask} of the operator Attention. Its axes are aligned at the right with {@code [B, Hq, Sq, T]}; each of
 * the first three is full, 1 or missing. Its last one, of W ≤ T keys, is never repeated: the keys from W on are not allowed. Of
 * type BOOL it tells which keys are allowed; of any other type it is added to the scores, and −∞ forbids.
 */
final class AttentionMask {
    private final @Nullable Tensor mask;
    private final AttentionInputs inputs;
    /** The lengths of the axes of the mask, those that are missing being 1. */
    private final int[] lengths = {1, 1, 1, 0};

    private AttentionMask(@Nullable Tensor mask, AttentionInputs inputs) {
        this.mask = mask;
        this.inputs = inputs;
        if (mask != null) {
            int missing = 4 - mask.rank();
            for (int axis = missing; axis < 4; axis++) {
                lengths[axis] = mask.length(axis - missing);
            }
        }
    }

    /**
     * Reads the mask.
     *
     * @param mask the input, or null for none
     * @param inputs the others
     * @throws InvalidInputException if its shape does not suit the others
     */
    static AttentionMask of(@Nullable Tensor mask, AttentionInputs inputs) {
        if (mask != null && (mask.rank() < 1 || mask.rank() > 4)) {
            throw new InvalidInputException("the input attn_mask is " + mask + "; it has one to four axes");
        }
        AttentionMask result = new AttentionMask(mask, inputs);
        int[] full = {inputs.batch(), inputs.heads(), inputs.queryCount()};
        boolean fits = result.lengths[3] <= inputs.keyCount();
        for (int axis = 0; axis < full.length; axis++) {
            fits &= result.lengths[axis] == 1 || result.lengths[axis] == full[axis];
        }
        if (!fits) {
            throw new InvalidInputException(
                    "the input attn_mask is " + mask + "; its axes are aligned at the right with ["
                            + full[0] + ", " + full[1] + ", " + full[2] + ", at most " + inputs.keyCount()
                            + "], and each of the first three is 1 or as long");
        }
        return result;
    }

    /** Which keys are allowed in an entry of the batch. */
    Mask allowed(int entry) {
        if (mask == null || mask.type() != ElementType.BOOL || inputs.queryCount() == 0) {
            return new NoMask();
        }
        List<MatrixMask> heads = new ArrayList<>();
        for (Matrix block : blocks(mask, entry, 0)) {
            boolean[][] allowed = new boolean[block.rows()][block.columns()];
            for (int row = 0; row < block.rows(); row++) {
                for (int key = 0; key < block.columns(); key++) {
                    allowed[row][key] = block.get(row, key) != 0;
                }
            }
            heads.add(new MatrixMask(allowed));
        }
        return heads.size() == 1 ? heads.get(0) : new HeadMask(heads);
    }

    /** What is added to the scores of an entry of the batch; null for nothing. */
    @Nullable
    ScoreModifier bias(int entry) {
        if (mask == null || mask.type() == ElementType.BOOL) {
            return null;
        }
        return new BiasModifier(blocks(mask, entry, Double.NEGATIVE_INFINITY));
    }

    /** The mask of each head, or a single one for all; with one row for each query, or a single one; with T columns. */
    private List<Matrix> blocks(Tensor tensor, int entry, double beyond) {
        int heads = lengths[1];
        int rows = lengths[2];
        int width = lengths[3];
        int columns = inputs.keyCount();
        int from = lengths[0] == 1 ? 0 : entry * heads * rows * width;
        List<Matrix> blocks = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            Matrix block = Matrix.zeros(rows, columns);
            Arrays.fill(block.elements(), beyond);
            for (int row = 0; row < rows; row++, from += width) {
                System.arraycopy(tensor.elements(), from, block.elements(), row * columns, width);
            }
            blocks.add(block);
        }
        return blocks;
    }
}
