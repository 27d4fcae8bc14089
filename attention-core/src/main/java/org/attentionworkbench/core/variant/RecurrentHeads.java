package org.attentionworkbench.core.variant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.AttentionStages;
import org.attentionworkbench.api.attention.AttentionVariant;
import org.attentionworkbench.api.attention.KeySource;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;

/**
 * Heads without score, mask and normalizer of the user's: each is a {@link LinearRecurrence} over the blocks of Q, K and V of the
 * head, after a {@link FeatureMap} φ of each row of Q and K. A token reads itself and those before it; time grows with n and memory
 * with d·dv, not with n².
 *
 * <p>The scale is {@code 1/√d} with d the width of a head. Heads that are normalized, {@code o_t = Sᵀφ(q_t) / Σ_(s≤t) φ(q_t)·φ(k_s)},
 * have none, for it would cancel out: Katharopoulos et al., <i>Transformers are RNNs</i> (2020), equation 9.
 *
 * <p>What is noted for those who look: {@code σ·φ(q)·φ(k)} as raw and modified scores, the same with −∞ at later keys as masked scores,
 * and as weights the W with {@code o = W·V}, which the recurrence yields where V is the identity. Only W costs time n²·d, and only if
 * it is captured. W may be negative, and its rows sum to 1 only in heads that are normalized.
 */
public final class RecurrentHeads implements AttentionVariant {
    private final int heads;
    private final FeatureMap features;
    private final StateUpdate update;
    private final boolean normalized;

    /**
     * Recurrent heads.
     *
     * @param heads H, at least 1
     * @param features what is made of the rows of Q and K
     * @param update how a token is taken into the state
     * @param normalized whether the weights of each token sum to 1; only for {@link FeatureMap#ELU} and rules that do not correct,
     *     whose weights are never negative
     * @throws IllegalArgumentException if there are fewer heads, or weights would be negative
     */
    public RecurrentHeads(int heads, FeatureMap features, StateUpdate update, boolean normalized) {
        if (normalized && (features != FeatureMap.ELU || update.rule().corrects())) {
            throw new IllegalArgumentException("weights that may be negative cannot be divided by their sum");
        }
        this.heads = HeadBlocks.counted(heads);
        this.features = features;
        this.update = update;
        this.normalized = normalized;
    }

    @Override
    public int heads() {
        return heads;
    }

    @Override
    public Set<Stage> stages() {
        return EnumSet.of(Stage.VALUES);
    }

    @Override
    public KeySource keySource() {
        return KeySource.SAME_TEXT;
    }

    @Override
    public boolean inBlocks() {
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException if H does not divide the width of Q, of K or of V, if queries and keys differ in number or width,
     *     or if the state grows beyond all numbers
     */
    @Override
    public Matrix attend(Matrix queries, Matrix keys, Matrix values, AttentionStages stages) {
        HeadBlocks blocks = new HeadBlocks(name() + ": heads", heads);
        if (queries.rows() != keys.rows() || queries.columns() != keys.columns()) {
            throw new InvalidInputException(
                    name() + ": every query has a key of its own and of its width; the queries are a " + queries
                            + ", the keys a " + keys);
        }
        List<Matrix> queriesOfHeads = blocks.of(queries, "queries");
        List<Matrix> keysOfHeads = blocks.of(keys, "keys");
        List<Matrix> valuesOfHeads = blocks.of(values, "values");
        List<Matrix> decays = decays(keys, stages.backend());
        List<Matrix> rates = rates(keys, stages.backend());
        List<Matrix> parts = new ArrayList<>(heads);
        for (int index = 0; index < heads; index++) {
            RecurrentHead head = new RecurrentHead(
                    update.rule(),
                    featured(queriesOfHeads.get(index)),
                    featured(keysOfHeads.get(index)),
                    decays.get(index),
                    rates.get(index),
                    normalized);
            stages.noteInputs(index, queriesOfHeads.get(index), keysOfHeads.get(index), valuesOfHeads.get(index));
            noteScores(index, head, stages);
            Matrix read = checked(head.read(valuesOfHeads.get(index)), index);
            stages.note(Stage.VALUES, index, read);
            parts.add(read);
        }
        return Matrix.joinColumns(parts);
    }

    private String name() {
        return switch (update.rule()) {
            case LINEAR -> "linear";
            case GATED -> "gated-linear";
            case DELTA -> "delta";
            case GATED_DELTA -> "gated-delta";
        };
    }

    private Matrix featured(Matrix matrix) {
        List<double[]> rows = new ArrayList<>(matrix.rows());
        for (int index = 0; index < matrix.rows(); index++) {
            double[] row = matrix.row(index);
            features.apply(row);
            rows.add(row);
        }
        return rows.isEmpty() ? matrix : Matrix.ofRows(rows.toArray(new double[0][]));
    }

    /** The logarithms of what is kept, of each head: n×d or n×1; nothing to read where the rule does not decay. */
    private List<Matrix> decays(Matrix keys, MatrixBackend backend) {
        if (!update.rule().decays()) {
            return unread(keys.rows());
        }
        Matrix kept = update.decay().of(keys, update.perChannel() ? keys.columns() : heads, backend);
        Matrix logarithms = Matrix.zeros(kept.rows(), kept.columns());
        for (int index = 0; index < kept.elements().length; index++) {
            logarithms.elements()[index] = Math.log(kept.elements()[index]);
        }
        return new HeadBlocks(name(), heads).of(logarithms, "decays");
    }

    /** The rates of each head, n×1; zeros where the rule does not correct. */
    private List<Matrix> rates(Matrix keys, MatrixBackend backend) {
        return update.rule().corrects()
                ? new HeadBlocks(name(), heads).of(update.rate().of(keys, heads, backend), "rates")
                : unread(keys.rows());
    }

    private List<Matrix> unread(int rows) {
        return Collections.nCopies(heads, Matrix.zeros(rows, 1));
    }

    private void noteScores(int index, RecurrentHead head, AttentionStages stages) {
        if (stages.wants(Stage.RAW) || stages.wants(Stage.MODIFIED) || stages.wants(Stage.MASKED)) {
            Matrix raw = checked(head.scores(stages.backend()), index);
            stages.note(Stage.RAW, index, raw);
            stages.note(Stage.MODIFIED, index, raw);
            stages.note(Stage.MASKED, index, withoutLaterKeys(raw));
        }
        if (stages.wants(Stage.WEIGHTS)) {
            stages.note(Stage.WEIGHTS, index, checked(head.weights(), index));
        }
    }

    private static Matrix withoutLaterKeys(Matrix scores) {
        Matrix masked =
                Matrix.wrap(scores.rows(), scores.columns(), scores.elements().clone());
        for (int row = 0; row < masked.rows(); row++) {
            Arrays.fill(
                    masked.elements(),
                    row * masked.columns() + row + 1,
                    (row + 1) * masked.columns(),
                    Double.NEGATIVE_INFINITY);
        }
        return masked;
    }

    /** Refuses what has grown beyond all numbers, naming the first word whose row has. */
    private Matrix checked(Matrix matrix, int head) {
        double[] elements = matrix.elements();
        for (int index = 0; index < elements.length; index++) {
            if (!Double.isFinite(elements[index])) {
                throw new InvalidInputException(name() + ": head " + (head + 1) + " grows beyond all numbers at query "
                        + (index / matrix.columns() + 1) + "; use smaller vectors"
                        + (update.rule().corrects() && features != FeatureMap.UNIT ? ", or features=unit" : ""));
            }
        }
        return matrix;
    }
}
