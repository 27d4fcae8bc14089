package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;

/**
 * Heads that are mixed with each other before and after the normalizer: {@code modified_g = Σ_h P[g,h] · modified_h}, then mask and
 * normalizer, then {@code weights_g = Σ_h R[g,h] · weights_h}. Shazeer, Lan, Cheng, Ding and Hou, <i>Talking-Heads Attention</i>
 * (2020), section 4.
 *
 * <p>A key whose score is −∞ in a head that takes part in a mixture is −∞ in the mixture. The mask acts between the two mixtures:
 * where it differs from head to head, a head takes weights of keys that only other heads may attend to.
 */
public final class TalkingHeads implements AttentionVariant {
    private final int heads;
    private final Matrix scoreMixing;
    private final Matrix weightMixing;

    /**
     * Heads that each keep a part of their own and take the rest from the mean of all: {@code P[g,h] = R[g,h] = mix/H}, and
     * {@code 1 − mix} more where g = h. The rows of P sum to 1, and so do the weights.
     *
     * @param heads H, at least 1
     * @param mix how much each head takes of the mean of all, from 0 to 1; with 0 this is {@link MultiHead}
     * @throws IllegalArgumentException if a number is out of its range
     */
    public TalkingHeads(int heads, double mix) {
        this(mixing(HeadBlocks.counted(heads), mix), mixing(heads, mix));
    }

    /**
     * Heads that are mixed by learned matrices.
     *
     * @param scoreMixing P, H×H, finite
     * @param weightMixing R, H×H, finite
     * @throws IllegalArgumentException if they are not square, not of one size, empty or not finite
     */
    public TalkingHeads(Matrix scoreMixing, Matrix weightMixing) {
        heads = HeadBlocks.counted(scoreMixing.rows());
        this.scoreMixing = checked(scoreMixing);
        this.weightMixing = checked(weightMixing);
    }

    private static Matrix mixing(int heads, double mix) {
        if (!(mix >= 0 && mix <= 1)) {
            throw new IllegalArgumentException("heads take a share from 0 to 1 of their mean, not " + mix);
        }
        Matrix mixing = Matrix.zeros(heads, heads);
        for (int head = 0; head < heads; head++) {
            for (int other = 0; other < heads; other++) {
                mixing.elements()[head * heads + other] = mix / heads + (head == other ? 1 - mix : 0);
            }
        }
        return mixing;
    }

    private Matrix checked(Matrix mixing) {
        if (mixing.rows() != heads || mixing.columns() != heads) {
            throw new IllegalArgumentException(
                    heads + " heads are mixed by a " + heads + "×" + heads + " matrix, not by a " + mixing);
        }
        for (double share : mixing.elements()) {
            if (!Double.isFinite(share)) {
                throw new IllegalArgumentException("heads are mixed by finite numbers, not by " + share);
            }
        }
        return mixing;
    }

    @Override
    public int heads() {
        return heads;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if H does not divide the width of Q, of K or of V, or scores are too large to be mixed
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        HeadBlocks blocks = new HeadBlocks("talking-heads: heads", heads);
        List<Matrix> queriesOfHeads = blocks.of(queries, "queries");
        List<Matrix> keysOfHeads = blocks.of(keys, "keys");
        List<Matrix> valuesOfHeads = blocks.of(values, "values");
        List<Matrix> scores = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            scores.add(stages.modified(head, stages.raw(head, queriesOfHeads.get(head), keysOfHeads.get(head))));
        }
        List<Matrix> weights = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            Matrix mixed = mixedScores(scores, head);
            stages.note(Stage.MODIFIED, head, mixed);
            weights.add(stages.weights(head, stages.masked(head, mixed)));
        }
        List<Matrix> parts = new ArrayList<>(heads);
        for (int head = 0; head < heads; head++) {
            Matrix mixed = mixed(weightMixing, weights, head);
            stages.note(Stage.WEIGHTS, head, mixed);
            parts.add(stages.values(head, mixed, valuesOfHeads.get(head)));
        }
        return Matrix.joinColumns(parts);
    }

    /** Row {@code head} of P times the scores; −∞ wins over every other score. */
    private Matrix mixedScores(List<Matrix> scores, int head) {
        Matrix mixed = mixed(scoreMixing, scores, head);
        double[] elements = mixed.elements();
        for (int index = 0; index < elements.length; index++) {
            if (Double.isFinite(elements[index])) {
                continue;
            }
            if (forbidden(scores, head, index)) {
                elements[index] = Double.NEGATIVE_INFINITY;
            } else if (Double.isNaN(elements[index])) {
                throw new InvalidInputException("talking-heads: the mixed score of head " + (head + 1)
                        + " is not a number: the vectors are too large to multiply; use smaller ones");
            }
        }
        return mixed;
    }

    private boolean forbidden(List<Matrix> scores, int head, int index) {
        for (int other = 0; other < heads; other++) {
            if (scoreMixing.get(head, other) != 0 && scores.get(other).elements()[index] == Double.NEGATIVE_INFINITY) {
                return true;
            }
        }
        return false;
    }

    /** A row of a mixing matrix times the heads. */
    private Matrix mixed(Matrix mixing, List<Matrix> all, int head) {
        Matrix mixed = Matrix.zeros(all.get(head).rows(), all.get(head).columns());
        double[] sums = mixed.elements();
        for (int other = 0; other < heads; other++) {
            double share = mixing.get(head, other);
            if (share == 0) {
                continue; // a head without a share must not turn −∞ into no number
            }
            double[] elements = all.get(other).elements();
            for (int index = 0; index < sums.length; index++) {
                sums[index] += share * elements[index];
            }
        }
        return mixed;
    }
}
