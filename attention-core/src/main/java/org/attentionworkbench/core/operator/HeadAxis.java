package org.attentionworkbench.core.operator;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.tensor.Shapes;
import org.attentionworkbench.core.tensor.Tensor;

/** Heads as an axis, {@code [B, H, S, D]}, and side by side, {@code [B, S, H·D]}: head h has the columns from h·D. */
final class HeadAxis {
    private HeadAxis() {}

    /** From side by side to an axis. */
    static Tensor split(String name, Tensor tensor, int heads) {
        if (tensor.length(2) % heads != 0) {
            throw new InvalidInputException(
                    "the input " + name + " is " + tensor + "; " + heads + " heads do not divide its last axis");
        }
        int width = tensor.length(2) / heads;
        return exchanged(tensor, tensor.length(0), tensor.length(1), heads, width);
    }

    /** From an axis to side by side. */
    static Tensor join(Tensor tensor) {
        int heads = tensor.length(1);
        int width = tensor.length(3);
        return exchanged(tensor, tensor.length(0), heads, tensor.length(2), width)
                .reshaped(tensor.length(0), tensor.length(2), heads * width);
    }

    /** Exchanges the two middle axes of {@code [batch, outer, inner, width]}. */
    private static Tensor exchanged(Tensor tensor, int batch, int outer, int inner, int width) {
        Tensor result = Tensor.zeros(tensor.type(), batch, inner, outer, width);
        double[] elements = result.elements();
        int from = 0;
        for (int entry = 0; entry < batch; entry++) {
            for (int first = 0; first < outer; first++) {
                for (int second = 0; second < inner; second++, from += width) {
                    int to = ((entry * inner + second) * outer + first) * width;
                    System.arraycopy(tensor.elements(), from, elements, to, width);
                }
            }
        }
        return result;
    }

    /** Positions after the ones of a cache: {@code [B, H, P, D]} and {@code [B, H, S, D]} to {@code [B, H, P + S, D]}. */
    static Tensor after(String name, Tensor past, Tensor tensor) {
        if (past.rank() != 4) {
            throw new InvalidInputException("the input " + name + " is " + past + "; it needs four axes");
        }
        int width = tensor.length(3);
        Shapes.require(name, past, tensor.length(0), tensor.length(1), past.length(2), width);
        int pastSize = past.length(2) * width;
        int size = tensor.length(2) * width;
        Tensor result = Tensor.zeros(
                tensor.type(), tensor.length(0), tensor.length(1), past.length(2) + tensor.length(2), width);
        for (int block = 0; block < tensor.length(0) * tensor.length(1); block++) {
            int to = block * (pastSize + size);
            System.arraycopy(past.elements(), block * pastSize, result.elements(), to, pastSize);
            System.arraycopy(tensor.elements(), block * size, result.elements(), to + pastSize, size);
        }
        return result;
    }

    /** One head of one entry as a matrix, a copy: positions × width. */
    static Matrix matrix(Tensor tensor, int entry, int head) {
        int rows = tensor.length(2);
        int columns = tensor.length(3);
        Matrix matrix = Matrix.zeros(rows, columns);
        System.arraycopy(
                tensor.elements(),
                (entry * tensor.length(1) + head) * rows * columns,
                matrix.elements(),
                0,
                rows * columns);
        return matrix;
    }
}
