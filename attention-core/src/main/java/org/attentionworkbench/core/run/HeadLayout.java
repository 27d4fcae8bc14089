package org.attentionworkbench.core.run;

import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.tensor.ElementType;
import org.attentionworkbench.core.tensor.Tensor;

/** Heads as an axis of a tensor, and side by side in the columns of a matrix. */
final class HeadLayout {
    private HeadLayout() {}

    /** One entry of a batch as a matrix with its heads side by side: positions × (heads · width). */
    static Matrix sideBySide(Tensor tensor, int entry) {
        boolean axis = tensor.rank() == 4;
        int heads = axis ? tensor.length(1) : 1;
        int positions = tensor.length(-2);
        int width = tensor.length(-1);
        Matrix matrix = Matrix.zeros(positions, heads * width);
        int from = entry * heads * positions * width;
        for (int head = 0; head < heads; head++) {
            for (int position = 0; position < positions; position++, from += width) {
                System.arraycopy(tensor.elements(), from, matrix.elements(), (position * heads + head) * width, width);
            }
        }
        return matrix;
    }

    /** Entries of a batch with their heads as an axis: [batch, heads, positions, width]. */
    static Tensor withHeadAxis(ElementType type, List<Matrix> entries, int heads, int positions, int columns) {
        int width = heads == 0 ? 0 : columns / heads;
        Tensor tensor = Tensor.zeros(type, entries.size(), heads, positions, width);
        int to = 0;
        for (Matrix entry : entries) {
            for (int head = 0; head < heads; head++) {
                for (int position = 0; position < positions; position++, to += width) {
                    System.arraycopy(entry.elements(), (position * heads + head) * width, tensor.elements(), to, width);
                }
            }
        }
        return tensor;
    }

    /** Entries of a batch as they are: [batch, positions, columns]. */
    static Tensor withoutHeadAxis(ElementType type, List<Matrix> entries, int positions, int columns) {
        Tensor tensor = Tensor.zeros(type, entries.size(), positions, columns);
        int to = 0;
        for (Matrix entry : entries) {
            System.arraycopy(entry.elements(), 0, tensor.elements(), to, entry.elements().length);
            to += entry.elements().length;
        }
        return tensor;
    }
}
