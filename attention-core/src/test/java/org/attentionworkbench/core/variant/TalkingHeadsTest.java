package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.normalizer.Softmax;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class TalkingHeadsTest {
    private static final Matrix SCORES = Matrix.ofRows(new double[] {1, -2}, new double[] {0.5, 0.25});
    private static final Matrix WEIGHTS = Matrix.ofRows(new double[] {-1, 0.5}, new double[] {0, 2});

    /** {@code Σ_h mixing[g,h] · of[h]} of two heads. */
    private static Matrix mixed(Matrix mixing, int head, Matrix first, Matrix second) {
        Matrix own = Attended.sum(Matrix.zeros(first.rows(), first.columns()), mixing.get(head, 0), first);
        return Attended.sum(own, mixing.get(head, 1), second);
    }

    @Test
    void scoresAreMixedBeforeAndWeightsAfterTheSoftmax() {
        HeadedResult plain = Attended.by(new MultiHead(2));
        HeadedResult talking = Attended.by(new TalkingHeads(SCORES, WEIGHTS));
        Matrix first = Attended.stage(plain, 0, Stage.MODIFIED);
        Matrix second = Attended.stage(plain, 1, Stage.MODIFIED);
        Softmax softmax = new Softmax(Axis.KEYS);

        for (int head = 0; head < 2; head++) {
            Matrix weights = mixed(
                    WEIGHTS,
                    head,
                    softmax.normalize(mixed(SCORES, 0, first, second)),
                    softmax.normalize(mixed(SCORES, 1, first, second)));
            Matrix values = Attended.product(weights, Attended.block(Attended.VALUES, head, 2));
            assertThat(Attended.stage(talking, head, Stage.RAW)).isEqualTo(Attended.stage(plain, head, Stage.RAW));
            Matrices.assertClose(
                    Attended.stage(talking, head, Stage.MODIFIED), mixed(SCORES, head, first, second), 1e-15);
            Matrices.assertClose(Attended.stage(talking, head, Stage.WEIGHTS), weights, 1e-15);
            Matrices.assertClose(Attended.stage(talking, head, Stage.VALUES), values, 1e-14);
            Matrices.assertClose(Attended.block(talking.joined(), head, 2), values, 1e-14);
        }
    }

    @Test
    void withoutMixingHeadsAreSideBySide() {
        assertThat(Attended.by(new TalkingHeads(4, 0)).joined())
                .isEqualTo(Attended.by(new MultiHead(4)).joined());
    }

    @Test
    void withFullMixingHeadsHaveTheSameWeights() {
        HeadedResult result = Attended.by(new TalkingHeads(4, 1));

        for (int head = 1; head < 4; head++) {
            assertThat(Attended.stage(result, head, Stage.WEIGHTS)).isEqualTo(Attended.stage(result, 0, Stage.WEIGHTS));
        }
    }

    @Test
    void mixedWeightsSumToOneOrToZeroWhereNothingIsAllowed() {
        HeadedResult result = Attended.by(new TalkingHeads(2, 0.3), (query, key) -> query != 1 && key <= query);

        for (int head = 0; head < 2; head++) {
            Matrix weights = Attended.stage(result, head, Stage.WEIGHTS);
            for (int query = 0; query < 5; query++) {
                double sum = 0;
                for (double weight : weights.row(query)) {
                    sum += weight;
                }
                assertThat(sum).isCloseTo(query == 1 ? 0 : 1, within(1e-15));
            }
            assertThat(Attended.stage(result, head, Stage.VALUES).row(1)).containsOnly(0);
        }
    }

    @Test
    void whatIsForbiddenByAScoreStaysForbiddenWhateverTheSignsOfTheMixture() {
        ScoreModifier forbidding = (score, head, query, key) -> key == 2 ? Double.NEGATIVE_INFINITY : score;
        HeadedResult result = Attended.by(
                Mechanism.scaledDot()
                        .withVariant(new TalkingHeads(SCORES, WEIGHTS))
                        .withModifiers(forbidding),
                Attended.QUERIES,
                Attended.KEYS,
                Attended.VALUES);

        for (int head = 0; head < 2; head++) {
            for (int query = 0; query < 5; query++) {
                assertThat(Attended.stage(result, head, Stage.MODIFIED).get(query, 2))
                        .isEqualTo(Double.NEGATIVE_INFINITY);
                assertThat(Attended.stage(result, head, Stage.WEIGHTS).get(query, 2))
                        .isZero();
            }
        }
    }

    @Test
    void aHeadWithoutAShareForbidsNothing() {
        ScoreModifier forbiddingOne = (score, head, query, key) -> head == 1 ? Double.NEGATIVE_INFINITY : score;
        Matrix own = Matrix.ofRows(new double[] {1, 0}, new double[] {1, 1});
        HeadedResult result = Attended.by(
                Mechanism.scaledDot().withVariant(new TalkingHeads(own, own)).withModifiers(forbiddingOne),
                Attended.QUERIES,
                Attended.KEYS,
                Attended.VALUES);

        assertThat(Attended.stage(result, 0, Stage.MASKED).get(0, 0)).isFinite();
        assertThat(Attended.stage(result, 1, Stage.MASKED).row(0)).containsOnly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void scoresTooLargeToMixAreRefused() {
        ScoreModifier infinite = (score, head, query, key) -> Double.POSITIVE_INFINITY;
        Mechanism mechanism = Mechanism.scaledDot()
                .withVariant(new TalkingHeads(SCORES, WEIGHTS))
                .withModifiers(infinite);

        assertThatThrownBy(() -> Attended.by(mechanism, Attended.QUERIES, Attended.KEYS, Attended.VALUES))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("talking-heads: the mixed score of head 1 is not a number: the vectors are too large to "
                        + "multiply; use smaller ones");
    }

    @Test
    void mixingMatricesAreSquareAndFinite() {
        assertThatThrownBy(() -> new TalkingHeads(SCORES, Matrix.zeros(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 heads are mixed by a 2×2 matrix, not by a 2×3 matrix");
        assertThatThrownBy(() -> new TalkingHeads(Matrix.ofRows(new double[] {Double.NaN}), Matrix.zeros(1, 1)))
                .hasMessage("heads are mixed by finite numbers, not by NaN");
        assertThatThrownBy(() -> new TalkingHeads(0, 0.5)).isInstanceOf(IllegalArgumentException.class);
        for (double mix : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new TalkingHeads(2, mix))
                    .hasMessage("heads take a share from 0 to 1 of their mean, not " + mix);
        }
    }
}
