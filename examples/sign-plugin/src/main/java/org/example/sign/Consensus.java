package org.example.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Multi-head attention whose heads agree: {@code weights′_g = (1 − mix)·weights_g + mix · Σ_h weights_h / heads}. With {@code mix} 1
 * every head takes the mean of all, with {@code mix} 0 this is plain multi-head attention. The rows of the weights still sum to 1.
 */
public final class Consensus implements AttentionVariant {
    private final int heads;
    private final double mix;

    /**
     * Heads that agree.
     *
     * @param heads how many heads share the channels evenly, at least 1
     * @param mix how much each head takes of the mean of all heads, from 0 to 1
     */
    public Consensus(int heads, double mix) {
        this.heads = heads;
        this.mix = mix;
    }

    @Override
    public int heads() {
        return heads;
    }

    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        List<Matrix> headQueries = split(queries, "queries");
        List<Matrix> headKeys = split(keys, "keys");
        List<Matrix> headValues = split(values, "values");

        List<Matrix> weights = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            Matrix raw = stages.raw(head, headQueries.get(head), headKeys.get(head));
            weights.add(stages.weights(head, stages.masked(head, stages.modified(head, raw))));
        }

        List<Matrix> joined = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            Matrix mixed = mixed(weights, head);
            stages.note(Stage.WEIGHTS, head, mixed);
            joined.add(stages.values(head, mixed, headValues.get(head)));
        }
        return Matrix.joinColumns(joined);
    }

    private Matrix mixed(List<Matrix> weights, int head) {
        Matrix mixed = Matrix.zeros(weights.get(head).rows(), weights.get(head).columns());
        for (int other = 0; other < heads; other++) {
            double share = mix / heads + (other == head ? 1 - mix : 0);
            for (int index = 0; index < mixed.elements().length; index++) {
                mixed.elements()[index] += share * weights.get(other).elements()[index];
            }
        }
        return mixed;
    }

    private List<Matrix> split(Matrix matrix, String name) {
        if (matrix.columns() % heads != 0) {
            String divisors = IntStream.rangeClosed(1, matrix.columns())
                    .filter(number -> matrix.columns() % number == 0)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException("consensus: " + heads + " heads cannot share the " + matrix.columns()
                    + " channels of the " + name + " evenly; heads can be one of " + divisors);
        }
        int width = matrix.columns() / heads;
        List<Matrix> parts = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            parts.add(matrix.columns(head * width, (head + 1) * width));
        }
        return parts;
    }
}
