package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.attentionworkbench.api.attention.Axis;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Normalizer;
import org.attentionworkbench.api.matrix.Matrix;
import org.junit.jupiter.api.Test;

/** The contract passes right normalizers and catches wrong ones. */
final class NormalizerContractTest {

    @Test
    void rightNormalizersPass() {
        assertThat(ContractFailures.of(SoftmaxOverKeys.class)).isEmpty();
        assertThat(ContractFailures.of(SoftmaxOverQueries.class)).isEmpty();
        assertThat(ContractFailures.of(SigmoidThatNeedNotSumToOne.class)).isEmpty();
        assertThat(ContractFailures.of(Logarithms.class)).isEmpty();
        assertThat(ContractFailures.of(SharesOfBothSigns.class)).isEmpty();
        assertThat(ContractFailures.of(NoiseByPosition.class)).isEmpty();
    }

    @Test
    void notANumberWhereAllIsForbiddenIsCaught() {
        assertThat(ContractFailures.of(NaNWhereAllIsForbidden.class))
                .contains("whereAllIsForbiddenAllWeightsAreZero", "randomScoresBecomeWeights");
    }

    @Test
    void overflowingExponentialsAreCaught() {
        assertThat(ContractFailures.of(SoftmaxWithoutMaximum.class)).contains("extremeScoresBecomeWeights");
    }

    @Test
    void weightsThatDoNotSumToOneAreCaught() {
        assertThat(ContractFailures.of(Sigmoid.class)).contains("randomScoresBecomeWeights");
    }

    @Test
    void weightOfForbiddenScoresIsCaught() {
        assertThat(ContractFailures.of(SomeForAll.class))
                .containsExactlyInAnyOrder(
                        "randomScoresBecomeWeights", "extremeScoresBecomeWeights", "overflowedScoresBecomeWeights");
    }

    @Test
    void negativeWeightsAreCaught() {
        assertThat(ContractFailures.of(Negative.class)).contains("randomScoresBecomeWeights");
    }

    @Test
    void preferringAPlaceIsCaught() {
        assertThat(ContractFailures.of(FirstTakesMore.class))
                .contains("equalScoresGetEqualWeights", "theOrderOfTheScoresDoesNotMatter");
    }

    @Test
    void workingInPlaceIsCaught() {
        assertThat(ContractFailures.of(InPlace.class)).contains("scoresAreLeftUntouched");
    }

    @Test
    void lookingAtOtherLinesIsCaught() {
        assertThat(ContractFailures.of(Remembering.class)).contains("linesAreNormalizedEachByItself");
    }

    @Test
    void negativeWeightsOfOneThatDoesNotSaySoAreCaught() {
        assertThat(ContractFailures.of(SharesOfBothSignsKeptQuiet.class)).contains("randomScoresBecomeWeights");
    }

    @Test
    void logarithmsThatLoseWhatIsForbiddenAreCaught() {
        assertThat(ContractFailures.of(LogarithmsOfEverything.class))
                .contains("whereAllIsForbiddenAllWeightsAreZero", "randomScoresBecomeWeights");
    }

    @Test
    void noiseThatForgetsWhereItIsIsCaught() {
        assertThat(ContractFailures.of(NoiseByPlace.class))
                .containsExactlyInAnyOrder("blocksGetTheWeightsOfTheWhole", "whatIsForbiddenMayBeLeftOut");
    }

    @Test
    void countingWhatIsForbiddenIsCaught() {
        assertThat(ContractFailures.of(ShareOfAllPlaces.class)).containsExactly("whatIsForbiddenMayBeLeftOut");
    }

    @Test
    void infinityDividedByInfinityIsCaught() {
        assertThat(ContractFailures.of(SoftmaxOfFiniteScores.class)).containsExactly("overflowedScoresBecomeWeights");
    }

    @Test
    void losingAnEmptyShapeIsCaught() {
        assertThat(ContractFailures.of(OneForNone.class)).containsExactly("emptyMatricesHaveEmptyWeights");
    }

    private static void softmax(double[] scores) {
        double maximum = Arrays.stream(scores).max().orElseThrow();
        if (maximum == Double.POSITIVE_INFINITY) {
            Arrays.setAll(scores, place -> scores[place] == maximum ? 0 : Double.NEGATIVE_INFINITY);
            shares(scores, 0);
        } else {
            shares(scores, maximum);
        }
    }

    private static void shares(double[] scores, double subtracted) {
        double sum = 0;
        for (int place = 0; place < scores.length; place++) {
            scores[place] = Math.exp(scores[place] - subtracted);
            sum += scores[place];
        }
        for (int place = 0; place < scores.length; place++) {
            scores[place] /= sum;
        }
    }

    static final class SoftmaxOverKeys implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return NormalizerContractTest::softmax;
        }
    }

    static final class SoftmaxOverQueries implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Normalizer() {
                @Override
                public void normalize(double[] scores) {
                    softmax(scores);
                }

                @Override
                public Axis axis() {
                    return Axis.QUERIES;
                }
            };
        }
    }

    static class Sigmoid implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return scores -> Arrays.setAll(scores, place -> 1 / (1 + Math.exp(-scores[place])));
        }
    }

    static final class SigmoidThatNeedNotSumToOne extends Sigmoid {
        @Override
        public boolean rowsSumToOne() {
            return false;
        }
    }

    static final class SoftmaxOfFiniteScores implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return scores -> shares(scores, Arrays.stream(scores).max().orElseThrow());
        }
    }

    /** Weights by how many places there are, forbidden or not. */
    static final class ShareOfAllPlaces implements NormalizerContract {
        @Override
        public boolean rowsSumToOne() {
            return false;
        }

        @Override
        public Normalizer normalizer() {
            return scores ->
                    Arrays.setAll(scores, place -> scores[place] == Double.NEGATIVE_INFINITY ? 0 : 1.0 / scores.length);
        }
    }

    static final class Logarithms implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Logarithm() {
                @Override
                public void normalize(double[] scores) {
                    softmax(scores);
                    Arrays.setAll(scores, place -> Math.log(scores[place]));
                }
            };
        }
    }

    static final class LogarithmsOfEverything implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new Logarithm() {
                @Override
                public void normalize(double[] scores) {
                    softmax(scores);
                    Arrays.setAll(scores, place -> Math.max(-20, Math.log(scores[place])));
                }

                @Override
                public Matrix normalize(Matrix scores) {
                    Matrix weights = super.normalize(scores);
                    Arrays.setAll(weights.elements(), index -> Math.max(-20, weights.elements()[index]));
                    return weights;
                }
            };
        }
    }

    private abstract static class Logarithm implements Normalizer {
        @Override
        public boolean logarithmic() {
            return true;
        }

        @Override
        public Matrix normalize(Matrix scores) {
            return Normalizer.super.normalize(scores);
        }
    }

    static class SharesOfBothSignsKeptQuiet implements NormalizerContract {
        @Override
        public boolean rowsSumToOne() {
            return false;
        }

        @Override
        public Normalizer normalizer() {
            return scores -> {
                double largest = Arrays.stream(scores)
                        .filter(score -> score != Double.NEGATIVE_INFINITY)
                        .map(Math::abs)
                        .max()
                        .orElseThrow();
                Arrays.setAll(
                        scores,
                        place -> scores[place] == Double.NEGATIVE_INFINITY || largest == 0
                                ? 0
                                : largest == Double.POSITIVE_INFINITY
                                        ? (scores[place] == largest ? 1 : 0)
                                        : scores[place] / largest);
            };
        }
    }

    static final class SharesOfBothSigns extends SharesOfBothSignsKeptQuiet {
        @Override
        public boolean signed() {
            return true;
        }
    }

    /** A softmax of scores with a noise that depends on head, query and key. */
    static final class NoiseByPosition implements NormalizerContract {
        @Override
        public boolean dependsOnPositions() {
            return true;
        }

        @Override
        public Normalizer normalizer() {
            return new Noise() {
                @Override
                public Matrix normalize(Matrix scores, HeadContext context) {
                    return normalize(scores, context.head(), context.firstQuery(), context.firstKey());
                }
            };
        }
    }

    static final class NoiseByPlace implements NormalizerContract {
        @Override
        public boolean dependsOnPositions() {
            return true;
        }

        @Override
        public Normalizer normalizer() {
            return new Noise();
        }
    }

    private static class Noise implements Normalizer {
        @Override
        public void normalize(double[] scores) {
            softmax(scores);
        }

        @Override
        public Matrix normalize(Matrix scores) {
            return normalize(scores, 0, 0, 0);
        }

        Matrix normalize(Matrix scores, int head, int firstQuery, int firstKey) {
            Matrix noisy = Matrices.copy(scores);
            for (int row = 0; row < scores.rows(); row++) {
                for (int column = 0; column < scores.columns(); column++) {
                    noisy.elements()[row * scores.columns() + column] +=
                            Math.sin(7.0 * head + 5.0 * (firstQuery + row) + 3.0 * (firstKey + column));
                }
            }
            return ((Normalizer) NormalizerContractTest::softmax).normalize(noisy);
        }
    }

    static final class NaNWhereAllIsForbidden implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new WholeMatrix() {
                @Override
                public Matrix normalize(Matrix scores) {
                    Matrix weights = Matrices.copy(scores);
                    for (int row = 0; row < scores.rows() && scores.columns() > 0; row++) {
                        double[] line = scores.row(row);
                        softmax(line);
                        System.arraycopy(line, 0, weights.elements(), row * line.length, line.length);
                    }
                    return weights;
                }
            };
        }
    }

    static final class SoftmaxWithoutMaximum implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return scores -> shares(scores, 0);
        }
    }

    static final class SomeForAll implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return scores -> {
                Arrays.setAll(scores, place -> Math.max(scores[place], -Double.MAX_VALUE));
                softmax(scores);
                Arrays.setAll(scores, place -> Math.max(scores[place], 1e-20));
            };
        }
    }

    static final class Negative implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return scores -> {
                softmax(scores);
                scores[0] -= 0.5;
                scores[scores.length - 1] += 0.5;
            };
        }
    }

    static final class FirstTakesMore implements NormalizerContract {
        @Override
        public boolean rowsSumToOne() {
            return false;
        }

        @Override
        public Normalizer normalizer() {
            return scores -> {
                softmax(scores);
                scores[0] *= 1.001;
            };
        }
    }

    static final class InPlace implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new WholeMatrix() {
                @Override
                public Matrix normalize(Matrix scores) {
                    Matrix weights = ((Normalizer) NormalizerContractTest::softmax).normalize(scores);
                    System.arraycopy(weights.elements(), 0, scores.elements(), 0, weights.elements().length);
                    return weights;
                }
            };
        }
    }

    static final class Remembering implements NormalizerContract {
        private double last;

        @Override
        public boolean rowsSumToOne() {
            return false;
        }

        @Override
        public Normalizer normalizer() {
            return scores -> {
                softmax(scores);
                double first = scores[0];
                scores[0] *= 1 + last / 2;
                last = first;
            };
        }
    }

    static final class OneForNone implements NormalizerContract {
        @Override
        public Normalizer normalizer() {
            return new WholeMatrix() {
                @Override
                public Matrix normalize(Matrix scores) {
                    return scores.elements().length == 0
                            ? Matrices.filled(1, 1, 1)
                            : ((Normalizer) NormalizerContractTest::softmax).normalize(scores);
                }
            };
        }
    }

    /** A normalizer that replaces what is settled for all. */
    private abstract static class WholeMatrix implements Normalizer {
        @Override
        public void normalize(double[] scores) {
            softmax(scores);
        }

        @Override
        public abstract Matrix normalize(Matrix scores);
    }
}
