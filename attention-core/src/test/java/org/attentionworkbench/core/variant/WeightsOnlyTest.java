package org.attentionworkbench.core.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.cache.AppendCache;
import org.attentionworkbench.core.composition.Mechanism;
import org.attentionworkbench.core.mask.Alignment;
import org.attentionworkbench.core.mask.CausalMask;
import org.attentionworkbench.core.run.HeadedResult;
import org.attentionworkbench.core.run.MaterializedAttention;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;

class WeightsOnlyTest {

    @Test
    void itHasTheWeightsOfHeadsSideBySideAndNoValues() {
        HeadedResult plain = Attended.by(new MultiHead(2));
        HeadedResult result = Attended.by(new WeightsOnly(2));

        for (int head = 0; head < 2; head++) {
            for (Stage stage : new Stage[] {Stage.RAW, Stage.MODIFIED, Stage.MASKED, Stage.WEIGHTS}) {
                assertThat(Attended.stage(result, head, stage)).isEqualTo(Attended.stage(plain, head, stage));
            }
            assertThat(result.heads().get(head).stage(Stage.VALUES)).isEmpty();
        }
        assertThat(result.joined()).isEqualTo(Matrix.zeros(5, 0));
    }

    @Test
    void valuesNeedNotBeDivisible() {
        assertThat(Attended.by(new WeightsOnly(4), Attended.QUERIES, Attended.KEYS, Matrix.zeros(7, 3))
                        .heads())
                .hasSize(4);
    }

    @Test
    void logarithmsCanBeLookedAt() {
        Mechanism mechanism =
                Mechanism.scaledDot().withVariant(new WeightsOnly(1)).withNormalizer(new LogSoftmaxByHand());
        HeadedResult result = Attended.by(mechanism, Attended.QUERIES, Attended.KEYS, Attended.VALUES);
        HeadedResult plain = Attended.by(new SingleHead());

        for (int index = 0; index < 35; index++) {
            assertThat(Math.exp(Attended.stage(result, 0, Stage.WEIGHTS).elements()[index]))
                    .isCloseTo(Attended.stage(plain, 0, Stage.WEIGHTS).elements()[index], within(1e-15));
        }
    }

    /** {@code ln softmax}, without any care for large scores. */
    private static final class LogSoftmaxByHand implements Normalizer {
        @Override
        public void normalize(double[] scores) {
            double sum = 0;
            for (double score : scores) {
                sum += Math.exp(score);
            }
            for (int key = 0; key < scores.length; key++) {
                scores[key] -= Math.log(sum);
            }
        }

        @Override
        public boolean logarithmic() {
            return true;
        }
    }

    @Test
    void stepsWithACacheHaveTheSameWeights() {
        Mechanism causal =
                Mechanism.scaledDot().withVariant(new WeightsOnly(2)).withMask(new CausalMask(Alignment.TOP_LEFT));
        HeadedResult steps = new MaterializedAttention(causal)
                .attendStepByStep(
                        Attended.KEYS, Attended.KEYS, Attended.VALUES, new AppendCache(), Attended.EVERYTHING);
        HeadedResult atOnce = Attended.by(causal, Attended.KEYS, Attended.KEYS, Attended.VALUES);

        for (int head = 0; head < 2; head++) {
            Matrices.assertClose(
                    Attended.stage(steps, head, Stage.WEIGHTS), Attended.stage(atOnce, head, Stage.WEIGHTS), 1e-14);
        }
        assertThat(steps.joined()).isEqualTo(Matrix.zeros(7, 0));
    }

    @Test
    void headsDivideQueriesAndKeys() {
        assertThatThrownBy(() -> new WeightsOnly(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Attended.by(new WeightsOnly(3)))
                .hasMessage("weights-only: heads=3 does not divide the width 8 of the queries; 1, 2, 4 or 8 would");
    }
}
