package org.example.sign;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/** Dot product, no modifier, causal mask, softmax over the keys; keeps what is noted. */
final class CausalSoftmaxStages implements AttentionStages {
    private final MatrixBackend backend = new PlainBackend();
    private final Map<Integer, Map<Stage, Matrix>> noted = new HashMap<>();

    Matrix noted(Stage stage, int head) {
        return noted.get(head).get(stage);
    }

    @Override
    public MatrixBackend backend() {
        return backend;
    }

    @Override
    public void note(Stage stage, int head, Matrix matrix) {
        noted.computeIfAbsent(head, key -> new EnumMap<>(Stage.class)).put(stage, matrix);
    }

    @Override
    public Matrix raw(int head, Matrix queries, Matrix keys) {
        return kept(Stage.RAW, head, backend.multiplyTransposed(queries, keys));
    }

    @Override
    public Matrix modified(int head, Matrix raw) {
        return kept(Stage.MODIFIED, head, raw);
    }

    @Override
    public Matrix masked(int head, Matrix modified) {
        double[] elements = modified.elements().clone();
        for (int query = 0; query < modified.rows(); query++) {
            for (int key = query + 1; key < modified.columns(); key++) {
                elements[query * modified.columns() + key] = Double.NEGATIVE_INFINITY;
            }
        }
        return kept(Stage.MASKED, head, Matrix.wrap(modified.rows(), modified.columns(), elements));
    }

    @Override
    public Matrix weights(int head, Matrix masked) {
        double[] elements = masked.elements().clone();
        for (int query = 0; query < masked.rows(); query++) {
            int start = query * masked.columns();
            double sum = 0;
            for (int index = start; index < start + masked.columns(); index++) {
                elements[index] = Math.exp(elements[index]);
                sum += elements[index];
            }
            for (int index = start; index < start + masked.columns(); index++) {
                elements[index] /= sum;
            }
        }
        return kept(Stage.WEIGHTS, head, Matrix.wrap(masked.rows(), masked.columns(), elements));
    }

    @Override
    public Matrix values(int head, Matrix weights, Matrix values) {
        return kept(Stage.VALUES, head, backend.multiply(weights, values));
    }

    private Matrix kept(Stage stage, int head, Matrix matrix) {
        note(stage, head, matrix);
        return matrix;
    }
}
