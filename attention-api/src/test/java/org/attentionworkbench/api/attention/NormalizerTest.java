package org.attentionworkbench.api.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NormalizerTest {
    private static final double FORBIDDEN = Double.NEGATIVE_INFINITY;
    private static final Matrix SCORES =
            Matrix.ofRows(new double[] {1, 3, FORBIDDEN}, new double[] {2, 5, FORBIDDEN}, new double[] {
                FORBIDDEN, FORBIDDEN, FORBIDDEN
            });

    @Test
    void eachRowIsNormalizedOverItsKeys() {
        List<String> lines = new ArrayList<>();
        Matrix weights = sharing(Axis.KEYS, lines).normalize(SCORES);
        assertThat(weights)
                .isEqualTo(Matrix.ofRows(
                        new double[] {1 / 4.0, 3 / 4.0, 0}, new double[] {2 / 7.0, 5 / 7.0, 0}, new double[3]));
        assertThat(lines).containsExactly("[1.0, 3.0, -Infinity]", "[2.0, 5.0, -Infinity]");
    }

    @Test
    void eachColumnIsNormalizedOverItsQueries() {
        List<String> lines = new ArrayList<>();
        Matrix weights = sharing(Axis.QUERIES, lines).normalize(SCORES);
        assertThat(weights)
                .isEqualTo(Matrix.ofRows(
                        new double[] {1 / 3.0, 3 / 8.0, 0}, new double[] {2 / 3.0, 5 / 8.0, 0}, new double[3]));
        assertThat(lines).containsExactly("[1.0, 2.0, -Infinity]", "[3.0, 5.0, -Infinity]");
    }

    @Test
    void rectanglesAreNormalizedAlongBothAxes() {
        Matrix wide = Matrix.ofRows(new double[] {1, 2, 5}, new double[] {3, 2, 15});
        assertThat(sharing(Axis.KEYS, new ArrayList<>()).normalize(wide))
                .isEqualTo(Matrix.ofRows(
                        new double[] {1 / 8.0, 2 / 8.0, 5 / 8.0}, new double[] {3 / 20.0, 2 / 20.0, 15 / 20.0}));
        assertThat(sharing(Axis.QUERIES, new ArrayList<>()).normalize(wide))
                .isEqualTo(Matrix.ofRows(
                        new double[] {1 / 4.0, 2 / 4.0, 5 / 20.0}, new double[] {3 / 4.0, 2 / 4.0, 15 / 20.0}));
    }

    @Test
    void oneAllowedScoreAtTheEndIsEnough() {
        Matrix scores = Matrix.ofRows(new double[] {FORBIDDEN, 2});
        assertThat(sharing(Axis.KEYS, new ArrayList<>()).normalize(scores))
                .isEqualTo(Matrix.ofRows(new double[] {0, 1}));
    }

    @Test
    void oneAllowedScoreAtTheStartIsEnough() {
        Matrix scores = Matrix.ofRows(new double[] {2, FORBIDDEN});
        assertThat(sharing(Axis.KEYS, new ArrayList<>()).normalize(scores))
                .isEqualTo(Matrix.ofRows(new double[] {1, 0}));
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void scoresAreLeftUntouched(Axis axis) {
        Matrix scores = Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4});
        sharing(axis, new ArrayList<>()).normalize(scores);
        assertThat(scores).isEqualTo(Matrix.ofRows(new double[] {1, 2}, new double[] {3, 4}));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 3", "3, 0"})
    void emptyMatricesHaveEmptyWeights(int rows, int columns) {
        Normalizer uncalled = line -> fail("there is nothing to normalize");
        assertThat(uncalled.normalize(Matrix.zeros(rows, columns))).isEqualTo(Matrix.zeros(rows, columns));
    }

    @Test
    void keysAreTheAxisUnlessOverridden() {
        Normalizer plain = line -> {};
        assertThat(plain.axis()).isEqualTo(Axis.KEYS);
    }

    /** Divides each score by the sum of all that are allowed, and keeps what it was asked. */
    private static Normalizer sharing(Axis axis, List<String> lines) {
        return new Normalizer() {
            @Override
            public Axis axis() {
                return axis;
            }

            @Override
            public void normalize(double[] scores) {
                lines.add(Arrays.toString(scores));
                double sum = Arrays.stream(scores)
                        .filter(score -> score != FORBIDDEN)
                        .sum();
                Arrays.setAll(scores, place -> scores[place] == FORBIDDEN ? 0 : scores[place] / sum);
            }
        };
    }

    /** Leaves scores as they are: they are logarithms. */
    private static final class Logarithms implements Normalizer {
        @Override
        public void normalize(double[] scores) {}

        @Override
        public boolean logarithmic() {
            return true;
        }
    }

    @Test
    void theLogarithmOfNoWeightIsMinusInfinity() {
        double none = Double.NEGATIVE_INFINITY;
        Matrix scores = Matrix.ofRows(new double[] {-1, none}, new double[] {none, none});

        assertThat(new Logarithms().normalize(scores)).isEqualTo(scores);
        Normalizer plain = line -> {};
        assertThat(plain.logarithmic()).isFalse();
        assertThat(plain.normalize(scores).row(1)).containsExactly(0, 0);
    }

    @Test
    void whereItIsAtWorkDoesNotMatterUnlessItSaysSo() {
        Matrix scores = Matrix.ofRows(new double[] {1, 2});
        HeadContext context = new HeadContext(new NoProducts(), 3, 4, 5, 6);

        assertThat(((Normalizer) line -> line[0] = 7).normalize(scores, context))
                .isEqualTo(Matrix.ofRows(new double[] {7, 2}));
    }

    private static final class NoProducts implements MatrixBackend {
        @Override
        public void multiplyInto(Matrix a, Matrix b, Matrix product) {
            throw new AssertionError("there is nothing to multiply");
        }

        @Override
        public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
            throw new AssertionError("there is nothing to multiply");
        }
    }
}
