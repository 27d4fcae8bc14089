package org.attentionworkbench.core.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.matrix.ReferenceBackend;
import org.attentionworkbench.testkit.Matrices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistanceAndCosineTest {
    private static final HeadContext CONTEXT = new HeadContext(new ReferenceBackend(), 0, 1, 0);
    private static final Matrix QUERIES = Matrix.ofRows(new double[] {3, 4}, new double[] {-1, 0});
    private static final Matrix KEYS = Matrix.ofRows(new double[] {4, 3}, new double[] {6, 8}, new double[] {0, -2});

    /** (3, 4) and (4, 3): 24/25; (6, 8) is (3, 4) made longer; (0, −2) is at a right angle to (−1, 0). */
    private static final Matrix COSINES = Matrix.ofRows(new double[] {0.96, 1, -0.8}, new double[] {-0.8, -0.6, 0});

    @Test
    void cosineIsThatOfTheAngleBetweenQueryAndKey() {
        Matrices.assertClose(new CosineScore(1).score(QUERIES, KEYS, CONTEXT), COSINES, 1e-15);
    }

    @Test
    void temperatureDividesTheCosine() {
        Matrix doubled = Matrix.ofRows(new double[] {1.92, 2, -1.6}, new double[] {-1.6, -1.2, 0});

        Matrices.assertClose(new CosineScore(0.5).score(QUERIES, KEYS, CONTEXT), doubled, 1e-15);
        assertThat(CosineScore.strategy()
                        .create(GivenOptions.of("temperature", "0.5"))
                        .score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(new CosineScore(0.5).score(QUERIES, KEYS, CONTEXT));
    }

    @Test
    void aRowOfZerosHasTheCosineZero() {
        CosineScore score = new CosineScore(1);

        assertThat(score.score(QUERIES, Matrix.zeros(1, 2), CONTEXT)).isEqualTo(Matrix.zeros(2, 1));
        assertThat(score.score(Matrix.zeros(1, 2), KEYS, CONTEXT)).isEqualTo(Matrix.zeros(1, 3));
    }

    @Test
    void lengthDoesNotMatterToTheCosineHoweverExtreme() {
        Matrix huge = Matrix.ofRows(new double[] {3e300, 4e300}, new double[] {-1e-300, 0});
        Matrix tiny = Matrix.ofRows(
                new double[] {4e-300, 3e-300}, new double[] {6e307, 8e307}, new double[] {0, -Double.MIN_VALUE});

        Matrices.assertClose(new CosineScore(1).score(huge, tiny, CONTEXT), COSINES, 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-320, Double.NaN, Double.POSITIVE_INFINITY})
    void temperaturesHaveAFiniteInverse(double temperature) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineScore(temperature))
                .withMessage("cannot divide a cosine by " + temperature);
    }

    /** (3−4)² + (4−3)², 3² + 4², 3² + 6²; 5² + 3², 7² + 8², 1² + 2²; times −0.5. */
    @Test
    void distanceIsSquaredScaledAndNegative() {
        Matrix expected = Matrix.ofRows(new double[] {-1, -12.5, -22.5}, new double[] {-17, -56.5, -2.5});

        assertThat(new DistanceScore(0.5).score(QUERIES, KEYS, CONTEXT)).isEqualTo(expected);
        assertThat(DistanceScore.strategy()
                        .create(GivenOptions.of("scale", "0.5"))
                        .score(QUERIES, KEYS, CONTEXT))
                .isEqualTo(expected);
    }

    /** With ‖q‖² − 2·q·k + ‖k‖² the distance would be lost: 1e16 + 1 is no double. */
    @Test
    void distanceOfLongVectorsIsExact() {
        Matrix far = Matrix.ofRows(new double[] {1e8, 1}, new double[] {1e8, 0.5});

        assertThat(new DistanceScore(1).score(far, far, CONTEXT))
                .isEqualTo(Matrix.ofRows(new double[] {0, -0.25}, new double[] {-0.25, 0}));
    }

    @Test
    void equalRowsHaveTheDistanceZeroAndNoOtherSign() {
        Matrix rows = Matrices.random(6, 5, 1);

        for (int row = 0; row < 6; row++) {
            assertThat(Double.doubleToRawLongBits(
                            new DistanceScore(3).score(rows, rows, CONTEXT).get(row, row)))
                    .isZero();
        }
    }

    @Test
    void distancesAreNeverNaNHoweverFar() {
        Matrix huge = Matrix.ofRows(new double[] {1e300, -1e300});

        assertThat(new DistanceScore(0).score(huge, QUERIES, CONTEXT)).isEqualTo(Matrix.zeros(1, 2));
        assertThat(new DistanceScore(1).score(huge, QUERIES, CONTEXT).get(0, 0)).isNegative();
    }

    @Test
    void distancesNeedOneWidth() {
        assertThatThrownBy(() -> new DistanceScore(1).score(QUERIES, Matrix.zeros(1, 3), CONTEXT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a distance needs queries and keys of one width; the queries have 2 channels, the keys 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void distancesAreScaledByWhatIsNotNegative(double scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DistanceScore(scale))
                .withMessage("cannot scale a distance by " + scale);
    }
}
