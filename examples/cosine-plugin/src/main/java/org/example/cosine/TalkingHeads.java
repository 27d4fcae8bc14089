package org.example.cosine;

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
 * Talking-heads attention (Shazeer, Lan, Cheng, Ding and Hou 2020, arXiv 2003.02436): the heads are mixed with each other
 * twice, before and after the softmax: {@code mixed_g = Σ_h P[g,h]·head_h}, first of the modified scores, then of the weights.
 *
 * <p>The paper learns P; here {@code P[g,h] = mix/heads}, and {@code 1 − mix} more where {@code g = h}, so that each head
 * keeps a part of its own and takes the rest from the mean of all. The rows of P sum to 1, and so the weights still do.
 * With {@code mix} 0 this is plain multi-head attention.
 */
public final class TalkingHeads implements AttentionVariant {
    private final int heads;
    private final double mix;

    /**
     * Talking heads.
     *
     * @param heads how many heads share the channels evenly, at least 1
     * @param mix how much each head takes of the mean of all heads, from 0 to 1
     */
    public TalkingHeads(int heads, double mix) {
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

        List<Matrix> scores = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            scores.add(stages.modified(head, stages.raw(head, headQueries.get(head), headKeys.get(head))));
        }

        List<Matrix> weights = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            Matrix mixed = mixed(scores, head);
            stages.note(Stage.MODIFIED, head, mixed);
            weights.add(stages.weights(head, stages.masked(head, mixed)));
        }

        List<Matrix> joined = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            Matrix mixed = mixed(weights, head);
            stages.note(Stage.WEIGHTS, head, mixed);
            joined.add(stages.values(head, mixed, headValues.get(head)));
        }
        return Matrix.joinColumns(joined);
    }

    /** Row {@code head} of P times the heads. */
    private Matrix mixed(List<Matrix> all, int head) {
        Matrix mixed = Matrix.zeros(all.get(head).rows(), all.get(head).columns());
        double[] to = mixed.elements();
        for (int other = 0; other < heads; other++) {
            double share = mix / heads + (other == head ? 1 - mix : 0);
            if (share == 0) {
                continue; // an infinite score of a head that has no share must not become NaN
            }
            double[] from = all.get(other).elements();
            for (int index = 0; index < to.length; index++) {
                to[index] += share * from[index];
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
            throw new InvalidInputException("talking-heads: " + heads + " heads cannot share the " + matrix.columns()
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
